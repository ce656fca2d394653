// Every text is somebody else's: it reaches the page through textContent only.
const byId = (id) => document.getElementById(id);
const list = byId("messages");
const thread = byId("thread");
const text = byId("text");
const picture = byId("picture");
const otherChoice = byId("other-choice");
const otherNumber = byId("other-number");
const to = byId("to");
const messages = new Map();
const timeOfDay = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`);
const channel = () => chosen("channel").value;
const ownNumber = () => (chosen("phone") === otherChoice ? otherNumber.value.replace(/[\s().-]/g, "") : chosen("phone").value);
const inThread = (message) => message.phone === ownNumber() && message.channel === channel();

// Messages

const states = {
  sending: () => "Sending…",
  received: () => "Sent",
  refused: ({ code }) => (code ? `Not taken, the host answered ${code}` : "Not taken, the host did not answer"),
  accepted: () => "Accepted",
  queued: () => "Queued",
  sent: () => "Sent",
  delivered: () => "Delivered",
  undelivered: ({ code, error }) => `Undelivered, ${code} ${error ?? ""}`,
  failed: ({ code, error }) => `Failed, ${code} ${error ?? ""}`,
};

function element(tag, className, content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (content !== undefined) made.textContent = content;
  return made;
}

// As a phone shows them. Only http and https: whatever else looks like a link stays text.
function withLinks(body) {
  return body.split(/(https?:\/\/[^\s"<>]*[^\s"<>.,;:!?)])/).map((part, index) => {
    if (index % 2 === 0 || !URL.canParse(part)) return part;
    const link = element("a", "", part);
    link.href = part;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  });
}

function draw(message) {
  const item = element("li", message.mine ? "message mine" : "message");
  const bubble = element("div", "bubble");
  bubble.append(element("span", "sr", message.mine ? "You: " : "Answer: "));
  for (let count = 0; count < message.pictures; count++) {
    const image = element("span", "image");
    image.setAttribute("role", "img");
    image.setAttribute("aria-label", "Picture");
    bubble.append(image);
  }
  if (message.body) {
    const body = element("span");
    body.append(...withLinks(message.body));
    body.dir = "auto";
    bubble.append(body);
  }
  const meta = element("div", "meta");
  const time = element("time", "", timeOfDay.format(new Date(message.at)));
  time.dateTime = message.at;
  const parts = message.segments === 1 ? "1 segment" : `${message.segments} segments`;
  meta.append(time, element("span", "state"));
  if (message.channel === "sms") meta.append(element("span", "", `${message.encoding}, ${parts}`));
  item.append(bubble, meta);
  return item;
}

function showState(node, message) {
  node.dataset.state = message.state;
  node.querySelector(".state").textContent = states[message.state]?.(message) ?? message.state;
}

function take(message) {
  const known = messages.get(message.sid);
  if (known && known.message.revision >= message.revision) return;
  if (known) {
    known.message = message;
    showState(known.node, message);
    return;
  }
  const entry = { message, node: draw(message) };
  showState(entry.node, message);
  messages.set(message.sid, entry);
  if (inThread(message)) {
    const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 120;
    if (isLive) entry.node.classList.add("new");
    list.append(entry.node);
    byId("empty").hidden = true;
    if (atEnd || message.mine) scrollToEnd();
  } else if (isLive && !message.mine) {
    markUnread(message.phone);
  }
}

function scrollToEnd() {
  thread.scrollTop = thread.scrollHeight;
}

function showThread() {
  const entries = [...messages.values()].filter(({ message }) => inThread(message));
  for (const { node } of entries) node.classList.remove("new");
  list.replaceChildren(...entries.map(({ node }) => node));
  byId("empty").hidden = entries.length > 0;
  scrollToEnd();
}

function markUnread(phone) {
  for (const input of document.querySelectorAll('input[name="phone"]')) {
    if (input.value === phone && !input.checked) input.parentElement.classList.add("unread");
  }
}

// Choosing

function remember() {
  try {
    sessionStorage.setItem(
      "phone",
      JSON.stringify({ phone: chosen("phone").value, other: otherNumber.value, channel: channel() }),
    );
  } catch {
    // Storage may be switched off; the first phone is as good.
  }
}

function recall() {
  try {
    const kept = JSON.parse(sessionStorage.getItem("phone"));
    if (!kept) return;
    otherNumber.value = kept.other;
    for (const input of document.querySelectorAll('input[type="radio"]')) {
      input.checked = input.value === (input.name === "phone" ? kept.phone : kept.channel);
    }
  } catch {
    // As above.
  }
}

function choose() {
  const isOther = chosen("phone") === otherChoice;
  byId("other").hidden = !isOther;
  byId("own").textContent = isOther ? "" : chosen("phone").dataset.shown;
  chosen("phone").parentElement.classList.remove("unread");
  byId("phone").dataset.channel = channel();
  text.placeholder = channel() === "sms" ? "Text message" : "WhatsApp message";
  fault("");
  remember();
  showThread();
}

// Sending

function fault(sentence) {
  byId("fault").textContent = sentence;
}

function attach(on) {
  picture.setAttribute("aria-pressed", String(on));
}

async function send() {
  const typed = { from: ownNumber(), to: to.value, body: text.value, channel: channel() };
  typed.picture = picture.getAttribute("aria-pressed") === "true";
  fault("");
  try {
    const answer = await fetch("/simulator/phone/send", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(typed),
    });
    if (answer.ok) {
      text.value = "";
      attach(false);
    } else {
      const refusal = await answer.json().catch(() => ({}));
      fault(refusal.error ?? `The simulator answered ${answer.status}.`);
    }
  } catch {
    fault("The simulator does not answer. Is it running?");
  }
  text.focus();
}

function fill(words) {
  text.value = words;
  text.focus();
  byId("said").textContent = `${words} is in the text field`;
}

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
});
picture.addEventListener("click", () => attach(picture.getAttribute("aria-pressed") !== "true"));
for (const pick of document.querySelectorAll("[data-text]")) pick.addEventListener("click", () => fill(pick.dataset.text));
for (const input of document.querySelectorAll('input[type="radio"]')) input.addEventListener("change", choose);
otherChoice.addEventListener("change", () => otherNumber.focus());
otherNumber.addEventListener("input", choose);

// The stream

let isLive = false;

function live(state, words) {
  byId("live").dataset.state = state;
  byId("live").textContent = words;
}

const stream = new EventSource("/simulator/phone/events");
stream.addEventListener("message", (event) => take(JSON.parse(event.data)));
stream.addEventListener("ready", (event) => {
  // Another start has another number and another memory.
  if (event.lastEventId !== document.documentElement.dataset.run) location.reload();
  isLive = true;
  live("on", "Live");
});
stream.addEventListener("error", () => {
  isLive = false;
  live("off", "Reconnecting");
});

function tick() {
  byId("clock").textContent = timeOfDay.format(new Date());
}

to.disabled = to.length < 2;
recall();
choose();
tick();
setInterval(tick, 5000);
