using System.CommandLine;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Commands;

/// <summary>What is said of a campaign on the command line: the options of the verbs that make one, read by the same rules as
/// the page's fields.</summary>
internal static class CampaignOptionsOfVerbs
{
    public static Option<string[]> Texts() =>
        new("--text")
        {
            HelpName = "LANGUAGE=WORDS|FILE",
            Description = "The text in one language, or a file that holds it; once for each language.",
            Required = true,
        };

    public static Option<int> PerSecond(string usual = "10") =>
        Of("--per-second", "N", "At most so many texts a second.", usual, CampaignValues.PerSecond);

    public static Option<int> Control() =>
        Of("--control", "P", "So many of a hundred get nothing, to compare with.", "0", CampaignValues.Control);

    public static Option<MinuteOfDay> From() =>
        TimeOfDay("--from", "Not before this time of the recipient's own day.", "09:00");

    public static Option<MinuteOfDay> Until() =>
        TimeOfDay("--until", "Not after this time of the recipient's own day.", "20:00");

    public static Option<TimeSpan> Valid() =>
        Of(
            "--valid",
            "HH:MM:SS",
            "How long the carrier tries to deliver a text.",
            CampaignValues.Length(CampaignValues.LongestValid),
            CampaignValues.Valid
        );

    /// <summary>Every fault, each with its option.</summary>
    /// <param name="unread">What of its texts could not be read: then the steps are not as they were meant.</param>
    public static IEnumerable<string> Faults(NewCampaign campaign, Settings settings, IReadOnlyList<string> unread) =>
        new CampaignRules(
            settings.Campaigns,
            new KeywordCheck(settings.CardNumbers),
            ReplyReading.By(settings.CardNumbers)
        )
            .Faults(campaign)
            .Where(fault => unread.Count == 0 || fault.Field != CampaignField.Then)
            .Select(fault =>
                $"{Name(fault.Field)}{(fault.Field is CampaignField.Text or CampaignField.Then ? ": " : " ")}{fault.Words}"
            );

    public static async Task<Dictionary<string, string>> TextsAsync(string[] asked, List<string> faults)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in asked)
            await AddTextAsync("--text", text, texts, faults);
        return texts;
    }

    /// <param name="text">A language and its words, or a file that holds them.</param>
    internal static async Task AddTextAsync(
        string option,
        string text,
        Dictionary<string, string> texts,
        List<string> faults
    )
    {
        if (text.Split('=', 2) is not [var language, var words])
            faults.Add($"{option} is '{text}': it must be a language, '=' and the words or a file: en=Hello.");
        else if (words.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && !File.Exists(words))
            faults.Add($"{option} is '{text}': there is no file {words}.");
        else if (
            !texts.TryAdd(language.Trim(), (File.Exists(words) ? await File.ReadAllTextAsync(words) : words).Trim())
        )
            faults.Add($"{option} is given twice in '{language}'.");
    }

    private static string Name(CampaignField field) =>
        field switch
        {
            CampaignField.Name => "NAME",
            CampaignField.Kind => "--kind",
            CampaignField.Keyword => "--keyword",
            CampaignField.Text => "--text",
            CampaignField.Then => "--then",
            CampaignField.PerSecond => "--per-second",
            CampaignField.Control => "--control",
            CampaignField.From => "--from",
            CampaignField.Until => "--until",
            CampaignField.Valid => "--valid",
        };

    private static Option<MinuteOfDay> TimeOfDay(string name, string about, string usual) =>
        Of(
            name,
            "HH:MM",
            about,
            usual,
            text =>
            {
                var (minutes, fault) = CampaignValues.TimeOfDay(text, usual);
                return new Typed<MinuteOfDay>(new MinuteOfDay(minutes), fault);
            }
        );

    private static Option<T> Of<T>(string name, string help, string about, string usual, Func<string, Typed<T>> read) =>
        new(name)
        {
            HelpName = help,
            Description = about,
            DefaultValueFactory = _ => read(usual).Value,
            CustomParser = result =>
            {
                var (value, fault) = read(result.Tokens[0].Value);
                if (fault is not null)
                    result.AddError($"{name} {fault}");
                return value;
            },
        };
}

/// <summary>A time of the day, which help shows as it is typed.</summary>
internal readonly record struct MinuteOfDay(int Minutes)
{
    public override string ToString() => CampaignValues.Clock(Minutes);
}
