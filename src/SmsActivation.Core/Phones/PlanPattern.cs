using System.Text.RegularExpressions;

namespace SmsActivation.Core.Phones;

/// <summary>A pattern of a numbering plan, built on first use: a text of one country needs a handful of some 2,000.</summary>
/// <remarks>They meet at most 64 folded digits and hold no nested repetition, so interpreting them is fast; compiling one
/// would cost more than all its matches of a day.</remarks>
internal sealed class PlanPattern(string pattern)
{
    private readonly Lazy<Regex> beginning = new(() => Build($@"\A(?:{pattern})"));
    private readonly Lazy<Regex> whole = new(() => Build($@"\A(?:{pattern})\z"));

    public bool IsWhole(string digits) => whole.Value.IsMatch(digits);

    public Match AtBeginning(string digits) => beginning.Value.Match(digits);

    private static Regex Build(string pattern) => new(pattern, RegexOptions.CultureInvariant);
}
