using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>The cards of a case as they stand now: part of <see cref="CaseQuery"/>.</summary>
internal static class CaseCards
{
    public static async Task<IReadOnlyList<CaseCard>> ReadAsync(
        Session session,
        IReadOnlyList<string> numbers,
        DateTimeOffset now
    )
    {
        if (numbers.Count == 0)
            return [];
        var rows = await session.QueryAsync<CardRow>(
            """
            select c.id, c.number, c.state, c.batch, c.kind, c.expires_on, c.held_at, c.held_reason,
                   case when c.code_hash is null then 0 else 1 end as has_code, c.code_locked_until,
                   l.id as link_id, l.member_id, l.linked_at, m.phone
            from cards c
            left join card_links l on l.card_id = c.id and l.unlinked_at is null
            left join members m on m.id = l.member_id
            where c.number in @numbers
            """,
            new { numbers }
        );
        var guarded = await session.QueryAsync<RangeRow>(
            """
            select number_range, guarded_until from number_ranges
            where number_range in @ranges and guarded_until > @now
            """,
            new { ranges = numbers.Select(NumberRanges.Of).Distinct().ToList(), now }
        );
        var until = guarded.ToDictionary(range => range.NumberRange, range => range.GuardedUntil);
        return
        [
            .. rows.OrderBy(row => numbers.IndexOf(row.Number))
                .Select(row => row.ToCard(until.TryGetValue(NumberRanges.Of(row.Number), out var at) ? at : null, now)),
        ];
    }

    private static int IndexOf(this IReadOnlyList<string> numbers, string number)
    {
        for (var i = 0; i < numbers.Count; i++)
            if (numbers[i] == number)
                return i;
        return numbers.Count;
    }

    private sealed class RangeRow
    {
        public string NumberRange { get; init; } = "";
        public DateTimeOffset GuardedUntil { get; init; }
    }

    private sealed class CardRow
    {
        public long Id { get; init; }
        public string Number { get; init; } = "";
        public string State { get; init; } = "";
        public string? Batch { get; init; }
        public string? Kind { get; init; }
        public DateOnly? ExpiresOn { get; init; }
        public DateTimeOffset? HeldAt { get; init; }
        public string? HeldReason { get; init; }
        public bool HasCode { get; init; }
        public DateTimeOffset? CodeLockedUntil { get; init; }
        public long? LinkId { get; init; }
        public long MemberId { get; init; }
        public DateTimeOffset LinkedAt { get; init; }
        public string Phone { get; init; } = "";

        public CaseCard ToCard(DateTimeOffset? rangeGuardedUntil, DateTimeOffset now)
        {
            var state = Today.State(State, ExpiresOn, now);
            return new CaseCard
            {
                Id = Id,
                Number = Number,
                State = state,
                Batch = Batch,
                Kind = Kind,
                ExpiresOn = ExpiresOn,
                HeldAt = HeldAt,
                HeldReason = HeldReason,
                HasCode = HasCode,
                CodeLockedUntil = CodeLockedUntil > now ? CodeLockedUntil : null,
                RangeGuardedUntil = rangeGuardedUntil,
                Holder =
                    LinkId is { } link && state == CardState.Active
                        ? new CardHolder(link, MemberId, Phone, LinkedAt)
                        : null,
            };
        }
    }
}
