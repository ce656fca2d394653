'use strict';

// Named, so that each connection of the pool parses and plans a statement once.
const statements = {
  accept: `insert into inbound_messages (sid, phone, to_address, body) values ($1, $2, $3, $4)
    on conflict (sid) do nothing returning id`,
  replyGiven: `select l.reply from activation_log l join inbound_messages i on i.id = l.inbound_id where i.sid = $1`,
  // Locks the row, so that two texts of one phone never race.
  conversation: `insert into conversations as c (phone) values ($1)
    on conflict (phone) do update set last_text_at = now(),
      failed_tries = case when c.failed_since > now() - interval '24 hours' then c.failed_tries else 0 end
    returning failed_tries`,
  member: `select m.id, c.number as card from members m
    left join card_links l on l.member_id = m.id and l.unlinked_at is null
    left join cards c on c.id = l.card_id
    where m.phone = $1`,
  card: `select c.id, c.state, l.member_id from cards c
    left join card_links l on l.card_id = c.id and l.unlinked_at is null
    where c.number = $1`,
  activate: `update cards set state = 'Active', activated_at = now() where id = $1`,
  enrol: `insert into members (phone) values ($1) on conflict (phone) do update set phone = excluded.phone returning id`,
  link: `insert into card_links (card_id, member_id) values ($1, $2)`,
  consent: `insert into consents (member_id, kind, version) values ($1, 'service', '1')`,
  countTry: `update conversations set failed_tries = failed_tries + 1,
      failed_since = case when failed_tries = 0 then now() else failed_since end
    where phone = $1`,
  log: `insert into activation_log (inbound_id, phone, card, outcome, reply) values ($1, $2, $3, $4, $5)`,
};

const mostTries = Number(process.env.FAILED_TRIES ?? 5);
const support = '800-555-0199';

const replies = {
  Activated: (card) =>
    `Welcome to Demo Club! Your card *${card} is active and your points are ready to spend. Your account: https://example.com/account`,
  AlreadyActive: (card) =>
    `Good news: card *${card} is already active on this phone and your points are ready to spend.`,
  MissingCardNumber: () =>
    'Hello from Demo Club! To activate your card, please send the number printed on its back. It looks like this (your digits differ): 9900 0012 3456 7899',
  UnknownCard: () =>
    `Sorry, we do not know that card number. Please compare every digit with your card and send it again. Need a hand? ${support}`,
  PhoneAlreadyLinked: (card) =>
    `This phone already has a card, *${card}, and it works. To use a different card instead, please contact ${support}`,
  CardAlreadyLinked: () =>
    `This card is already registered to another phone. If it is your card, please contact ${support} and keep the card at hand.`,
  CardBlocked: () => `This card is switched off and cannot be activated. Please contact ${support}`,
  CardExpired: () => 'This card has expired. Please ask for a new one at the till.',
  CardReplaced: () => 'A newer card has taken the place of this one. Please send us the number of your new card.',
  CardNotIssued: () => 'This card has not been handed out by our shop yet. Please show it at the till.',
  TooManyAttempts: () => 'That was a lot of tries, so we have paused to keep cards safe. Please try again tomorrow.',
};

const refusals = {
  Prepared: 'CardNotIssued',
  Blocked: 'CardBlocked',
  Expired: 'CardExpired',
  Replaced: 'CardReplaced',
};
const failures = new Set(['UnknownCard', 'PhoneAlreadyLinked', 'CardAlreadyLinked', ...Object.values(refusals)]);

function passesLuhn(digits) {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[i]) * ((digits.length - i) % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

function findCardNumber(body) {
  const found = body.match(/(?<!\d)9900(?:[ -]?\d){12}(?!\d)/g) ?? [];
  return found.map((number) => number.replace(/\D/g, '')).find(passesLuhn) ?? null;
}

function decide(tries, number, card, member) {
  if (tries >= mostTries) return 'TooManyAttempts';
  if (number === null) return member?.card ? 'Acknowledged' : 'MissingCardNumber';
  if (!card) return 'UnknownCard';
  if (card.state === 'Active' && member && card.member_id === member.id) return 'AlreadyActive';
  if (member?.card) return 'PhoneAlreadyLinked';
  if (card.member_id) return 'CardAlreadyLinked';
  return refusals[card.state] ?? 'Activated';
}

/** Handles one text inside the caller's transaction; the reply, or null where none is due. */
async function handleText(client, { MessageSid: sid, From: phone, To: to, Body: body }) {
  const run = (name, ...values) => client.query({ name, text: statements[name], values }).then(({ rows }) => rows[0]);

  const inbound = await run('accept', sid, phone, to, body);
  if (!inbound) return (await run('replyGiven', sid)).reply;

  const { failed_tries: tries } = await run('conversation', phone);
  const member = await run('member', phone);
  const number = findCardNumber(body);
  const card = number === null ? undefined : await run('card', number);
  const outcome = decide(tries, number, card, member);

  if (outcome === 'Activated') {
    await run('activate', card.id);
    const { id } = member ?? (await run('enrol', phone));
    await run('link', card.id, id);
    await run('consent', id);
  }
  // The notice counts as a try too, so that it is given once and silence follows.
  if (failures.has(outcome) || outcome === 'TooManyAttempts') await run('countTry', phone);

  const silent = outcome === 'Acknowledged' || tries > mostTries;
  const named = outcome === 'PhoneAlreadyLinked' ? member.card : number;
  const reply = silent ? null : replies[outcome](named?.slice(-4));
  await run('log', inbound.id, phone, card ? number : null, outcome, reply);
  return reply;
}

module.exports = { handleText };
