using System.Globalization;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Results;

/// <summary>What is counted over all recipients, so that a long list takes its time; see <see cref="ResultsReader"/>.</summary>
/// <param name="Compared">Whoever activated, by the state of their row: of the same moment as those they are a part of.</param>
public sealed record CountedTexts(
    CampaignFigures Figures,
    IReadOnlyList<ResultRow> Rows,
    IReadOnlyList<CampaignCount> Compared
);

/// <summary>Counts what came of a campaign.</summary>
public sealed class ResultsReader(
    IDatabase database,
    CampaignReport report,
    CampaignOptions prices,
    CampaignPaceOptions options
)
{
    /// <summary>Everything, now.</summary>
    public async Task<CampaignResults> ReadAsync(long campaign) =>
        await WithMeritsAsync(campaign, await CountTextsAsync(campaign));

    /// <summary>Texts, opt-outs and sign-ins: a second for some hundred thousand recipients.</summary>
    public async Task<CountedTexts> CountTextsAsync(long campaign)
    {
        var (texts, optOuts, signIns, compared) = await database.ReadAsync(async session =>
            (
                await ResultCounts.TextsAsync(session, campaign),
                await ProvokedStops.OfAsync(session, campaign, options.ActivatedWithin),
                await ResultCounts.SignInsAsync(session, campaign),
                await ResultCounts.ComparedAsync(session, campaign)
            )
        );
        return new CountedTexts(
            await report.ReadAsync(campaign, optOuts.Count),
            [
                .. texts.Select(TextsRow),
                .. optOuts.Select(one => new ResultRow(Day(one.At), one.Language ?? "", one.Batch ?? "")
                {
                    OptedOut = 1,
                }),
                .. signIns
                    .Where(one => one.At - one.FedAt <= options.ActivatedWithin)
                    .Select(one => new ResultRow(Day(one.At), one.Language ?? "", one.Batch ?? "") { SignedIn = 1 }),
            ],
            compared
        );
    }

    /// <summary>Adds activations, which are quick to count however long the list is.</summary>
    public async Task<CampaignResults> WithMeritsAsync(long campaign, CountedTexts counted)
    {
        var credits = await database.ReadAsync(session => ResultCounts.CreditsAsync(session, campaign));
        var figures = counted.Figures with { Activated = credits.Sum(credit => credit.Number) };
        return new CampaignResults(
            figures,
            [
                .. counted
                    .Rows.Concat(credits.Select(CreditRow))
                    .GroupBy(row => (row.Day, row.Language, row.Batch))
                    .OrderBy(same => same.Key.Day, StringComparer.Ordinal)
                    .ThenBy(same => same.Key.Language, StringComparer.Ordinal)
                    .ThenBy(same => same.Key.Batch, StringComparer.Ordinal)
                    .Select(same => ResultRow.Sum(same, same.Key.Day, same.Key.Language, same.Key.Batch)),
            ],
            LiftOf(figures, counted.Compared),
            prices.Currency,
            options.ActivatedWithin
        );
    }

    /// <summary>Who waits has not been treated yet, and who never came to their turn never was.</summary>
    private static Lift LiftOf(CampaignFigures figures, IReadOnlyList<CampaignCount> compared)
    {
        var dropped = figures.Dropped.Where(reason => reason.What != "TooOld").Sum(reason => reason.Count);
        return new Lift(
            new Share(
                Activated(RecipientState.Fed) + Activated(RecipientState.Dropped),
                figures.Of(RecipientState.Fed) + dropped
            ),
            new Share(Activated(RecipientState.Control), figures.HeldOut)
        );

        int Activated(RecipientState state) =>
            compared.Where(one => one.What == state.ToString()).Sum(one => one.Count);
    }

    private ResultRow TextsRow(ResultCounts.Part part)
    {
        var row = Row(part);
        return part.What switch
        {
            "sent" => Billed(row with { Sent = part.Number }, part),
            "delivered" => Billed(row with { Delivered = part.Number }, part),
            "undelivered" => Billed(row with { Failed = part.Number }, part),
            "failed" => row with { Failed = part.Number },
            "unknown" => row with { Unknown = part.Number },
            _ => row with { Queued = part.Number },
        };
    }

    private ResultRow Billed(ResultRow row, ResultCounts.Part part)
    {
        var price = prices.PriceOf(part.Country ?? "");
        return row with
        {
            Segments = part.Segments,
            Cost = (price ?? 0) * part.Segments,
            Unpriced = price is null ? part.Segments : 0,
            Unmeasured = part.Unmeasured,
        };
    }

    private static ResultRow CreditRow(ResultCounts.Part part)
    {
        var row = Row(part);
        return Enum.Parse<CreditHow>(part.What) switch
        {
            CreditHow.Keyword => row with { ByKeyword = part.Number },
            CreditHow.Card => row with { ByCard = part.Number },
            CreditHow.Phone => row with { ByPhone = part.Number },
        };
    }

    private static ResultRow Row(ResultCounts.Part part) => new(part.Day ?? "", part.Language ?? "", part.Batch ?? "");

    private static string Day(DateTimeOffset at) =>
        at.UtcDateTime.ToString(StoredTypes.DayFormat, CultureInfo.InvariantCulture);
}
