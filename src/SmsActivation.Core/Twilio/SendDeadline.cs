namespace SmsActivation.Core.Twilio;

/// <summary>
/// The moment a send must be over by, on a monotonic clock: a clock set back must not let a POST outlive its lease.
/// The default value has passed.
/// </summary>
public readonly record struct SendDeadline
{
    private readonly TimeProvider? time;
    private readonly long startedAt;
    private readonly TimeSpan length;

    private SendDeadline(TimeProvider time, TimeSpan length)
    {
        this.time = time;
        this.length = length;
        startedAt = time.GetTimestamp();
    }

    public static SendDeadline Start(TimeProvider time, TimeSpan length) => new(time, length);

    /// <summary>What is left, never less than zero.</summary>
    public TimeSpan Remaining
    {
        get
        {
            if (time is null)
                return TimeSpan.Zero;
            var left = length - time.GetElapsedTime(startedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public bool Passed => Remaining == TimeSpan.Zero;

    /// <summary>Cancels itself when the deadline passes.</summary>
    internal CancellationTokenSource ToCancellation() => time is null ? new(TimeSpan.Zero) : new(Remaining, time);
}
