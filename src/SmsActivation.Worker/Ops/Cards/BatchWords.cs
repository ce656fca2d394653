using SmsActivation.Core.Cards.Batches;
using SmsActivation.Core.Cards.Jobs;

namespace SmsActivation.Worker.Ops.Cards;

/// <summary>Batches, and what is done to them, in words.</summary>
internal static class BatchWords
{
    public static string Name(BatchFigures batch) => batch.Batch.Length > 0 ? batch.Batch : "no batch";

    public static string AsOf(BatchList list) =>
        list switch
        {
            { Exact: true } => "Counted just now.",
            { AsOf: { } at } =>
                $"Counted at {at.UtcDateTime:yyyy-MM-dd HH:mm}: so many cards are counted every few minutes.",
            _ => "",
        };

    public static string What(CardJobKind kind) =>
        kind switch
        {
            CardJobKind.Import => "Import of",
            CardJobKind.DryRun => "Dry run of",
            CardJobKind.Withdraw => "Withdrawal of",
            CardJobKind.BringBack => "Bringing back of",
        };

    public static string Counts(CardJob job) =>
        job.IsImport
            ? $"{Many(job.Sums.Read, "row")}: {job.Sums.New:N0} new, {job.Sums.Changed:N0} changed, {job.Sums.Rejected:N0} rejected"
            : Many(job.Sums.Changed, "card");

    public static string Many(long count, string one) => count == 1 ? $"1 {one}" : $"{count:N0} {one}s";

    public static string State(CardJobState state) =>
        state switch
        {
            CardJobState.Running => "running",
            CardJobState.Done => "done",
            CardJobState.Refused => "refused",
            CardJobState.Stopped => "stopped",
            CardJobState.Failed => "failed",
            CardJobState.Lost => "host stopped",
        };

    /// <summary>The class of its tag.</summary>
    public static string Tone(CardJobState state) =>
        state switch
        {
            CardJobState.Done => "good",
            CardJobState.Running or CardJobState.Stopped => "warn",
            CardJobState.Refused or CardJobState.Failed or CardJobState.Lost => "bad",
        };
}
