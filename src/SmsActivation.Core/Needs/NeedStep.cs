namespace SmsActivation.Core.Needs;

/// <summary>Where a next step is taken.</summary>
public abstract record NeedPlace
{
    /// <summary>The story of one phone or card.</summary>
    /// <param name="Key">What the page of cases finds it by.</param>
    public sealed record Case(NeedCaseKey Key, long Id) : NeedPlace;

    /// <summary>The texts that came.</summary>
    public sealed record Log : NeedPlace;

    /// <summary>The page of figures.</summary>
    public sealed record Now : NeedPlace;

    /// <summary>Not on any page: the words say where.</summary>
    public sealed record Elsewhere : NeedPlace;
}

/// <summary>The kind of id that a case is opened by.</summary>
public enum NeedCaseKey
{
    Inbound,
    Message,
    Card,
}

/// <summary>The one thing to do next.</summary>
/// <param name="Words">Imperative and short: it stands on a button.</param>
/// <param name="Hint">What to mind when doing it; null when nothing.</param>
public sealed record NeedStep(string Words, NeedPlace Place, string? Hint = null);
