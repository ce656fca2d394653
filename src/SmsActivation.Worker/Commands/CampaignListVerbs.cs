using System.CommandLine;
using SmsActivation.Core.Campaigns;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

/// <summary>Campaigns listed, and who got them.</summary>
internal static class CampaignListVerbs
{
    public static Verb List(VerbContext context)
    {
        var json = CommonOptions.Json();
        var verb = new Verb("list", "List campaigns, the newest first.") { Examples = ["campaign list"] };
        verb.Add(json);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, _) =>
                {
                    var campaigns = await new CampaignStore(database).ListAsync();
                    if (parsed.GetValue(json))
                        foreach (var campaign in campaigns)
                            context.Output.WriteLine(JsonLine(campaign));
                    else if (campaigns.Count == 0)
                        context.Output.WriteLine("There is no campaign.");
                    else
                        context.Console.Write(Table(campaigns));
                    return ExitStatus.Done;
                }
            )
        );
        return verb;
    }

    public static Verb Who(VerbContext context)
    {
        var name = CampaignVerbs.Name();
        var json = CommonOptions.Json();
        var reveal = CommonOptions.Reveal();
        var verb = new Verb("who", "List exactly who got a campaign, and apart those of whom nobody knows.")
        {
            Details = """
                The first list is of those whose text the carrier has, or has delivered. The second is of those whose text
                may be with the carrier: it is never sent again, and the host finds out about most of them by itself.
                """,
            Examples = ["campaign who spring", "campaign who spring --json --reveal"],
        };
        verb.Add(name);
        verb.Add(json);
        verb.Add(reveal);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, _) =>
                {
                    var called = parsed.GetRequiredValue(name);
                    if (await CampaignVerbs.FindAsync(context, database, called) is not { } campaign)
                        return ExitStatus.Failed;
                    var masking = new Masking(parsed.GetValue(reveal));
                    var asJson = parsed.GetValue(json);
                    foreach (var unknown in new[] { false, true })
                    {
                        var count = 0;
                        await foreach (var one in CampaignWho.Of(database, campaign, unknown))
                        {
                            if (!asJson && count++ == 0)
                                context.Output.WriteLine(unknown ? "Nobody knows of:" : "Got it:");
                            context.Output.WriteLine(asJson ? JsonLine(one, unknown, masking) : Line(one, masking));
                        }
                        if (!asJson && count == 0 && !unknown)
                            context.Output.WriteLine("Nobody got it.");
                    }
                    return ExitStatus.Done;
                }
            )
        );
        return verb;
    }

    /// <summary>A pause is kept where an end would be.</summary>
    private static bool IsPaused(Campaign campaign) => campaign.State == CampaignState.Paused;

    private static string JsonLine(Campaign campaign) =>
        Json.Line(
            new
            {
                campaign.Name,
                kind = campaign.Kind.ToString(),
                state = campaign.State.ToString(),
                campaign.PerSecond,
                madeAt = Json.Time(campaign.MadeAt),
                startedAt = campaign.StartedAt is { } started ? Json.Time(started) : null,
                pausedAt = IsPaused(campaign) && campaign.EndedAt is { } paused ? Json.Time(paused) : null,
                endedAt = !IsPaused(campaign) && campaign.EndedAt is { } ended ? Json.Time(ended) : null,
                campaign.EndedBy,
                campaign.EndReason,
            }
        );

    private static string JsonLine(CampaignRecipient one, bool unknown, Masking masking) =>
        Json.Line(
            new
            {
                one.Line,
                phone = masking.Phone(one.Phone),
                card = masking.Card(one.Card),
                got = unknown ? "unknown" : "yes",
                one.Step,
                one.State,
                one.Sid,
                at = Json.Time(one.SentAt ?? one.FedAt),
            }
        );

    private static string Line(CampaignRecipient one, Masking masking) =>
        $"  line {one.Line}  {masking.Phone(one.Phone)}  {one.State}  {Words.Time(one.SentAt ?? one.FedAt)}{(one.Step is { } step ? $"  step {step}" : "")}";

    private static Table Table(IReadOnlyList<Campaign> campaigns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "Name", "Kind", "State", "A second", "Started", "Paused", "Ended", "Why" })
            table.AddColumn(column);
        foreach (var campaign in campaigns)
            table.AddRow(
                new Text(campaign.Name),
                new Text($"{campaign.Kind}"),
                new Text($"{campaign.State}"),
                new Text($"{campaign.PerSecond}"),
                new Text(Words.Time(campaign.StartedAt) ?? ""),
                new Text(IsPaused(campaign) ? Words.Time(campaign.EndedAt) ?? "" : ""),
                new Text(IsPaused(campaign) ? "" : Words.Time(campaign.EndedAt) ?? ""),
                new Text(campaign.EndReason ?? "")
            );
        return table;
    }
}
