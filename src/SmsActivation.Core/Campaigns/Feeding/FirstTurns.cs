using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>Those of a list who wait for their first text, or for one that went back to the list.</summary>
internal static class FirstTurns
{
    /// <summary>Zone by zone, for so the index gives whose turn it is, however many wait for their day.</summary>
    public static Task<int?> NextZoneAsync(Session session, long campaign, int? after) =>
        session.ScalarAsync<int?>(
            """
            select min(zones) from campaign_recipients
            where campaign_id = @campaign and state = 'Waiting' and zones > @after
            """,
            new { campaign, after = after ?? int.MinValue }
        );

    /// <summary>The next of a zone, each looked at as they are now, and held so until the commit.</summary>
    public static Task<IReadOnlyList<TurnRow>> DueAsync(Session session, object looks) =>
        session.QueryAsync<TurnRow>(
            $"""
            select r.id, r.zones, r.phone, r.country, r.name, r.language, r.card, r.fields,
                   case when r.step > 1 then r.step else 1 end as step,
                   {TurnLooks.Reason} as reason
            from campaign_recipients r{session.Dialect.Locked}
                left join conversations c{session.Dialect.Locked} on c.sender = r.phone
            where r.campaign_id = @Id and r.state = 'Waiting' and r.zones = @zone
            order by r.id {session.Dialect.First("@most")}
            """,
            looks
        );

    public static Task<int> DropAsync(Session session, TurnRow turn) =>
        session.ExecuteAsync(
            "update campaign_recipients set state = 'Dropped', reason = @Reason where id = @Id and state = 'Waiting'",
            new { turn.Id, turn.Reason }
        );
}
