using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>The texts of a case, newest first: part of <see cref="CaseQuery"/>.</summary>
internal static class CaseTexts
{
    private const string Decided = """
        select i.id, l.id as log_id, l.message_sid as sid, l.phone, l.channel, i.to_address, i.body, i.media_count,
               coalesce(i.received_at, l.at) as received_at, i.state, i.attempts, i.swept, l.at as decided_at, l.card,
               l.outcome, l.reply_id, l.facts
        from activation_log l join inbound_messages i on i.id = l.inbound_id
        """;

    /// <summary>Those that wait are found by the index of unfinished ones, the others by the log's.</summary>
    public static async Task<IReadOnlyList<CaseText>> OfPhoneAsync(Session session, string phone, int most)
    {
        var waiting = await session.QueryAsync<CaseText>(
            """
            select id, sid, sender as phone, channel, to_address, body, media_count, received_at, state, attempts, swept
            from inbound_messages where sender = @phone and done_at is null order by id desc
            """,
            new { phone }
        );
        var decided = await session.QueryAsync<CaseText>(
            $"{Decided} where l.phone = @phone order by l.id desc {session.Dialect.First("@most")}",
            new { phone, most }
        );
        return [.. waiting, .. decided];
    }

    public static Task<IReadOnlyList<CaseText>> OfCardAsync(Session session, string number, int most) =>
        session.QueryAsync<CaseText>(
            $"{Decided} where l.card = @number order by l.id desc {session.Dialect.First("@most")}",
            new { number, most }
        );
}
