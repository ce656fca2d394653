using System.Globalization;
using System.Text.RegularExpressions;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>When somebody agreed, as tills write it: only what cannot be two dates. With dots the day is first everywhere;
/// with slashes 03/04 is in April or in March. Without a zone it is UTC.</summary>
internal static partial class ConsentTime
{
    private const int LongestShown = 40;
    private const string HowTo = "write it like 2026-04-03 or 03.04.2026";

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "d.M.yyyy",
        "d.M.yyyy H:mm",
        "d.M.yyyy H:mm:ss",
    ];

    /// <summary>Null with what is wrong with it: what follows the column's name.</summary>
    /// <param name="now">None was given after it.</param>
    public static (DateTimeOffset? At, string? Fault) Read(string text, DateTimeOffset now)
    {
        if (
            DateTimeOffset.TryParseExact(
                text,
                Forms,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var at
            )
        )
            return at <= now ? (at, null) : (null, $"is {Shown(text)}, which is still to come");
        return Slashed().IsMatch(text)
            ? (null, $"is {Shown(text)}: with slashes nobody can tell the day from the month, {HowTo}")
            : (null, $"is {Shown(text)}, which is no date that can be read: {HowTo}");
    }

    /// <summary>A phone that stands in the wrong column is shown to nobody.</summary>
    private static string Shown(string text) =>
        LongNumber().IsMatch(text) ? "a long number"
        : text.Length > LongestShown ? $"'{text[..LongestShown]}…'"
        : $"'{text}'";

    [GeneratedRegex("^[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Slashed();

    [GeneratedRegex(@"\+[0-9]|[0-9]{9,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongNumber();
}
