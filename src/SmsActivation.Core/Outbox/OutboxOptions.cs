namespace SmsActivation.Core.Outbox;

/// <summary>Section <c>Outbox</c>: how replies leave.</summary>
public sealed class OutboxOptions
{
    /// <summary>How long a claim holds a text and its phone. The POST's own deadline lies within it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Sends side by side; one at a time per phone.</summary>
    public int Parallel { get; init; } = 32;

    /// <summary>How long a send of unknown end waits for a report before it is looked up in the carrier's list.</summary>
    public TimeSpan SettleAfter { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Between the two looks that must find nothing before it is sent again: the list lags.</summary>
    public TimeSpan SettleGap { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a text that never reached the carrier is tried again.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The whole of one POST, from before the commit that announces it.</summary>
    public TimeSpan SendDeadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the carrier may hold a text with a password before it drops it.</summary>
    public TimeSpan PasswordValidity { get; init; } = TimeSpan.FromHours(4);

    /// <summary>After this a send of unknown end no longer holds back the same text to the same phone.</summary>
    public static readonly TimeSpan UnknownHolds = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestValidity = TimeSpan.FromSeconds(36_000);

    /// <summary>Every fault, each naming its setting and value.</summary>
    public IEnumerable<string> Faults()
    {
        if (Parallel is < 1 or > 512)
            yield return $"Outbox:Parallel is {Parallel}: it must be from 1 to 512.";
        if (SendDeadline <= TimeSpan.Zero || SendDeadline >= Lease)
            yield return $"Outbox:SendDeadline is {SendDeadline}: it must be above zero and below Outbox:Lease ({Lease}).";
        if (SettleAfter <= Lease + SendDeadline)
            yield return $"Outbox:SettleAfter is {SettleAfter}: it must be above Lease + SendDeadline ({Lease + SendDeadline}).";
        if (SettleGap <= TimeSpan.Zero || SettleAfter + SettleGap > UnknownHolds)
            yield return $"Outbox:SettleGap is {SettleGap}: it must be above zero, and with SettleAfter ({SettleAfter}) at most "
                + $"{UnknownHolds}, for so long a send of unknown end holds back its like.";
        if (RetryFor <= TimeSpan.Zero)
            yield return $"Outbox:RetryFor is {RetryFor}: it must be above zero.";
        if (PasswordValidity < TimeSpan.FromSeconds(6) || PasswordValidity > LongestValidity)
            yield return $"Outbox:PasswordValidity is {PasswordValidity}: the carrier takes 00:00:06 to {LongestValidity}.";
    }
}
