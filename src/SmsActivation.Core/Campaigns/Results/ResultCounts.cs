using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Results;

/// <summary>The counts that a campaign's results are made of, each of one flat statement: it reads every recipient once.</summary>
internal static class ResultCounts
{
    /// <summary>A part of a count: it fits one row.</summary>
    internal sealed class Part
    {
        public string? Day { get; init; }
        public string? Language { get; init; }
        public string? Batch { get; init; }
        public int Number { get; init; }

        /// <summary>Of a text: its state; of an activation: by what.</summary>
        public string What { get; init; } = "";
        public string? Country { get; init; }
        public long Segments { get; init; }
        public int Unmeasured { get; init; }
    }

    /// <summary>Somebody who signed in after their text.</summary>
    internal sealed class SignIn
    {
        public string? Language { get; init; }
        public string? Batch { get; init; }
        public DateTimeOffset FedAt { get; init; }
        public DateTimeOffset At { get; init; }
    }

    /// <summary>Of a series each text that somebody had.</summary>
    public static async Task<IReadOnlyList<Part>> TextsAsync(Session session, long campaign) =>
        [.. await LastTextsAsync(session, campaign), .. await EarlierTexts.PartsAsync(session, campaign)];

    private static Task<IReadOnlyList<Part>> LastTextsAsync(Session session, long campaign) =>
        session.QueryAsync<Part>(
            """
            select substring(cast(r.fed_at as nvarchar(30)), 1, 10) as day, o.language, coalesce(r.batch, k.batch) as batch,
                   r.country, o.state as what, count(*) as number, coalesce(sum(o.segments), 0) as segments,
                   sum(case when o.segments is null then 1 else 0 end) as unmeasured
            from campaign_recipients r
                join outbound_messages o on o.id = r.outbound_id
                left join cards k on k.number = r.card
            where r.campaign_id = @campaign
            group by substring(cast(r.fed_at as nvarchar(30)), 1, 10), o.language, coalesce(r.batch, k.batch), r.country,
                     o.state
            """,
            new { campaign }
        );

    /// <summary>By their first sign-in after it; of those whose session or phone is gone, as it was written down then.</summary>
    public static async Task<IReadOnlyList<SignIn>> SignInsAsync(Session session, long campaign) =>
        [
            .. await session.QueryAsync<SignIn>(
                """
                select r.id, o.language, coalesce(r.batch, k.batch) as batch, coalesce(p.fed_at, r.fed_at) as fed_at,
                       min(s.created_at) as at
                from campaign_recipients r
                    join outbound_messages o on o.id = r.outbound_id
                    join members m on m.phone = r.phone
                    join account_sessions s on s.member_id = m.id
                    left join campaign_fed_steps p on p.recipient_id = r.id and p.step = 1
                    left join cards k on k.number = r.card
                where r.campaign_id = @campaign and r.signed_in_at is null and s.created_at >= coalesce(p.fed_at, r.fed_at)
                group by r.id, o.language, coalesce(r.batch, k.batch), coalesce(p.fed_at, r.fed_at)
                """,
                new { campaign }
            ),
            .. await session.QueryAsync<SignIn>(
                """
                select o.language, coalesce(r.batch, k.batch) as batch, coalesce(p.fed_at, r.fed_at) as fed_at,
                       r.signed_in_at as at
                from campaign_recipients r
                    join outbound_messages o on o.id = r.outbound_id
                    left join campaign_fed_steps p on p.recipient_id = r.id and p.step = 1
                    left join cards k on k.number = r.card
                where r.campaign_id = @campaign and r.signed_in_at is not null
                """,
                new { campaign }
            ),
        ];

    public static Task<IReadOnlyList<Part>> CreditsAsync(Session session, long campaign) =>
        session.QueryAsync<Part>(
            """
            select substring(cast(at as nvarchar(30)), 1, 10) as day, language, batch, how as what, count(*) as number
            from campaign_credits where campaign_id = @campaign
            group by substring(cast(at as nvarchar(30)), 1, 10), language, batch, how
            """,
            new { campaign }
        );

    /// <summary>Those who activated, by the state of their row of the list.</summary>
    public static Task<IReadOnlyList<CampaignCount>> ComparedAsync(Session session, long campaign) =>
        session.QueryAsync<CampaignCount>(
            """
            select r.state as what, count(*) as count
            from campaign_compared a join campaign_recipients r on r.id = a.recipient_id
            where a.campaign_id = @campaign and (r.reason is null or (r.reason <> 'TooOld' and r.state <> 'Control'))
            group by r.state
            """,
            new { campaign }
        );
}
