using System.CommandLine;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Storage;
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

        With --like it begins as another one: its kind, its texts, its pace and its hours. What is given stands instead: --text
        instead of all its texts, --then instead of all its steps. Its keyword and its list are not taken along.

        Nobody is texted by this: 'campaign load' brings the list, 'campaign start' sends.
        """;

    public static Verb Create(VerbContext context)
    {
        var name = new Argument<string>("NAME") { Description = "Its name; no two campaigns have the same." };
        var kind = new Option<string>("--kind")
        {
            Description =
                "invite: text us the number of your card. reminder: the same, in several texts. "
                + "credentials: a user name and a password for the account.",
            DefaultValueFactory = _ => CampaignKind.Invite.Word(),
        };
        kind.AcceptOnlyFromAmong([.. CampaignKinds.Creatable.Select(one => one.Word())]);
        var steps = new CampaignSteps();
        var keyword = new Option<string?>("--keyword")
        {
            HelpName = "K",
            Description = "A word that customers add to their card number, to tell whose answer it is.",
        };
        var perSecond = CampaignOptionsOfVerbs.PerSecond();
        var control = CampaignOptionsOfVerbs.Control();
        var from = CampaignOptionsOfVerbs.From();
        var until = CampaignOptionsOfVerbs.Until();
        var valid = CampaignOptionsOfVerbs.Valid();
        var like = new Option<string?>("--like")
        {
            HelpName = "OTHER",
            Description = "Begin as this campaign; what is given besides stands instead of what it says.",
        };
        var verb = new Verb("create", "Make a campaign: what it says, in which languages, how fast and when.")
        {
            Details = Details + "\n\n" + CampaignSteps.Details,
            Examples =
            [
                "campaign create spring --kind invite --text en=\"Hi {name}, text us the number of your card. STOP to end\"",
                "campaign create till --kind credentials --text en=\"{name}, sign in at {account_url} as {username} with {password} STOP to end\"",
                "campaign create spring --kind invite --text en=en.txt --text ru=ru.txt --control 10 --from 10:00",
                "campaign create wake --kind reminder --text en=\"Hi {name}, text us the number of your card. STOP to end\" --then 3d en=\"Your points still wait. STOP to end\" --then 1w en=\"Last reminder. STOP to end\"",
                "campaign create wake --kind reminder --steps wake.txt",
                "campaign create summer --like spring --per-second 20",
            ],
        };
        verb.Add(name);
        foreach (
            var option in new Option[]
            {
                kind,
                steps.Texts,
                steps.Then,
                steps.Steps,
                keyword,
                perSecond,
                control,
                from,
                until,
                valid,
                like,
            }
        )
            verb.Add(option);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, settings) =>
                {
                    var called = parsed.GetValue(like);
                    var other = called is null
                        ? null
                        : await CampaignVerbs.FindAsync(context, database, settings, called, like.Name);
                    if (other is null && called is not null)
                        return ExitStatus.Failed;
                    var begun = other?.Campaign;
                    var ofKind = CampaignKinds.Read(Given(parsed, kind, begun?.Kind.Word()))!.Value;
                    var series = await steps.ReadAsync(parsed, other is null ? null : SeriesOf(other, ofKind));
                    var tries = TimeSpan.FromSeconds(begun?.ValidSeconds ?? 0);
                    var campaign = new NewCampaign(
                        parsed.GetRequiredValue(name).Trim(),
                        ofKind,
                        parsed.GetValue(keyword)?.Trim(),
                        Given(parsed, perSecond, begun?.PerSecond),
                        Given(parsed, control, begun?.ControlPercent),
                        Given(parsed, from, begun is null ? null : new MinuteOfDay(begun.DayFrom)).Minutes,
                        Given(parsed, until, begun is null ? null : new MinuteOfDay(begun.DayUntil)).Minutes,
                        (int)Given(parsed, valid, begun is null ? null : tries).TotalSeconds,
                        series.First
                    )
                    {
                        Then = series.Then,
                    };
                    return await MakeAsync(context, database, settings, campaign, series.Faults);
                }
            )
        );
        return verb;
    }

    private static async Task<int> MakeAsync(
        VerbContext context,
        IDatabase database,
        Settings settings,
        NewCampaign campaign,
        IReadOnlyList<string> unread
    )
    {
        List<string> faults = [.. unread, .. CampaignOptionsOfVerbs.Faults(campaign, settings, unread)];
        var open = context.Time.GetUtcNow() - settings.CampaignPace.ActivatedWithin;
        if (
            campaign.Keyword is { Length: > 0 } word
            && await KeywordCheck.TakenByAsync(database, word, open) is { } owner
        )
            faults.Add($"--keyword is '{word}': it is that of the campaign '{owner}'.");
        var store = new CampaignStore(database);
        var taken = $"NAME is '{campaign.Name}': there is a campaign of this name.";
        if (await store.FindAsync(campaign.Name) is not null)
            faults.Add(taken);
        if (faults.Count > 0)
            return context.Fail(faults);
        if (await store.MakeAsync(campaign, MachineAccount.Name, context.Time.GetUtcNow()) is null)
            return context.Fail(taken);
        context.Output.WriteLine(
            $"The campaign '{campaign.Name}' is made. Its list: 'campaign load {campaign.Name} FILE.csv'."
        );
        TellColumns(context, campaign);
        return ExitStatus.Done;
    }

    /// <summary>Any column may come with the list: what looks like a slip is told of, and no fault.</summary>
    private static void TellColumns(VerbContext context, NewCampaign campaign)
    {
        var asked = AskedColumns.Of(
            campaign.Kind,
            campaign.Texts.Values.Concat(campaign.Then.SelectMany(step => step.Texts.Values))
        );
        if (asked.Names.Count > 0)
            context.Output.WriteLine(
                $"Needs the {(asked.Names.Count == 1 ? "column" : "columns")} {string.Join(", ", asked.Names)} in its list."
            );
        foreach (var slip in asked.Slips)
            context.Error.WriteLine($"warning: {slip.Told}");
    }

    /// <summary>The texts of one that a new one begins as.</summary>
    private static SeriesText SeriesOf(CampaignVerbs.Found other, CampaignKind kind) =>
        new(
            other.Texts,
            kind == CampaignKind.Reminder ? [.. other.Words.Then.Select(step => step.Step)] : [],
            Faults: []
        );

    /// <summary>What was given, else what the other one has, else the usual.</summary>
    private static T Given<T>(ParseResult parsed, Option<T> option, T? other)
        where T : struct =>
        other is { } its && parsed.GetResult(option) is not { Implicit: false } ? its : parsed.GetValue(option);

    private static string Given(ParseResult parsed, Option<string> option, string? other) =>
        other is not null && parsed.GetResult(option) is not { Implicit: false }
            ? other
            : parsed.GetRequiredValue(option);
}
