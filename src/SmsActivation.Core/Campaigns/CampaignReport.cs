using SmsActivation.Core.Campaigns.Results;
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
/// <param name="OptedOut">Opt-outs that answer this campaign and no other: see <see cref="ProvokedStops"/>.</param>
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

/// <summary>A campaign's figures in a list of campaigns.</summary>
/// <param name="People">To be texted, or texted.</param>
/// <param name="Sent">Texts that left; of a series each.</param>
/// <param name="Delivered">Of those.</param>
public sealed record CampaignGlance(int People, int Sent, int Delivered, int Activated);

/// <summary>What came of campaigns.</summary>
public sealed class CampaignReport(IDatabase database, CampaignPaceOptions options)
{
    /// <param name="optedOut">Where they are counted already.</param>
    public Task<CampaignFigures> ReadAsync(long campaign, int? optedOut = null) =>
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
            optedOut ?? (await ProvokedStops.OfAsync(session, campaign, options.ActivatedWithin)).Count,
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

    /// <summary>Without a look at each text: half a second for a million recipients.</summary>
    public async Task<CampaignGlance> GlanceAsync(long campaign)
    {
        var (people, texts, activated) = await database.ReadAsync(async session =>
            (
                await RecipientsAsync(session, campaign),
                await CountsAsync(
                    session,
                    """
                    select o.state as what, count(*) as count from outbound_messages o
                    where o.campaign_id = @campaign and o.state in ('sent', 'delivered', 'undelivered', 'unknown')
                    group by o.state
                    """,
                    campaign
                ),
                await ActivatedAsync(session, campaign)
            )
        );
        return new CampaignGlance(
            people
                .Where(one => one.What is not (nameof(RecipientState.LeftOut) or nameof(RecipientState.Control)))
                .Sum(one => one.Count),
            texts.Sum(one => one.Count),
            texts.Where(one => one.What == "delivered").Sum(one => one.Count),
            activated
        );
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
