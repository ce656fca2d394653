using System.Text.RegularExpressions;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Campaigns.Words;

/// <summary>What is wrong with a campaign's texts; every fault at once, each naming its language.</summary>
public static partial class WordsCheck
{
    private const int LongestText = 1000;
    private const string Russian = "ru";
    private const string RussianStop = "СТОП";

    /// <param name="columns">Of the list; null while there is none, and then any placeholder may become one.</param>
    /// <param name="readsAs">What a text would be taken for if a customer sent it back to us, or null for nothing.</param>
    public static IReadOnlyList<string> Faults(
        CampaignKind kind,
        IReadOnlyDictionary<string, string> texts,
        CampaignOptions options,
        IReadOnlyCollection<string>? columns = null,
        Func<string, string?>? readsAs = null
    ) =>
        texts.Count == 0
            ? ["There is no text: a campaign needs one in each language that it is sent in."]
            :
            [
                .. texts.SelectMany(text =>
                    Faults(kind, ReplyLanguage.Code(text.Key), text.Value, options, columns, readsAs)
                        .Select(fault => $"The text in '{text.Key}' {fault}.")
                ),
            ];

    private static IEnumerable<string> Faults(
        CampaignKind kind,
        string language,
        string text,
        CampaignOptions options,
        IReadOnlyCollection<string>? columns,
        Func<string, string?>? readsAs
    )
    {
        if (!LanguageCode().IsMatch(language))
            yield return "is in no language: write two letters (ISO 639), like en";
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return "is empty";
            yield break;
        }
        if (text.Length > LongestText)
            yield return $"has {text.Length} signs: it may have {LongestText}";
        if (ReplyText.HasStrayBrace(text))
            yield return "holds a brace that belongs to no placeholder";
        if (ReplyText.ClingingSign(text) is var (clinging, sign))
            yield return $"has '{sign}' right behind {{{clinging}}}, which a customer would copy along";
        var names = ReplyText.Names(text).Select(CampaignWords.Plain).ToList();
        foreach (var name in names.Where(name => !IsKnown(name, kind, columns)))
            yield return $"has the placeholder {{{name}}}, which is {Where(name, columns)}";
        if (kind == CampaignKind.Credentials)
            foreach (var name in CampaignWords.Drawn.Keys.Where(name => !names.Contains(name)))
                yield return $"lacks {{{name}}}, which a credentials campaign is for";
        var words = options.OptOutWordsInForce.Concat(language == Russian ? [RussianStop] : []).ToList();
        if (!words.Exists(word => Holds(text, word)))
            yield return $"does not say how to opt out: it must hold {string.Join(" or ", words)}";
        if (readsAs?.Invoke(ReplyText.FillNamed(text, name => name)) is { } meaning)
            yield return $"would be read as {meaning} when it is sent back to us";
    }

    private static bool IsKnown(string name, CampaignKind kind, IReadOnlyCollection<string>? columns)
    {
        if (CampaignWords.Drawn.ContainsKey(name))
            return kind == CampaignKind.Credentials;
        if (name.Length == 0 || !AudienceColumns.IsShown(name))
            return false;
        return columns is null || name is CampaignWords.Link or CampaignWords.AccountUrl || columns.Contains(name);
    }

    private static string Where(string name, IReadOnlyCollection<string>? columns) =>
        CampaignWords.Drawn.ContainsKey(name) ? "for credentials campaigns alone"
        : name.Length == 0 ? "no name"
        : columns is null || !AudienceColumns.IsShown(name) ? "a column that is not shown to anybody"
        : $"no column of the list (it has {string.Join(", ", columns)})";

    private static bool Holds(string text, string word) =>
        Regex.IsMatch(
            text,
            $@"(?<!\p{{L}}){Regex.Escape(word)}(?!\p{{L}})",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );

    [GeneratedRegex(
        "^[a-z]{2,3}(-[a-z0-9]{2,8})?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex LanguageCode();
}
