using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Series;

/// <summary>The texts of a series before the one that a recipient had last, which the counts of all campaigns hold already.
/// Nothing, and at once, for a campaign of one text.</summary>
internal static class EarlierTexts
{
    /// <summary>From each row of a list <c>r</c> to such texts <c>o</c>; what went back to the list has never left.</summary>
    public const string Texts = """
        from campaign_recipients r
            join campaign_fed_steps p on p.recipient_id = r.id and p.outbound_id <> r.outbound_id
            join outbound_messages o on o.id = p.outbound_id and (o.state <> 'failed' or o.settled_at is not null)
        """;

    public static async Task<IReadOnlyList<CampaignCount>> StatesAsync(Session session, long campaign) =>
        await IsSeriesAsync(session, campaign)
            ? await session.QueryAsync<CampaignCount>(
                $"select o.state as what, count(*) as count {Texts} where r.campaign_id = @campaign group by o.state",
                new { campaign }
            )
            : [];

    public static async Task<IReadOnlyList<CampaignReport.FailedRow>> FailedAsync(Session session, long campaign) =>
        await IsSeriesAsync(session, campaign)
            ? await session.QueryAsync<CampaignReport.FailedRow>(
                $"""
                select o.error_code, case when o.error_code is null then o.error else null end as words, count(*) as count
                {Texts}
                where r.campaign_id = @campaign and o.state in ('failed', 'undelivered')
                group by o.error_code, case when o.error_code is null then o.error else null end
                """,
                new { campaign }
            )
            : [];

    public static async Task<IReadOnlyList<ResultCounts.Part>> PartsAsync(Session session, long campaign) =>
        await IsSeriesAsync(session, campaign)
            ? await session.QueryAsync<ResultCounts.Part>(
                $"""
                select substring(cast(p.fed_at as nvarchar(30)), 1, 10) as day, o.language,
                       coalesce(r.batch, k.batch) as batch, r.country, o.state as what, count(*) as number,
                       coalesce(sum(o.segments), 0) as segments,
                       sum(case when o.segments is null then 1 else 0 end) as unmeasured
                {Texts}
                    left join cards k on k.number = r.card
                where r.campaign_id = @campaign
                group by substring(cast(p.fed_at as nvarchar(30)), 1, 10), o.language, coalesce(r.batch, k.batch),
                         r.country, o.state
                """,
                new { campaign }
            )
            : [];

    private static async Task<bool> IsSeriesAsync(Session session, long campaign) =>
        await session.ScalarAsync<int>(
            "select count(*) from campaign_steps where campaign_id = @campaign",
            new { campaign }
        ) > 0;
}
