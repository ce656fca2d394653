using System.CommandLine;
using System.CommandLine.Parsing;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Commands;

internal static class CampaignCreateVerb
{
    private const string Details = """
        A text may hold {name}, {card} (its last 4 digits), {link}, {account_url} and any other column of the list. It must say how to opt
        out (STOP, or a word of Campaigns:OptOutWords). Curly quotes, dashes and the like become plain ones where the whole
        text then travels in GSM-7. {link} is the list's own column, or Campaigns:Link with the campaign's name behind it.

        One of credentials must hold {username} and {password}. User names are made of people's own when the list is loaded;
        a password is drawn as its text leaves, stands nowhere, and opens the account once within Password:Lifetime.

        Nobody is texted by this: 'campaign load' brings the list, 'campaign start' sends.
        """;

    private const int LongestName = 64;
    private const int FastestPerSecond = 1000;
    private const int MostControl = 90;
    private const int MinutesOfDay = 24 * 60;

    // What Twilio's ValidityPeriod takes: up to 36,000 seconds.
    private static readonly TimeSpan ShortestValid = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestValid = TimeSpan.FromHours(10);

    public static Verb Create(VerbContext context)
    {
        var name = new Argument<string>("NAME") { Description = "Its name; no two campaigns have the same." };
        var kind = new Option<string>("--kind")
        {
            Description =
                "invite: text us the number of your card. credentials: a user name and a password for the account.",
            DefaultValueFactory = _ => "invite",
        };
        kind.AcceptOnlyFromAmong("invite", "credentials");
        var texts = new Option<string[]>("--text")
        {
            HelpName = "LANGUAGE=WORDS|FILE",
            Description = "The text in one language, or a file that holds it; once for each language.",
            Required = true,
        };
        var keyword = new Option<string?>("--keyword")
        {
            HelpName = "K",
            Description = "A word that customers add to their card number, to tell whose answer it is.",
        };
        var perSecond = Number("--per-second", "N", "At most so many texts a second.", 10, 1, FastestPerSecond);
        var control = Number("--control", "P", "So many of a hundred get nothing, to compare with.", 0, 0, MostControl);
        var from = TimeOfDay("--from", "Not before this time of the recipient's own day.", "09:00");
        var until = TimeOfDay("--until", "Not after this time of the recipient's own day.", "20:00");
        var valid = new Option<TimeSpan>("--valid")
        {
            HelpName = "HH:MM:SS",
            Description = "How long the carrier tries to deliver a text.",
            DefaultValueFactory = _ => LongestValid,
            CustomParser = result => Valid(result),
        };
        var verb = new Verb("create", "Make a campaign: what it says, in which languages, how fast and when.")
        {
            Details = Details,
            Examples =
            [
                "campaign create spring --kind invite --text en=\"Hi {name}, text us the number of your card. STOP to end\"",
                "campaign create till --kind credentials --text en=\"{name}, sign in at {account_url} as {username} with {password} STOP to end\"",
                "campaign create spring --kind invite --text en=en.txt --text ru=ru.txt --control 10 --from 10:00",
            ],
        };
        verb.Add(name);
        foreach (var option in new Option[] { kind, texts, keyword, perSecond, control, from, until, valid })
            verb.Add(option);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, settings) =>
                {
                    var faults = new List<string>();
                    var campaign = new NewCampaign(
                        parsed.GetRequiredValue(name).Trim(),
                        Enum.Parse<CampaignKind>(parsed.GetRequiredValue(kind), ignoreCase: true),
                        parsed.GetValue(keyword)?.Trim(),
                        parsed.GetValue(perSecond),
                        parsed.GetValue(control),
                        parsed.GetValue(from),
                        parsed.GetValue(until),
                        (int)parsed.GetValue(valid).TotalSeconds,
                        await TextsAsync(parsed.GetRequiredValue(texts), faults)
                    );
                    faults.AddRange(Faults(campaign, settings));
                    var open = context.Time.GetUtcNow() - settings.CampaignPace.ActivatedWithin;
                    if (
                        campaign.Keyword is { Length: > 0 } word
                        && await KeywordCheck.TakenByAsync(database, word, open) is { } other
                    )
                        faults.Add($"--keyword is '{word}': it is that of the campaign '{other}'.");
                    if (faults.Count > 0)
                        return context.Fail(faults);
                    var made = await new CampaignStore(database).MakeAsync(
                        campaign,
                        Environment.UserName,
                        context.Time.GetUtcNow()
                    );
                    if (made is null)
                        return context.Fail($"NAME is '{campaign.Name}': there is a campaign of this name.");
                    context.Output.WriteLine(
                        $"The campaign '{campaign.Name}' is made. Its list: 'campaign load {campaign.Name} FILE.csv'."
                    );
                    return ExitStatus.Done;
                }
            )
        );
        return verb;
    }

    private static IEnumerable<string> Faults(NewCampaign campaign, Settings settings)
    {
        var readsAs = ReplyReading.By(settings.CardNumbers);
        if (campaign.Name.Length is 0 or > LongestName)
            yield return $"NAME is '{campaign.Name}': it must have from 1 to {LongestName} signs.";
        if (campaign.Keyword is { } keyword && new KeywordCheck(settings.CardNumbers).Fault(keyword) is { } wrong)
            yield return $"--keyword is '{keyword}': {wrong}.";
        if (campaign.DayFrom >= campaign.DayUntil)
            yield return $"--from is {Clock(campaign.DayFrom)} and --until {Clock(campaign.DayUntil)}: the day must begin "
                + "before it ends.";
        // Whatever else is wrong with the option was told before there were any texts.
        if (campaign.Texts.Count > 0)
            foreach (
                var fault in WordsCheck.Faults(
                    campaign.Kind,
                    campaign.Texts,
                    settings.Campaigns,
                    columns: null,
                    readsAs
                )
            )
                yield return "--text: " + fault;
    }

    private static async Task<Dictionary<string, string>> TextsAsync(string[] asked, List<string> faults)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in asked)
        {
            if (text.Split('=', 2) is not [var language, var words])
                faults.Add($"--text is '{text}': it must be a language, '=' and the words or a file: en=Hello.");
            else if (
                !texts.TryAdd(language.Trim(), (File.Exists(words) ? await File.ReadAllTextAsync(words) : words).Trim())
            )
                faults.Add($"--text is given twice in '{language}'.");
            else if (words.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && !File.Exists(words))
                faults.Add($"--text is '{text}': there is no file {words}.");
        }
        return texts;
    }

    private static Option<int> Number(string name, string help, string about, int usual, int least, int most) =>
        new(name)
        {
            HelpName = help,
            Description = about,
            DefaultValueFactory = _ => usual,
            CustomParser = result =>
            {
                if (!int.TryParse(result.Tokens[0].Value, out var number) || number < least || number > most)
                    result.AddError($"{name} is '{result.Tokens[0].Value}': it must be from {least} to {most}.");
                return number;
            },
        };

    /// <summary>Minutes of the day; 24:00 is its end.</summary>
    private static Option<int> TimeOfDay(string name, string about, string usual) =>
        new(name)
        {
            HelpName = "HH:MM",
            Description = about,
            DefaultValueFactory = _ => Minutes(usual)!.Value,
            CustomParser = result =>
            {
                if (Minutes(result.Tokens[0].Value) is { } minutes)
                    return minutes;
                result.AddError($"{name} is '{result.Tokens[0].Value}': it must be a time like {usual}.");
                return 0;
            },
        };

    private static int? Minutes(string text) =>
        text.Split(':') is [{ Length: 2 } hours, { Length: 2 } minutes]
        && int.TryParse(hours, out var h)
        && int.TryParse(minutes, out var m)
        && m is >= 0 and < 60
        && h * 60 + m is >= 0 and <= MinutesOfDay and var time
            ? time
            : null;

    private static string Clock(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";

    /// <summary>TimeSpan itself takes 24:00:00 for days.</summary>
    private static TimeSpan Valid(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (
            text.Split(':') is [var hours, { Length: 2 } minutes, { Length: 2 } seconds]
            && int.TryParse(hours, out var h)
            && int.TryParse(minutes, out var m)
            && int.TryParse(seconds, out var s)
            && h is >= 0 and < 1000
            && new TimeSpan(h, m, s) is var valid
            && valid >= ShortestValid
            && valid <= LongestValid
        )
            return valid;
        result.AddError($"--valid is '{text}': the carrier takes {ShortestValid} to {LongestValid}.");
        return default;
    }
}
