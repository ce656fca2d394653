using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cards;

/// <summary>How a hold or a release ended.</summary>
public enum HoldChange
{
    Done,
    UnknownCard,

    /// <summary>Held already, or not held: nothing was written.</summary>
    NoChange,
}

/// <summary>Cards as people look them up, hold them and release them.</summary>
public sealed class CardStore(IDatabase database)
{
    /// <param name="number">Normalised: digits, or upper-case letters and digits.</param>
    public Task<CardView?> FindAsync(string number, DateTimeOffset now) =>
        database.ReadAsync(async session =>
        {
            var row = await session.FirstAsync<Row>(
                """
                select c.number, c.state, c.batch, c.kind, c.expires_on, c.held_at, c.held_reason,
                       case when c.code_hash is null then 0 else 1 end as has_code, m.phone, l.linked_at
                from cards c
                left join card_links l on l.card_id = c.id and l.unlinked_at is null
                left join members m on m.id = l.member_id
                where c.number = @number
                """,
                new { number }
            );
            return row?.AsOf(now);
        });

    /// <summary>Null when there is no such card.</summary>
    /// <param name="number">Normalised.</param>
    public Task<long?> IdOfAsync(string number) =>
        database.ReadAsync(session =>
            session.ScalarAsync<long?>("select id from cards where number = @number", new { number })
        );

    /// <summary>A hold only stops a change of owner; it never harms a linked one.</summary>
    public Task<HoldChange> HoldAsync(string number, string reason, DateTimeOffset now) =>
        database.WriteAsync(session =>
            ChangeAsync(
                session,
                """
                update cards set held_at = @now, held_reason = @reason, updated_at = @now
                where number = @number and held_at is null
                """,
                number,
                reason,
                now
            )
        );

    /// <summary>The reason stays on the card, so that whoever looks next sees why it is free again.</summary>
    public Task<HoldChange> ReleaseAsync(string number, string reason, DateTimeOffset now) =>
        database.WriteAsync(session => ReleaseAsync(session, number, reason, now));

    internal static Task<HoldChange> ReleaseAsync(Session session, string number, string reason, DateTimeOffset now) =>
        ChangeAsync(
            session,
            """
            update cards set held_at = null, held_reason = @reason, updated_at = @now
            where number = @number and held_at is not null
            """,
            number,
            reason,
            now
        );

    private static async Task<HoldChange> ChangeAsync(
        Session session,
        string update,
        string number,
        string reason,
        DateTimeOffset now
    )
    {
        var parameters = new
        {
            number,
            reason,
            now,
        };
        if (await session.ExecuteAsync(update, parameters) > 0)
            return HoldChange.Done;
        return await session.ScalarAsync<long>("select count(*) from cards where number = @number", parameters) > 0
            ? HoldChange.NoChange
            : HoldChange.UnknownCard;
    }

    private sealed class Row
    {
        public string Number { get; init; } = "";
        public string State { get; init; } = "";
        public string? Batch { get; init; }
        public string? Kind { get; init; }
        public DateOnly? ExpiresOn { get; init; }
        public bool HasCode { get; init; }
        public DateTimeOffset? HeldAt { get; init; }
        public string? HeldReason { get; init; }
        public string? Phone { get; init; }
        public DateTimeOffset? LinkedAt { get; init; }

        public CardView AsOf(DateTimeOffset now)
        {
            var state = Today.State(State, ExpiresOn, now);
            var linked = state == CardState.Active;
            return new CardView
            {
                Number = Number,
                State = state,
                Phone = linked ? Phone : null,
                LinkedAt = linked ? LinkedAt : null,
                Batch = Batch,
                Kind = Kind,
                ExpiresOn = ExpiresOn,
                HasCode = HasCode,
                HeldAt = HeldAt,
                HeldReason = HeldReason,
            };
        }
    }
}
