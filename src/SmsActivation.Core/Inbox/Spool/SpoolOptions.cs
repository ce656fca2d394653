namespace SmsActivation.Core.Inbox.Spool;

/// <summary>Section <c>Spool</c>: where texts are kept while the database is away. Without a path they are refused with
/// 503, and the carrier comes again.</summary>
public sealed class SpoolOptions
{
    /// <summary>A folder on a local disk, for this host alone.</summary>
    public string? Path { get; init; }

    /// <summary>The secret that the texts in it are encrypted with.</summary>
    public string? Key { get; init; }

    /// <summary>Above this the carrier is told to come again.</summary>
    public int MostMegabytes { get; init; } = 32;

    /// <summary>How long a text waits for the database before the spool takes it.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromMilliseconds(300);

    private const int ShortestKey = 16;

    /// <summary>The carrier hears of a text, either way, before it hangs up (README: rt=4000).</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    public bool IsOn => !string.IsNullOrWhiteSpace(Path);

    public long MostBytes => MostMegabytes * 1024L * 1024;

    public IEnumerable<string> Faults()
    {
        if (IsOn && (Key ?? "").Trim().Length < ShortestKey)
            yield return $"Spool:Key must be set, with at least {ShortestKey} signs, where Spool:Path is set.";
        if (!IsOn && !string.IsNullOrEmpty(Key))
            yield return "Spool:Path must be set where Spool:Key is set.";
        if (MostMegabytes is < 1 or > 256)
            yield return $"Spool:MostMegabytes is {MostMegabytes}: it must be from 1 to 256.";
        if (After < TimeSpan.FromMilliseconds(50) || After > LongestWait)
            yield return $"Spool:After is {After}: it must be from 00:00:00.0500000 to {LongestWait}.";
    }
}
