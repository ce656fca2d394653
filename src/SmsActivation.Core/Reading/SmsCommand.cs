namespace SmsActivation.Core.Reading;

/// <summary>The words that a text may be commanded by, each standing for its family in every language.</summary>
public enum Keyword
{
    Stop,
    Start,
    Help,
    Password,
}

/// <summary>A number in a text that fits a format.</summary>
/// <param name="Number">Digits, or upper-case letters and digits, without separators.</param>
/// <param name="Format">The name of the format it fits.</param>
/// <param name="OtherTokens">Words outside this number that hold a digit, folded: possible security codes.</param>
public sealed record CardCandidate(string Number, string Format, IReadOnlyList<string> OtherTokens);

/// <summary>All that a text says to us.</summary>
public sealed record SmsCommand
{
    public Keyword? Keyword { get; init; }

    /// <summary>
    /// Whether the whole text, trimmed and in any case, is one of the English words that Twilio itself answers by
    /// default.
    /// </summary>
    public bool IsTwilioKeyword { get; init; }

    /// <summary>Distinct, in the order of the text, at most four: more than three are answered without a look-up.</summary>
    public IReadOnlyList<CardCandidate> Candidates { get; init; } = [];

    /// <summary>No candidate, but nearly one (rule 8).</summary>
    public bool NearMiss { get; init; }

    /// <summary>A word of loss or theft, or the wish to have something blocked.</summary>
    public bool LossWord { get; init; }

    /// <summary>A word for card.</summary>
    public bool CardWord { get; init; }

    /// <summary>Our own example, and nothing else like a number.</summary>
    public bool OnlyExample { get; init; }

    /// <summary>What looked like our password was masked in this text.</summary>
    public bool HoldsPassword { get; init; }

    /// <summary>All words that hold a digit, folded.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];
}
