namespace SmsActivation.Core.Events;

/// <summary>When to try again.</summary>
public static class EventPace
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30),
    ];

    // What comes after an event waits for it, so a receiver that is back should not wait long for the next try.
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>After an event was refused so many times.</summary>
    public static TimeSpan AfterRefusal(int times) => times <= Waits.Length ? Waits[times - 1] : Longest;

    /// <summary>A target that is down is left alone for so long: it is not helped by all that waits for it.</summary>
    public static TimeSpan AfterPass(int failedInARow) =>
        TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, Math.Min(failedInARow, 10) - 1), 60));
}
