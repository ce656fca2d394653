namespace SmsActivation.Core.Inbox;

/// <summary>Section <c>Inbox</c>: how texts are taken in hand.</summary>
public sealed class InboxOptions
{
    /// <summary>How long a worker holds a sender; at most 30 s, so that a dead worker is noticed soon.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A text older than this is decided and shown but not answered, an activation excepted.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Senders handled side by side.</summary>
    public int Parallel { get; init; } = 64;

    /// <summary>How soon a text accepted by another instance is seen.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Texts are accepted and wait: for maintenance, and for measuring the one without the other.</summary>
    public bool Paused { get; init; }

    /// <summary>Attempts on one text before it is left to a person.</summary>
    public const int MostAttempts = 5;

    private static readonly TimeSpan LongestLease = TimeSpan.FromSeconds(30);

    public IEnumerable<string> Faults()
    {
        if (Lease < TimeSpan.FromSeconds(1) || Lease > LongestLease)
            yield return $"Inbox:Lease is {Lease}: it must be from 00:00:01 to {LongestLease}.";
        if (AnswerWithin <= TimeSpan.Zero)
            yield return $"Inbox:AnswerWithin is {AnswerWithin}: it must be above zero.";
        if (Parallel is < 1 or > 512)
            yield return $"Inbox:Parallel is {Parallel}: it must be from 1 to 512.";
        if (Poll < TimeSpan.FromMilliseconds(50) || Poll > TimeSpan.FromSeconds(1))
            yield return $"Inbox:Poll is {Poll}: it must be from 00:00:00.0500000 to 00:00:01.";
    }
}
