using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns;

/// <summary>Somebody whom a campaign's text has reached, or may have.</summary>
public sealed class CampaignRecipient
{
    /// <summary>Of the list.</summary>
    public int Line { get; init; }
    public string Phone { get; init; } = "";
    public string? Card { get; init; }

    /// <summary>Which text of a series; null where there is only one.</summary>
    public int? Step { get; init; }

    /// <summary>Of the text: sent, delivered; or unknown, sending.</summary>
    public string State { get; init; } = "";
    public string? Sid { get; init; }
    public DateTimeOffset FedAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
}

/// <summary>Whether a campaign's texts have reached anybody.</summary>
public sealed class CampaignReach
{
    /// <summary>Somebody got one.</summary>
    public bool Surely { get; init; }

    /// <summary>There is somebody of whom nobody knows.</summary>
    public bool Perhaps { get; init; }
    public bool Nobody => !Surely && !Perhaps;
}

/// <summary>Exactly who got a campaign's text; of a series who got which, step by step.</summary>
public static class CampaignWho
{
    private const int Page = 1000;

    /// <param name="unknown">Those of whose text nobody knows whether the carrier has it; else those who got it.</param>
    public static IAsyncEnumerable<CampaignRecipient> Of(IDatabase database, Campaign campaign, bool unknown)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return campaign.Kind == CampaignKind.Reminder
            ? OfSeriesAsync(new SeriesReport(database), campaign.Id, unknown)
            : OfOneTextAsync(database, campaign.Id, unknown);
    }

    /// <summary>Without a look at the list: quick, however long it is.</summary>
    public static async Task<CampaignReach> ReachedAsync(IDatabase database, long campaign)
    {
        ArgumentNullException.ThrowIfNull(database);
        return (
            await database.ReadAsync(session =>
                session.FirstAsync<CampaignReach>(
                    """
                    select case when exists (
                               select 1 from outbound_messages
                               where campaign_id = @campaign and state in ('sent', 'delivered')) then 1 else 0 end as surely,
                           case when exists (
                               select 1 from outbound_messages
                               where campaign_id = @campaign and state in ('unknown', 'sending')) then 1 else 0 end as perhaps
                    """,
                    new { campaign }
                )
            )
        )!;
    }

    private static async IAsyncEnumerable<CampaignRecipient> OfSeriesAsync(
        SeriesReport report,
        long campaign,
        bool unknown
    )
    {
        for (var step = 1; step <= SeriesCheck.MostSteps; step++)
            await foreach (var one in report.WhoAsync(campaign, step, unknown))
                yield return one;
    }

    /// <summary>Page by page, in the order of phones.</summary>
    private static async IAsyncEnumerable<CampaignRecipient> OfOneTextAsync(
        IDatabase database,
        long campaign,
        bool unknown
    )
    {
        string[] states = unknown ? ["unknown", "sending"] : ["sent", "delivered"];
        for (var after = ""; ; )
        {
            var rows = await database.ReadAsync(session =>
                session.QueryAsync<CampaignRecipient>(
                    $"""
                    select r.line, r.phone, r.card, o.state, o.sid, r.fed_at, o.sent_at
                    from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
                    where r.campaign_id = @campaign and r.phone > @after and o.state in @states
                    order by r.phone {session.Dialect.First("@Page")}
                    """,
                    new
                    {
                        campaign,
                        after,
                        states,
                        Page,
                    }
                )
            );
            foreach (var row in rows)
                yield return row;
            if (rows.Count < Page)
                yield break;
            after = rows[^1].Phone;
        }
    }
}
