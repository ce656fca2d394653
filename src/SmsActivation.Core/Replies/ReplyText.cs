using System.Text.RegularExpressions;

namespace SmsActivation.Core.Replies;

/// <summary>A text with open places in braces, filled in one pass so that a value is never taken for a placeholder.</summary>
internal static partial class ReplyText
{
    public static string Fill(string text, Func<Placeholder, string> value) =>
        FillNamed(text, name => Placeholders.Find(name) is { } known ? value(known) : null);

    /// <param name="value">By the name between the braces, as written; null leaves the place open.</param>
    public static string FillNamed(string text, Func<string, string?> value) =>
        Braces().Replace(text, match => value(match.Groups[1].Value) ?? match.Value);

    /// <summary>The names between braces, as written, each once.</summary>
    public static IReadOnlyList<string> Names(string text) => [.. Places(text).Distinct()];

    /// <summary>The same, each as often as it stands there.</summary>
    public static IEnumerable<string> Places(string text) =>
        Braces().Matches(text).Select(match => match.Groups[1].Value);

    public static bool HasStrayBrace(string text) => Braces().Replace(text, "").AsSpan().ContainsAny('{', '}');

    /// <summary>The sign that a customer would copy along with the password or the link before it.</summary>
    public static (string Name, string Sign)? ClingingSign(string text) =>
        Clinging().Match(text) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : null;

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\{(password|account_url|link)\}([.,;:!?…)»""”'])")]
    private static partial Regex Clinging();
}
