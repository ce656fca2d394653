namespace SmsActivation.Core.Events;

/// <summary>Section <c>Events</c>: who is told what happens to members and cards. Without a target nothing is recorded.</summary>
public sealed class EventOptions
{
    public IReadOnlyList<EventTarget> Targets { get; init; } = [];

    /// <summary>How long after it happened an event is tried again before it is given up.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromDays(3);

    /// <summary>For one try, connection and answer together.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Tries side by side, of each target.</summary>
    public int Parallel { get; init; } = 8;

    /// <summary>An event whose sender fell silent is another's after so long: longer than any try takes.</summary>
    internal TimeSpan Lease => Deadline + TimeSpan.FromSeconds(15);

    /// <summary>Every fault, each naming its setting and value. Secrets are never repeated.</summary>
    public IEnumerable<string> Faults()
    {
        if (RetryFor < TimeSpan.FromMinutes(1) || RetryFor > TimeSpan.FromDays(30))
            yield return $"Events:RetryFor is {RetryFor}: it must be from 00:01:00 to 30.00:00:00.";
        if (Deadline < TimeSpan.FromSeconds(1) || Deadline > TimeSpan.FromMinutes(1))
            yield return $"Events:Deadline is {Deadline}: it must be from 00:00:01 to 00:01:00.";
        if (Parallel is < 1 or > 64)
            yield return $"Events:Parallel is {Parallel}: it must be from 1 to 64.";
        foreach (var fault in Targets.SelectMany((target, index) => target.Faults($"Events:Targets:{index}")))
            yield return fault;
        foreach (var twice in Targets.GroupBy(target => target.Name).Where(name => name.Count() > 1))
            yield return $"Events:Targets names '{twice.Key}' {twice.Count()} times: each name must be another.";
    }
}

/// <summary>One receiver of events.</summary>
public sealed class EventTarget
{
    public const int LongestName = 40;

    /// <summary>What listings call it, and what its deliveries are kept under: a new URL keeps the name.</summary>
    public string Name { get; init; } = "";

    /// <summary>https; http only on this machine.</summary>
    public string Url { get; init; } = "";

    /// <summary><c>whsec_</c> and base64 of 24 to 64 bytes, as Standard Webhooks says.</summary>
    public string Secret { get; init; } = "";

    /// <summary>While a receiver changes over: events are signed with both.</summary>
    public string? PreviousSecret { get; init; }

    internal IEnumerable<string> Faults(string section)
    {
        if (
            Name.Length is 0 or > LongestName
            || !Name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_')
        )
            yield return $"{section}:Name is '{Name}': it must be 1 to {LongestName} letters, digits, '-' and '_'.";
        if (!IsSafe(Url))
            yield return $"{section}:Url is '{Url}': it must be an https URL without user, password or fragment"
                + " (http only to this machine).";
        if (EventSignature.Key(Secret) is null)
            yield return $"{section}:Secret {Missing(Secret)}it must be whsec_ and base64 of 24 to 64 bytes.";
        if (!string.IsNullOrEmpty(PreviousSecret) && EventSignature.Key(PreviousSecret) is null)
            yield return $"{section}:PreviousSecret is no secret: it must be whsec_ and base64 of 24 to 64 bytes.";
    }

    private static string Missing(string secret) => secret.Length == 0 ? "is missing: " : "is no secret: ";

    private static bool IsSafe(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && uri.Fragment.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
