using SmsActivation.Core.Cards;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Activation;

/// <summary>Gathers all that a decision rests on, within the transaction that will write it.</summary>
public sealed class FactsStore(ActivationLimits limits, CardCodes codes)
{
    private const int MostLookedUp = 3;

    internal async Task<ActivationFacts> ReadAsync(
        Session session,
        string sender,
        Channel channel,
        TextFacts text,
        DateTimeOffset now
    ) =>
        new()
        {
            Now = now,
            Text = text,
            Conversation = await ConversationAsync(session, sender, channel, now),
            Member = await MemberAsync(session, sender, now),
            KnownCards = await CardsAsync(session, text.Command.Candidates, now),
        };

    private async Task<ConversationFacts> ConversationAsync(
        Session session,
        string sender,
        Channel channel,
        DateTimeOffset now
    )
    {
        var row = await session.FirstAsync<ConversationRow>(
            """
            select failed_tries, failed_since, tries_notice_at, password_requests, password_since, password_notice_at,
                   sms_opted_out_at, whatsapp_opted_out_at, last_text_at,
                   case when (send_lease_until is null or send_lease_until <= @now)
                       and not exists (
                           select 1 from outbound_messages o
                           where o.sender = conversations.sender and o.state in ('queued', 'retry'))
                       and not exists (
                           select 1 from outbound_messages u
                           where u.sender = conversations.sender and u.state = 'unknown')
                       then 1 else 0 end as nothing_under_way
            from conversations where sender = @sender
            """,
            new { sender, now }
        );
        if (row is null)
            return new ConversationFacts();
        var countsTries = row.FailedSince > now - limits.Window;
        var countsPasswords = row.PasswordSince > now - limits.Window;
        return new ConversationFacts
        {
            FailedTries = countsTries ? row.FailedTries : 0,
            FailedSince = countsTries ? row.FailedSince : null,
            TriesNoticeSent = countsTries && row.TriesNoticeAt is not null,
            PasswordRequests = countsPasswords ? row.PasswordRequests : 0,
            PasswordSince = countsPasswords ? row.PasswordSince : null,
            PasswordNoticeSent = countsPasswords && row.PasswordNoticeAt is not null,
            OptedOut = channel switch
            {
                Channel.Sms => row.SmsOptedOutAt is not null,
                Channel.WhatsApp => row.WhatsappOptedOutAt is not null,
            },
            LastTextAt = row.LastTextAt,
            NothingUnderWay = row.NothingUnderWay,
        };
    }

    private async Task<MemberFacts?> MemberAsync(Session session, string phone, DateTimeOffset now)
    {
        var member = await session.FirstAsync<MemberRow>(
            """
            select id, case when password_hash is null then 0 else 1 end as has_own_password, last_sign_in_at
            from members where phone = @phone
            """,
            new { phone }
        );
        if (member is null)
            return null;
        var links = await session.QueryAsync<LinkRow>(
            """
            select l.card_id, l.slot, c.number, c.state, c.expires_on
            from card_links l join cards c on c.id = l.card_id
            where l.member_id = @Id and l.unlinked_at is null
            order by l.slot
            """,
            member
        );
        var texts = await session.QueryAsync<PasswordTextRow>(
            $"""
            select id, state, created_at, unknown_since from outbound_messages
            where member_id = @Id and holds_password = 1
            order by id desc {session.Dialect.First("1")}
            """,
            member
        );
        var last = texts.Count > 0 ? texts[0] : null;
        return new MemberFacts
        {
            Id = member.Id,
            HasOwnPassword = member.HasOwnPassword,
            LastSignInAt = member.LastSignInAt,
            SignedIn = member.LastSignInAt is not null,
            Cards =
            [
                .. links
                    .Where(link => Today.State(link.State, link.ExpiresOn, now) == CardState.Active)
                    .Select(link => new LinkedCard(link.CardId, link.Number, link.Slot)),
            ],
            LastWelcome = last is null ? null : new WelcomeFacts(DeliveryStates.Parse(last.State), last.CreatedAt),
            PendingPasswordReply = last is not null && IsUnderWay(last, now) ? last.Id : null,
        };
    }

