using System.Globalization;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Worker.Ops.Log;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Campaigns;

/// <summary>A campaign's results for spreadsheets: a row for each day, language and batch.</summary>
internal static class ResultsCsv
{
    public static IEnumerable<string> Lines(CampaignResults results) =>
        results
            .Rows.Select(row => Line(row, results.Currency))
            .Prepend(
                CsvCell.Line(
                    "day_utc",
                    "language",
                    "batch",
                    "texts",
                    "queued",
                    "sent",
                    "delivered",
                    "failed",
                    "unknown",
                    "opted_out",
                    "activated",
                    "activated_by_keyword",
                    "activated_by_card",
                    "activated_by_phone",
                    "signed_in",
                    "segments",
                    "segments_without_price",
                    "cost",
                    "currency"
                )
            );

    private static string Line(ResultRow row, string currency) =>
        CsvCell.Line([
            row.Day,
            row.Language,
            row.Batch,
            .. new long[]
            {
                row.Texts,
                row.Queued,
                row.Sent,
                row.Delivered,
                row.Failed,
                row.Unknown,
                row.OptedOut,
                row.Activated,
                row.ByKeyword,
                row.ByCard,
                row.ByPhone,
                row.SignedIn,
                row.Segments,
                row.Unpriced,
            }.Select(number => number.ToString(CultureInfo.InvariantCulture)),
            row.Cost.ToString("0.####", CultureInfo.InvariantCulture),
            currency,
        ]);
}
