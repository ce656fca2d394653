using System.CommandLine;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Ops.Campaigns;

namespace SmsActivation.Worker.Commands;

/// <summary>Campaigns started, held and stopped. The verbs act through the database; a host that serves it follows within a
/// second.</summary>
internal static class CampaignRunVerbs
{
    public static Verb Start(VerbContext context) =>
        Of(
            context,
            "start",
            "Begin to send: from now on, at its pace, to whoever's day it is.",
            ["campaign start spring"],
            async (open, campaign, now) =>
            {
                var shared = await new CampaignOverlaps(open.Database, open.Pace).OfAsync(campaign, now);
                if (!await open.Runs.StartAsync(campaign.Id, MachineAccount.Actor, now))
                    return Refusal(
                        campaign,
                        campaign.State == CampaignState.Ready
                            ? $"to more than {open.Runs.ApprovalAbove} people (Campaigns:ApprovalAbove) somebody else than {campaign.Makers} approves it at /ops/campaigns first"
                            : "only one that is Ready can be started"
                    );
                foreach (var other in shared)
                foreach (var told in other.Told(open.Pace.MinGap))
                    context.Error.WriteLine($"warning: {told}");
                context.Output.WriteLine($"{campaign.Name} runs, {campaign.PerSecond} texts a second.");
                await TellWaitAsync(context, open, campaign.Id, now);
                return null;
            }
        );

    public static Verb Pause(VerbContext context) =>
        Of(
            context,
            "pause",
            "Hold it: what has not left waits, and 'campaign resume' goes on.",
            ["campaign pause spring"],
            async (open, campaign, now) =>
            {
                if (!await open.Runs.PauseAsync(campaign.Id, MachineAccount.Actor, now))
                    return Refusal(campaign, "only one that runs can be paused");
                context.Output.WriteLine($"{campaign.Name} is paused.");
                return null;
            }
        );

    public static Verb Resume(VerbContext context) =>
        Of(
            context,
            "resume",
            "Go on with one that was paused, or has paused by itself.",
            ["campaign resume spring"],
            async (open, campaign, now) =>
            {
                if (!await open.Runs.ResumeAsync(campaign.Id, MachineAccount.Actor, now))
                    return Refusal(campaign, "only one that is paused can be resumed");
                context.Output.WriteLine($"{campaign.Name} runs again.");
                await TellWaitAsync(context, open, campaign.Id, now);
                return null;
            }
        );

    public static Verb Stop(VerbContext context)
    {
        var reason = new Option<string>("--reason")
        {
            HelpName = "R",
            Description = "Why, for whoever reads it later.",
            Required = true,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value.Trim();
                if (text.Length is 0 or > CampaignRuns.LongestReason)
                    result.AddError($"--reason takes 1 to {CampaignRuns.LongestReason} signs.");
                return text;
            },
        };
        return Of(
            context,
            "stop",
            "End it for good: no text of it leaves any more. 'campaign who' says who got it.",
            ["campaign stop spring --reason \"wrong link\""],
            async (open, campaign, now, parsed) =>
            {
                var why = parsed.GetRequiredValue(reason);
                if (!await open.Runs.StopAsync(campaign.Id, MachineAccount.Actor, why, now))
                    return Refusal(campaign, "only one that runs or is paused can be stopped");
                context.Output.WriteLine(
                    $"{campaign.Name} is stopped. 'campaign who {campaign.Name}' says who got it."
                );
                return null;
            },
            reason
        );
    }

    /// <summary>Nothing leaves at night: that is no fault of the start.</summary>
    private static async Task TellWaitAsync(VerbContext context, Opened open, long id, DateTimeOffset now)
    {
        if (
            await new CampaignStore(open.Database).FindAsync(id) is { } campaign
            && CampaignTelling.Waits(
                campaign,
                await new WaitReader(open.Database, open.Pace).ReadAsync(campaign, now),
                now
            )
                is { } waits
        )
            context.Output.WriteLine(waits);
    }

    private static string Refusal(Campaign campaign, string rule) => $"{campaign.Name} is {campaign.State}: {rule}.";

    private static Verb Of(
        VerbContext context,
        string name,
        string about,
        IReadOnlyList<string> examples,
        Func<Opened, Campaign, DateTimeOffset, Task<string?>> act
    ) => Of(context, name, about, examples, (open, campaign, now, _) => act(open, campaign, now));

    /// <param name="act">Does it, or says why it cannot.</param>
    private static Verb Of(
        VerbContext context,
        string name,
        string about,
        IReadOnlyList<string> examples,
        Func<Opened, Campaign, DateTimeOffset, ParseResult, Task<string?>> act,
        params IReadOnlyList<Option> options
    )
    {
        var asked = CampaignVerbs.Name();
        var verb = new Verb(name, about) { Examples = examples };
        verb.Add(asked);
        foreach (var option in options)
            verb.Add(option);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, settings) =>
                {
                    var called = parsed.GetRequiredValue(asked);
                    if (await CampaignVerbs.FindAsync(context, database, called) is not { } campaign)
                        return ExitStatus.Failed;
                    var open = new Opened(
                        database,
                        new CampaignRuns(database, settings.CampaignPace),
                        settings.CampaignPace
                    );
                    return await act(open, campaign, context.Time.GetUtcNow(), parsed) is { } refusal
                        ? context.Fail(refusal)
                        : ExitStatus.Done;
                }
            )
        );
        return verb;
    }

    private sealed record Opened(IDatabase Database, CampaignRuns Runs, CampaignPaceOptions Pace);
}
