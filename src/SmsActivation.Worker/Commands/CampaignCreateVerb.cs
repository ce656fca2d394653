using System.CommandLine;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Campaigns.Words;

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
            }
        )
            verb.Add(option);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, settings) =>
                {
                    var series = await steps.ReadAsync(parsed);
                    var faults = series.Faults.ToList();
                    var campaign = new NewCampaign(
                        parsed.GetRequiredValue(name).Trim(),
                        Enum.Parse<CampaignKind>(parsed.GetRequiredValue(kind), ignoreCase: true),
                        parsed.GetValue(keyword)?.Trim(),
                        parsed.GetValue(perSecond),
                        parsed.GetValue(control),
                        parsed.GetValue(from),
                        parsed.GetValue(until),
                        (int)parsed.GetValue(valid).TotalSeconds,
                        series.First
                    )
                    {
                        Then = series.Then,
                    };
                    faults.AddRange(CampaignOptionsOfVerbs.Faults(campaign, settings));
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
}
