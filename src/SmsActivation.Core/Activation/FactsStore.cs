using SmsActivation.Core.Cards;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
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
        InboundText received,
        TextFacts text,
        DateTimeOffset now
    )
    {
        var channel = received.Channel;
        var row = await session.FirstAsync<SenderRow>(
            """
            select c.failed_tries, c.failed_since, c.tries_notice_at, c.password_requests, c.password_since,
                   c.password_notice_at, c.replies_burst, c.replies_burst_since, c.replies_day, c.replies_day_since,
                   c.sms_opted_out_at, c.whatsapp_opted_out_at, c.last_text_at,
                   case when (c.send_lease_until is null or c.send_lease_until <= @now)
                       and not exists (
                           select 1 from outbound_messages o
                           where o.sender = c.sender
                               and o.state in ('queued', 'claimed', 'sending', 'retry', 'unknown'))
                       then 1 else 0 end as nothing_under_way,
                   m.id as member_id, m.last_sign_in_at,
                   case when m.password_hash is null then 0 else 1 end as has_own_password
            from conversations c left join members m on m.phone = c.sender and m.closed_at is null
            where c.sender = @sender
            """,
            new { sender, now }
        );
        return new ActivationFacts
        {
            Now = now,
            Text = text,
            Conversation = row is null
                ? new ConversationFacts()
                : Conversation(row, channel, now) with
                {
                    OptedOutElsewhere =
                        text.Keyword == Keyword.Start
                        && await OptOuts.StandsAfterStartAsync(session, new(sender, channel, received.To)),
                },
            Member = row is { MemberId: { } id } ? await MemberAsync(session, id, row, now) : null,
            KnownCards = await CardsAsync(session, text.Command.Candidates, now),
        };
    }

    private ConversationFacts Conversation(SenderRow row, Channel channel, DateTimeOffset now)
    {
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
            RepliesInBurst = row.RepliesBurstSince > now - ActivationLimits.BurstWindow ? row.RepliesBurst : 0,
            RepliesInDay = row.RepliesDaySince > now - limits.Window ? row.RepliesDay : 0,
            OptedOut = channel switch
            {
                Channel.Sms => row.SmsOptedOutAt is not null,
                Channel.WhatsApp => row.WhatsappOptedOutAt is not null,
            },
            LastTextAt = row.LastTextAt,
            NothingUnderWay = row.NothingUnderWay,
        };
    }

    private static async Task<MemberFacts> MemberAsync(Session session, long id, SenderRow member, DateTimeOffset now)
    {
        var links = await session.QueryAsync<LinkRow>(
            """
            select l.card_id, l.slot, c.number, c.state, c.expires_on
            from card_links l join cards c on c.id = l.card_id
            where l.member_id = @id and l.unlinked_at is null
            order by l.slot
            """,
            new { id }
        );
        var texts = await session.QueryAsync<PasswordTextRow>(
            $"""
            select id, state, created_at, unknown_since, left_to_person from outbound_messages
            where member_id = @id and holds_password = 1 and campaign = 0   -- it answers nobody
            order by id desc {session.Dialect.First("1")}
            """,
            new { id }
        );
        var last = texts.Count > 0 ? texts[0] : null;
        IReadOnlyList<LinkedCard> cards =
        [
            .. links
                .Where(link => Today.State(link.State, link.ExpiresOn, now) == CardState.Active)
                .Select(link => new LinkedCard(link.CardId, link.Number, link.Slot)),
        ];
        return new MemberFacts
        {
            Id = id,
            HasOwnPassword = member.HasOwnPassword,
            LastSignInAt = member.LastSignInAt,
            SignedIn = member.LastSignInAt is not null,
            Cards = cards,
            PastCards = cards.Count > 0 ? [] : await PastCardsAsync(session, id),
            LastWelcome = last is null ? null : new WelcomeFacts(DeliveryStates.Parse(last.State), last.CreatedAt),
            PendingPasswordReply = last is not null && IsUnderWay(last, now) ? last.Id : null,
        };
    }

    private static Task<IReadOnlyList<string>> PastCardsAsync(Session session, long id) =>
        session.QueryAsync<string>(
            "select c.number from card_links l join cards c on c.id = l.card_id where l.member_id = @id",
            new { id }
        );

    /// <summary>A send whose fate stays unknown is waited for only as long as it holds others back; whoever asks after
    /// that must not wait for ever.</summary>
    private static bool IsUnderWay(PasswordTextRow text, DateTimeOffset now) =>
        DeliveryStates.Parse(text.State).IsPending()
        && text.LeftToPerson is null
        && (text.UnknownSince is not { } since || now - since < OutboxOptions.UnknownHolds);

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

    private sealed class SenderRow
    {
        public int FailedTries { get; init; }
        public DateTimeOffset? FailedSince { get; init; }
        public DateTimeOffset? TriesNoticeAt { get; init; }
        public int PasswordRequests { get; init; }
        public DateTimeOffset? PasswordSince { get; init; }
        public DateTimeOffset? PasswordNoticeAt { get; init; }
        public int RepliesBurst { get; init; }
        public DateTimeOffset? RepliesBurstSince { get; init; }
        public int RepliesDay { get; init; }
        public DateTimeOffset? RepliesDaySince { get; init; }
        public DateTimeOffset? SmsOptedOutAt { get; init; }
        public DateTimeOffset? WhatsappOptedOutAt { get; init; }
        public DateTimeOffset? LastTextAt { get; init; }
        public bool NothingUnderWay { get; init; }
        public long? MemberId { get; init; }
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
        public string? LeftToPerson { get; init; }
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
