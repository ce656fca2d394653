using System.Text.RegularExpressions;
using SmsActivation.Core.Cards;

namespace SmsActivation.Core.Reading;

/// <summary>A configured format, ready to judge numbers.</summary>
internal sealed class CardFormat(CardNumberFormat format)
{
    private readonly Regex? _pattern = format.Pattern is { Length: > 0 } pattern ? Compile(pattern) : null;
    private readonly string[] _prefixes = [.. format.Prefixes.Select(TextFolding.Fold)];
    private readonly int _tolerance = Math.Min(4, format.Length / 4);

    public string Name => format.Name;

    public bool HasLetters { get; } = format.HasLetters;

    public bool HasCheckDigit => format.CheckDigit != CheckDigit.None;

    public int Length => format.Length;

    /// <summary>The longest number that is still nearly one of this format.</summary>
    public int LongestNear => format.Length + _tolerance;

    /// <summary>The pattern is the owner's, the text is a stranger's: matching takes time in proportion to the text.</summary>
    public static Regex Compile(string pattern) =>
        new(
            $@"\A(?:{pattern})\z",
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
        );

    public bool Fits(string number) =>
        number.Length == format.Length
        && (HasLetters || (IsDigits(number) && CheckDigits.Passes(format.CheckDigit, number)))
        && (_prefixes.Length == 0 || BeginsLikeOne(number))
        && (_pattern is null || _pattern.IsMatch(number));

    public static bool IsDigits(ReadOnlySpan<char> signs) => !signs.ContainsAnyExceptInRange('0', '9');

    public bool IsNear(int length) => Math.Abs(length - format.Length) <= _tolerance;

    public bool IsPrefix(string signs) => Array.IndexOf(_prefixes, signs) >= 0;

    public bool BeginsLikeOne(string number) =>
        Array.Exists(_prefixes, prefix => number.StartsWith(prefix, StringComparison.Ordinal));
}
