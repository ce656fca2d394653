using System.Globalization;
using SmsActivation.Core.Restore;

namespace SmsActivation.Worker.Setup;

/// <summary>The moment that a restored database is of, as an operator says it.</summary>
internal static class RestoredFrom
{
    public const string Option = "--restored-from";

    // A wall clock and ours may be off each other by a little.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>What to type to serve a copy of that moment; rounded down, for an earlier moment is a safe one.</summary>
    public static string Words(DateTimeOffset at) =>
        $"serve {Option} {at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";

    public static string Missing(DateTimeOffset copiedAt) =>
        $"This database is a copy ('db backup'): its predecessor may have taken and sent texts since. Start it with "
        + $"'{Words(copiedAt)}'; nothing is sent before that is known.";

    /// <summary>Why it is too long ago; asked only when a restore would begin, for the words may stay in a service's unit.
    /// Null when it is not.</summary>
    public static string? TooOld(DateTimeOffset at, DateTimeOffset now) =>
        now - at > RestoreStore.Oldest
            ? $"{Option} cannot be '{at:u}': that is more than {RestoreStore.Oldest.TotalDays:0} days ago, longer than what was "
                + "sent since can be told from the carrier's list."
            : null;

    /// <summary>Why it cannot be; null when it can.</summary>
    public static string? Fault(string text, DateTimeOffset? read, DateTimeOffset now) =>
        read switch
        {
            null =>
                $"{Option} cannot be '{text}': write the time of the backup as ISO 8601, like 2026-07-14T09:30:00Z.",
            { } at when at > now + Slack => $"{Option} cannot be '{text}': that is in the future ({now:u} now).",
            _ => null,
        };
}
