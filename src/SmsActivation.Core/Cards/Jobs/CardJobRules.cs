using SmsActivation.Core.Hosts;

namespace SmsActivation.Core.Cards.Jobs;

/// <summary>How a job stands, and what that means for whoever began it.</summary>
public static class CardJobRules
{
    public static CardJobState StateOf(CardJob job, DateTimeOffset now) =>
        job switch
        {
            { Result: { } result } => result switch
            {
                CardJobResult.Done => CardJobState.Done,
                CardJobResult.Refused => CardJobState.Refused,
                CardJobResult.Stopped => CardJobState.Stopped,
                CardJobResult.Failed => CardJobState.Failed,
            },
            _ when now - job.SeenAt > HostStore.Silence => CardJobState.Lost,
            _ => CardJobState.Running,
        };

    /// <summary>In a sentence or two; what was counted stands beside it.</summary>
    public static string Words(CardJob job, DateTimeOffset now) =>
        StateOf(job, now) switch
        {
            CardJobState.Running when job.StopAskedAt is not null => "It stops after the rows that it has begun.",
            CardJobState.Running => "It runs. This page may be closed: the work goes on.",
            CardJobState.Done => job.Kind switch
            {
                CardJobKind.DryRun => "Dry run: no card was changed.",
                CardJobKind.Import => "All rows of the file were read.",
                CardJobKind.Withdraw => "No card of this batch that was never linked can be activated now.",
                CardJobKind.BringBack => "The cards of this batch are as they were before it was withdrawn.",
            },
            CardJobState.Refused => $"Nothing was changed. {job.Told}",
            CardJobState.Stopped => $"It was stopped before its end. {Again(job.Kind)}",
            CardJobState.Failed => $"It failed before its end: the log of {job.Host} says why. {Again(job.Kind)}",
            CardJobState.Lost => $"The host {job.Host} stopped in the middle of it. {Again(job.Kind)}",
        };

    private static string Again(CardJobKind kind) =>
        kind switch
        {
            CardJobKind.Import => "What was taken stays; import the file again to go on.",
            CardJobKind.DryRun => "No card was changed; run it again.",
            CardJobKind.Withdraw => "What was withdrawn stays so; withdraw the batch again to go on.",
            CardJobKind.BringBack => "What was brought back stays so; bring the batch back again to go on.",
        };
}
