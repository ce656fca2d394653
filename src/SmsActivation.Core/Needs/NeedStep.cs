using SmsActivation.Core.Activation;
using SmsActivation.Core.Cases;

namespace SmsActivation.Core.Needs;

/// <summary>Where a next step is taken.</summary>
public abstract record NeedPlace
{
    /// <summary>The story of one phone or card.</summary>
    public sealed record Case(CaseKey Key) : NeedPlace;

    /// <summary>The texts that came; those of one outcome, or all.</summary>
    public sealed record Log(OutcomeCode? Outcome = null) : NeedPlace;

    /// <summary>Others of this very list.</summary>
    public sealed record Needs(NeedKind Kind) : NeedPlace;

    /// <summary>The page of figures.</summary>
    public sealed record Now : NeedPlace;

    /// <summary>The page of one campaign.</summary>
    public sealed record Campaign(long Id) : NeedPlace;

    /// <summary>Not on any page: the words say where.</summary>
    public sealed record Elsewhere : NeedPlace;
}

/// <summary>The one thing to do next.</summary>
/// <param name="Words">Imperative and short: it stands on a button.</param>
/// <param name="Hint">What to mind when doing it; null when nothing.</param>
public sealed record NeedStep(string Words, NeedPlace Place, string? Hint = null);
