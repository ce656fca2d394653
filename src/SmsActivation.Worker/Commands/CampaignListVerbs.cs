using System.CommandLine;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Series;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

/// <summary>Campaigns listed, counted, and who got them.</summary>
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

    public static Verb Report(VerbContext context)
    {
        var name = CampaignVerbs.Name();
        var json = CommonOptions.Json();
        var verb = new Verb("report", "Count what came of a campaign so far.")
        {
            Examples = ["campaign report spring"],
        };
        verb.Add(name);
        verb.Add(json);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, _) =>
                {
                    var called = parsed.GetRequiredValue(name);
                    if (await CampaignVerbs.FindAsync(context, database, called) is not { } campaign)
                        return ExitStatus.Failed;
                    var figures = await new CampaignReport(database).ReadAsync(campaign.Id);
                    var series = await CampaignSeries.ReadAsync(database, campaign);
                    if (parsed.GetValue(json))
                        context.Output.WriteLine(JsonLine(campaign, figures, series));
                    else
                    {
                        Tell(context, campaign, figures);
                        CampaignSeries.Tell(context, series);
                    }
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
                    var report = new CampaignReport(database);
                    var masking = new Masking(parsed.GetValue(reveal));
                    var asJson = parsed.GetValue(json);
                    foreach (var unknown in new[] { false, true })
                    {
                        var count = 0;
                        await foreach (
                            var one in campaign.Kind == CampaignKind.Reminder
                                ? CampaignSeries.WhoAsync(database, campaign.Id, unknown)
                                : report.WhoAsync(campaign.Id, unknown)
                        )
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
                endedAt = campaign.EndedAt is { } ended ? Json.Time(ended) : null,
                campaign.EndedBy,
                campaign.EndReason,
            }
        );

    private static string JsonLine(Campaign campaign, CampaignFigures figures, SeriesFigures? series) =>
        Json.Line(
            new
            {
                campaign.Name,
                state = campaign.State.ToString(),
                waiting = figures.Of(RecipientState.Waiting),
                leftOut = figures.Of(RecipientState.LeftOut),
                control = figures.Of(RecipientState.Control),
                fed = figures.Of(RecipientState.Fed),
                queued = figures.Queued,
                sent = figures.Texted("sent"),
                delivered = figures.Texted("delivered"),
                failed = figures.Failed.ToDictionary(row => row.What, row => row.Count),
                unknown = figures.Texted("unknown"),
                dropped = figures.Dropped.ToDictionary(row => row.What, row => row.Count),
                figures.OptedOut,
                figures.Activated,
                steps = CampaignSeries.Json(series),
                seriesEnded = series?.Ended.ToDictionary(row => row.What, row => row.Count),
            }
        );

    private static void Tell(VerbContext context, Campaign campaign, CampaignFigures figures)
    {
        var end = campaign.EndReason is { } reason ? $": {reason}" : "";
        context.Output.WriteLine($"{campaign.Name} is {campaign.State}{end}");
        Row("waiting for their turn", figures.Of(RecipientState.Waiting));
        Row("held out to compare with", figures.Of(RecipientState.Control));
        Row("left out from the beginning", figures.Of(RecipientState.LeftOut));
        foreach (var row in figures.Dropped)
            Row($"dropped at their turn: {row.What}", row.Count);
        Row("had their turn", figures.Of(RecipientState.Fed));
        Row("  in the outbox", figures.Queued);
        Row("  with the carrier", figures.Texted("sent"));
        Row("  delivered", figures.Texted("delivered"));
        foreach (var row in figures.Failed)
            Row($"  failed: {row.What}", row.Count);
        Row("  nobody knows", figures.Texted("unknown"));
        Row("opted out since", figures.OptedOut);
        Row($"activated within {CampaignReport.ActivatedWithin.Days} days", figures.Activated);

        void Row(string what, int count) => context.Output.WriteLine($"{count, 9} {what}");
    }

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
        foreach (var column in new[] { "Name", "Kind", "State", "A second", "Started", "Ended", "Why" })
            table.AddColumn(column);
        foreach (var campaign in campaigns)
            table.AddRow(
                new Text(campaign.Name),
                new Text($"{campaign.Kind}"),
                new Text($"{campaign.State}"),
                new Text($"{campaign.PerSecond}"),
                new Text(Words.Time(campaign.StartedAt) ?? ""),
                new Text(Words.Time(campaign.EndedAt) ?? ""),
                new Text(campaign.EndReason ?? "")
            );
        return table;
    }
}
