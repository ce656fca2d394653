using System.Text.RegularExpressions;

namespace SmsActivation.Core.Cards;

/// <summary>One shape that card numbers have: how many signs, how they begin, how they are checked.</summary>
public sealed partial record CardNumberFormat
{
    public string Name { get; init; } = "";

    /// <summary>All signs of the number, prefix and check digit included.</summary>
    public int Length { get; init; }

    /// <summary>A number begins with one of these; none means any beginning.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];

    public CheckDigit CheckDigit { get; init; }

    /// <summary>A .NET regular expression that the whole upper-case number must match; needed for letters.</summary>
    public string? Pattern { get; init; }

    /// <summary>Whether numbers of this format may hold letters: such numbers are read by rule 6, all others by rule 3.</summary>
    public bool HasLetters =>
        Pattern is { } pattern && LetterInPattern().IsMatch(WhatMatchesNoLetter().Replace(pattern, ""));

    [GeneratedRegex(
        @"\\[^wWpPDS]|\(\?(?:<\w+>|'\w+'|[imnsx-]*[:)])",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex WhatMatchesNoLetter();

    [GeneratedRegex(@"\p{L}|\.|\[\^", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LetterInPattern();
}
