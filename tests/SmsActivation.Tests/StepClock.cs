namespace SmsActivation.Tests;

/// <summary>A stopwatch that moves on by one step whenever somebody looks at it.</summary>
public sealed class StepClock(int milliseconds) : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => Interlocked.Add(ref _now, milliseconds);
}
