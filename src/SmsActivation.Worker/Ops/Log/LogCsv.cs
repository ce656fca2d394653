using System.Globalization;
using System.Text;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Commands;
using SmsActivation.Worker.Ops.Words;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.Log;

/// <summary>The log as a file for spreadsheets: UTF-8 with its mark, without which they take it for one of their own
/// country's encoding.</summary>
internal static class LogCsv
{
    public static async Task WriteAsync(
        Stream to,
        IAsyncEnumerable<IReadOnlyList<LogEntry>> batches,
        bool whole,
        CancellationToken stopping
    )
    {
        await using var writer = new StreamWriter(to, Encoding.UTF8, bufferSize: 32 * 1024, leaveOpen: true);
        await writer.WriteAsync(
            CsvCell.Line(
                "time_utc",
                "message",
                "channel",
                "phone",
                "card",
                "outcome",
                "meaning",
                "reply",
                "delivery",
                "delivery_error",
                "language",
                "host"
            )
        );
        var masking = new Masking(whole);
        await foreach (var batch in batches.WithCancellation(stopping))
        foreach (var row in batch)
            await writer.WriteAsync(Line(row, masking));
    }

    private static string Line(LogEntry row, Masking masking) =>
        CsvCell.Line(
            row.At.UtcDateTime.ToString(StoredTypes.TimeFormat, CultureInfo.InvariantCulture),
            row.MessageSid,
            row.Channel,
            masking.Phone(row.Phone),
            masking.Card(row.Card),
            row.Outcome,
            OutcomeCodes.Parse(row.Outcome) is { } code ? OutcomeWords.Of(code).Sentence : null,
            row.Reply,
            row.ReplyState is { } state ? DeliveryWords.Of(DeliveryStates.Parse(state)).Sentence : null,
            DeliveryWords.Reason(row.ReplyError),
            row.Language,
            row.Host
        );
}
