using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Figures;

/// <summary>What the carrier said no with in the last 24 hours.</summary>
/// <param name="Code">Null where it gave none.</param>
/// <param name="Meaning">In our words.</param>
/// <param name="Refused">Tries to send that it did not take; one text may have several.</param>
/// <param name="Failed">Texts that ended so: failed or undelivered.</param>
public sealed record CarrierError(int? Code, string Meaning, int Refused, int Failed, DateTimeOffset LastAt)
{
    public static readonly TimeSpan Span = TimeSpan.FromHours(24);

    /// <summary>The most frequent first.</summary>
    internal static async Task<IReadOnlyList<CarrierError>> ReadAsync(Session session, DateTimeOffset now)
    {
        var since = now - Span;
        var refused = await session.QueryAsync<Row>(
            """
            select error_code as code, result as word, count(*) as times, max(ended_at) as last_at
            from send_attempts where result <> 'accepted' and ended_at >= @since
            group by error_code, result
            """,
            new { since }
        );
        var failed = await session.QueryAsync<Row>(
            """
            select error_code as code, count(*) as times, max(settled_at) as last_at
            from outbound_messages where state in ('failed', 'undelivered') and settled_at >= @since
            group by error_code
            """,
            new { since }
        );
        return
        [
            .. refused
                .Select(row => new CarrierError(row.Code, MeaningOf(row), row.Times, Failed: 0, row.LastAt))
                .Concat(failed.Select(row => new CarrierError(row.Code, MeaningOf(row), 0, row.Times, row.LastAt)))
                .GroupBy(error => (error.Code, error.Meaning))
                .Select(same => new CarrierError(
                    same.Key.Code,
                    same.Key.Meaning,
                    same.Sum(error => error.Refused),
                    same.Sum(error => error.Failed),
                    same.Max(error => error.LastAt)
                ))
                .OrderByDescending(error => error.Refused + error.Failed)
                .ThenBy(error => error.Code ?? int.MaxValue),
        ];
    }

    private static string MeaningOf(Row row) =>
        row.Code is { } known
            ? TwilioErrors.Find(known)?.Meaning ?? "not in our list: look it up at the carrier"
            : row.Word switch
            {
                "not-processed" => "no connection to the carrier, or it was busy",
                "ambiguous" => "no clear answer: it may or may not have the text",
                "our-fault" => "the carrier refused our account, and gave no code",
                "expired" => "the carrier held the text until it had outlived its time",
                "rejected" => "the carrier refused the text, and gave no code",
                _ => "the text failed, and the carrier gave no code",
            };

    private sealed class Row
    {
        public int? Code { get; init; }
        public string? Word { get; init; }
        public int Times { get; init; }
        public DateTimeOffset LastAt { get; init; }
    }
}
