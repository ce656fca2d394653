using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Outbox;

/// <summary>What follows a send that was not accepted.</summary>
public abstract record NextStep
{
    /// <summary>The carrier never had it: the same row again, then.</summary>
    public sealed record RetryAt(DateTimeOffset At) : NextStep;

    /// <summary>Our account or number is at fault, not this text: its sender rests, the row waits.</summary>
    public sealed record PauseSender(DateTimeOffset Until) : NextStep;

    /// <summary>The carrier has refused this very text.</summary>
    public sealed record GiveUp : NextStep;

    /// <summary>It may have been sent. A second text costs more trust than a late one.</summary>
    public sealed record Settle : NextStep;

    private const int FewestTries = 10;
    private static readonly TimeSpan OurFaultPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SlowestRetry = TimeSpan.FromMinutes(5);

    /// <param name="attempt">1 for the first try.</param>
    public static NextStep After(
        SendFailure failure,
        int attempt,
        DateTimeOffset createdAt,
        TimeSpan retryFor,
        DateTimeOffset now
    ) =>
        failure.Kind switch
        {
            SendFailureKind.NotProcessed
            or SendFailureKind.OurFault when IsTriedEnough(attempt, createdAt, retryFor, now) => new GiveUp(),
            SendFailureKind.NotProcessed => new RetryAt(now + Longer(failure.RetryAfter, Backoff(attempt))),
            SendFailureKind.OurFault => new PauseSender(now + Longer(failure.RetryAfter, OurFaultPause)),
            SendFailureKind.Rejected => new GiveUp(),
            SendFailureKind.Ambiguous => new Settle(),
        };

    /// <summary>A host that was down for the time, or a clock that jumped, is no reason to give up.</summary>
    internal static bool IsTriedEnough(int attempts, DateTimeOffset createdAt, TimeSpan retryFor, DateTimeOffset now) =>
        attempts >= FewestTries && now - createdAt >= retryFor;

    /// <summary>1, 2, 4 … seconds, at most five minutes.</summary>
    internal static TimeSpan Backoff(int attempt) =>
        attempt > 8 ? SlowestRetry : TimeSpan.FromSeconds(1 << Math.Max(0, attempt - 1));

    private static TimeSpan Longer(TimeSpan? asked, TimeSpan ours) => asked > ours ? asked.Value : ours;
}
