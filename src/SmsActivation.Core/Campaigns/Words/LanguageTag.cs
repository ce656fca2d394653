using System.Text.RegularExpressions;

namespace SmsActivation.Core.Campaigns.Words;

/// <summary>The language that a list asks for: a tag of BCP 47 in any spelling (<c>ru</c>, <c>ru-RU</c>, <c>RU_ru</c>), or
/// the name of a language in English or in itself.</summary>
internal static partial class LanguageTag
{
    // Names that tills and spreadsheets write; any other language has its tag.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["english"] = "en",
        ["russian"] = "ru",
        ["русский"] = "ru",
        ["german"] = "de",
        ["deutsch"] = "de",
        ["french"] = "fr",
        ["français"] = "fr",
        ["francais"] = "fr",
        ["spanish"] = "es",
        ["español"] = "es",
        ["espanol"] = "es",
        ["italian"] = "it",
        ["italiano"] = "it",
        ["portuguese"] = "pt",
        ["português"] = "pt",
        ["polish"] = "pl",
        ["polski"] = "pl",
        ["ukrainian"] = "uk",
        ["українська"] = "uk",
        ["kazakh"] = "kk",
        ["қазақша"] = "kk",
        ["turkish"] = "tr",
        ["türkçe"] = "tr",
    };

    /// <summary>In lower case and with hyphens; null for what is no tag and no name that we know.</summary>
    public static string? Read(string written)
    {
        var text = written.Trim();
        if (Names.TryGetValue(text, out var code))
            return code;
        var tag = text.Replace('_', '-').ToLowerInvariant();
        return Tag().IsMatch(tag) ? tag : null;
    }

    /// <summary>The language of a tag, without its country or script.</summary>
    public static string Primary(string tag) =>
        tag.IndexOf('-', StringComparison.Ordinal) is >= 0 and var end ? tag[..end] : tag;

    [GeneratedRegex(
        "^[a-z]{2,3}(-[a-z0-9]{1,8})*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Tag();
}