    /// <summary>A send whose fate stays unknown is waited for only as long as it holds others back; whoever asks after
    /// that must not wait for ever.</summary>
    private bool IsUnderWay(PasswordTextRow text, DateTimeOffset now) =>
        DeliveryStates.Parse(text.State).IsPending()
        && (text.UnknownSince is not { } since || now - since < limits.UnknownHolds);

    private async Task<IReadOnlyList<CardFacts>> CardsAsync(
        Session session,
        IReadOnlyList<CardCandidate> candidates,
        DateTimeOffset now
    )
    {
        if (candidates.Count is 0 or > MostLookedUp)
            return [];
        var rows = await session.QueryAsync<CardRow>(
            """
            select c.id, c.number, c.state, c.expires_on, c.held_at, c.code_hash, c.code_length, c.code_locked_until,
                   l.member_id as linked_member
            from cards c left join card_links l on l.card_id = c.id and l.unlinked_at is null
            where c.number in (@first, @second, @third)
            """,
            new
            {
                first = candidates[0].Number,
                second = candidates.ElementAtOrDefault(1)?.Number,
                third = candidates.ElementAtOrDefault(2)?.Number,
            }
        );
        return
        [
            .. rows.Select(row =>
            {
                var state = Today.State(row.State, row.ExpiresOn, now);
                return new CardFacts
                {
                    Id = row.Id,
                    Number = row.Number,
                    State = state,
                    LinkedMember = state == CardState.Active ? row.LinkedMember : null,
                    Held = row.HeldAt is not null,
                    Code = Check(row, candidates.First(candidate => candidate.Number == row.Number), now),
                };
            }),
        ];
    }

    private CodeCheck Check(CardRow card, CardCandidate candidate, DateTimeOffset now)
    {
        if (card.CodeHash is null)
            return CodeCheck.NotAsked;
        return card.CodeLockedUntil > now
            ? CodeCheck.Missing
            : CodeCheck.Of(candidate, card.CodeHash, card.CodeLength, codes);
    }

    private sealed class ConversationRow
    {
        public int FailedTries { get; init; }
        public DateTimeOffset? FailedSince { get; init; }
        public DateTimeOffset? TriesNoticeAt { get; init; }
        public int PasswordRequests { get; init; }
        public DateTimeOffset? PasswordSince { get; init; }
        public DateTimeOffset? PasswordNoticeAt { get; init; }
        public DateTimeOffset? SmsOptedOutAt { get; init; }
        public DateTimeOffset? WhatsappOptedOutAt { get; init; }
        public DateTimeOffset? LastTextAt { get; init; }
        public bool NothingUnderWay { get; init; }
    }

    private sealed class MemberRow
    {
        public long Id { get; init; }
        public bool HasOwnPassword { get; init; }
        public DateTimeOffset? LastSignInAt { get; init; }
    }

    private sealed class LinkRow
    {
        public long CardId { get; init; }
        public int Slot { get; init; }
        public string Number { get; init; } = "";
        public string State { get; init; } = "";
        public DateOnly? ExpiresOn { get; init; }
    }

    private sealed class PasswordTextRow
    {
        public long Id { get; init; }
        public string State { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? UnknownSince { get; init; }
    }

    private sealed class CardRow
    {
        public long Id { get; init; }
        public string Number { get; init; } = "";
        public string State { get; init; } = "";
        public DateOnly? ExpiresOn { get; init; }
        public DateTimeOffset? HeldAt { get; init; }
        public string? CodeHash { get; init; }
        public int CodeLength { get; init; }
        public DateTimeOffset? CodeLockedUntil { get; init; }
        public long? LinkedMember { get; init; }
    }
}
