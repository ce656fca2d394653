using SmsActivation.Core.Alerts;

namespace SmsActivation.Core.Figures.Health;

/// <summary>How much something matters to whoever texts now.</summary>
public enum Gravity
{
    /// <summary>It works.</summary>
    Good,

    /// <summary>It works, and a person should look at something.</summary>
    Warn,

    /// <summary>Texts are not answered.</summary>
    Bad,
}

/// <summary>Where what is wrong is looked into, or mended.</summary>
public enum Lookup
{
    Nowhere,
    Log,
    NeedsPerson,
    CarrierErrors,
    Queues,
    Hosts,
    Cards,
}

/// <param name="Sentence">What is so, in plain words.</param>
/// <param name="Todo">What to do about it; null when nothing can or need be done.</param>
/// <param name="Alert">The alert that tells the same, if it stands.</param>
/// <param name="Campaign">Whose page shows more, where it is about one.</param>
public sealed record Finding(
    Gravity Gravity,
    string Sentence,
    string? Todo = null,
    Lookup Lookup = Lookup.Nowhere,
    AlertKind? Alert = null,
    long? Campaign = null
);

/// <summary>What only the host that answers knows.</summary>
/// <param name="Alone">There can be no other host on this database.</param>
/// <param name="Held">No text leaves, for the database was put back: see docs/decisions/0015.</param>
/// <param name="SpoolTexts">Texts that were accepted while the database was away, and wait on this host's disk.</param>
public sealed record HostSide(
    bool Alone,
    bool Held,
    int SpoolTexts = 0,
    DateTimeOffset? SpoolSince = null,
    bool SpoolFails = false
);
