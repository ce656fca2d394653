using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns;

/// <summary>How many of a campaign's recipients, or of their texts, stand alike.</summary>
public sealed class CampaignCount
{
    /// <summary>A state, a reason or an error code.</summary>
    public string What { get; init; } = "";
    public int Count { get; init; }
}

/// <summary>What came of a campaign so far.</summary>
/// <param name="Recipients">By state.</param>
/// <param name="Dropped">By reason: those who could not be texted any more at their turn.</param>
/// <param name="Texts">Of those whose turn has come, by the state of their text; of a series each text is one.</param>
/// <param name="Failed">Of those, what failed or did not arrive, by the carrier's code, or in words where it gave none.</param>
/// <param name="OptedOut">Of those, opted out since.</param>
/// <param name="Activated">Activations that the campaign has the credit for: see <see cref="Results.CreditRules"/>.</param>
public sealed record CampaignFigures(
    IReadOnlyList<CampaignCount> Recipients,
    IReadOnlyList<CampaignCount> Dropped,
    IReadOnlyList<CampaignCount> Texts,
    IReadOnlyList<CampaignCount> Failed,
    int OptedOut,
    int Activated
)
{
    /// <summary>In the outbox, or under way to the carrier.</summary>
    public int Queued => Texted("queued", "claimed", "retry", "sending");

    /// <summary>This campaign's own control group, without those whom another one holds out.</summary>
    public int HeldOut { get; init; }

    public int Of(RecipientState state) => Recipients.Where(one => one.What == state.ToString()).Sum(one => one.Count);

    /// <param name="states">Of their text.</param>
    public int Texted(params string[] states) => Texts.Where(one => states.Contains(one.What)).Sum(one => one.Count);
}

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

/// <summary>What came of campaigns, and who got them.</summary>
public sealed class CampaignReport(IDatabase database)
{
    private const int Page = 1000;

    public Task<CampaignFigures> ReadAsync(long campaign) =>
        database.ReadAsync(async session => new CampaignFigures(
            await RecipientsAsync(session, campaign),
            await CountsAsync(
                session,
                """
                select coalesce(reason, '') as what, count(*) as count from campaign_recipients
                where campaign_id = @campaign and state = 'Dropped' group by coalesce(reason, '')
                """,
                campaign
            ),
            [
                .. await CountsAsync(
                    session,
                    """
                    select o.state as what, count(*) as count
                    from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
                    where r.campaign_id = @campaign group by o.state
                    """,
                    campaign
                ),
                .. await EarlierTexts.StatesAsync(session, campaign),
            ],
            await FailedAsync(session, campaign),
            await session.ScalarAsync<int>(
                """
                select count(*) from campaign_recipients r left join conversations c on c.sender = r.phone
                where r.campaign_id = @campaign and r.state = 'Fed'
                    and coalesce(r.opted_out_at, c.sms_opted_out_at) >= r.fed_at
                """,
                new { campaign }
            ),
            await ActivatedAsync(session, campaign)
        )
        {
            HeldOut = await session.ScalarAsync<int>(
                """
                select count(*) from campaign_recipients
                where campaign_id = @campaign and state = 'Control' and reason is null
                """,
                new { campaign }
            ),
        });

    /// <summary>The list alone, and who activated: quick, however long it is.</summary>
    public Task<CampaignFigures> ListedAsync(long campaign) =>
        database.ReadAsync(async session => new CampaignFigures(
            await RecipientsAsync(session, campaign),
            [],
            [],
            [],
            OptedOut: 0,
            await ActivatedAsync(session, campaign)
        ));

    /// <summary>Page by page, in the order of phones.</summary>
    /// <param name="unknown">Those of whose text nobody knows whether the carrier has it; else those who got it.</param>
    public async IAsyncEnumerable<CampaignRecipient> WhoAsync(long campaign, bool unknown)
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

    private static Task<IReadOnlyList<CampaignCount>> RecipientsAsync(Session session, long campaign) =>
        CountsAsync(
            session,
            "select state as what, count(*) as count from campaign_recipients where campaign_id = @campaign group by state",
            campaign
        );

    private static Task<int> ActivatedAsync(Session session, long campaign) =>
        session.ScalarAsync<int>(
            "select count(*) from campaign_credits where campaign_id = @campaign",
            new { campaign }
        );

    private static async Task<IReadOnlyList<CampaignCount>> FailedAsync(Session session, long campaign)
    {
        var rows = await session.QueryAsync<FailedRow>(
            """
            select o.error_code, case when o.error_code is null then o.error else null end as words, count(*) as count
            from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
            where r.campaign_id = @campaign and o.state in ('failed', 'undelivered')
            group by o.error_code, case when o.error_code is null then o.error else null end
            """,
            new { campaign }
        );
        return
        [
            .. rows.Concat(await EarlierTexts.FailedAsync(session, campaign))
                .GroupBy(row => (row.ErrorCode, row.Words))
                .Select(alike => new FailedRow
                {
                    ErrorCode = alike.Key.ErrorCode,
                    Words = alike.Key.Words,
                    Count = alike.Sum(row => row.Count),
                })
                .OrderByDescending(row => row.Count)
                .Select(row => new CampaignCount
                {
                    What = row.ErrorCode is { } code ? $"{code}" : row.Words ?? "no reason given",
                    Count = row.Count,
                }),
        ];
    }

    private static async Task<IReadOnlyList<CampaignCount>> CountsAsync(Session session, string query, long campaign) =>
        [
            .. (await session.QueryAsync<CampaignCount>(query, new { campaign })).OrderBy(
                row => row.What,
                StringComparer.Ordinal
            ),
        ];

    internal sealed class FailedRow
    {
        public int? ErrorCode { get; init; }
        public string? Words { get; init; }
        public int Count { get; init; }
    }
}
