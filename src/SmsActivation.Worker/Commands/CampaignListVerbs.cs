using System.CommandLine;
using SmsActivation.Core.Campaigns;
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
                    if (await new CampaignStore(database).FindAsync(called) is not { } campaign)
                        return context.Fail(CampaignRunVerbs.NotThere(called));
                    var figures = await new CampaignReport(database).ReadAsync(campaign.Id);
                    if (parsed.GetValue(json))
                        context.Output.WriteLine(JsonLine(campaign, figures));
                    else
                        Tell(context, campaign, figures);
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
                    if (await new CampaignStore(database).FindAsync(called) is not { } campaign)
                        return context.Fail(CampaignRunVerbs.NotThere(called));
                    var report = new CampaignReport(database);
                    var masking = new Masking(parsed.GetValue(reveal));
                    var asJson = parsed.GetValue(json);
                    foreach (var unknown in new[] { false, true })
                    {
                        var count = 0;
                        await foreach (var one in report.WhoAsync(campaign.Id, unknown))
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

    private static string JsonLine(Campaign campaign, CampaignFigures figures) =>
        Json.Line(
            new
            {
                campaign.Name,
                state = campaign.State.ToString(),
                waiting = Of(figures.Recipients, nameof(RecipientState.Waiting)),
                leftOut = Of(figures.Recipients, nameof(RecipientState.LeftOut)),
                control = Of(figures.Recipients, nameof(RecipientState.Control)),
                fed = Of(figures.Recipients, nameof(RecipientState.Fed)),
                queued = Queued(figures),
                sent = Of(figures.Texts, "sent"),
                delivered = Of(figures.Texts, "delivered"),
                failed = figures.Failed.ToDictionary(row => row.What, row => row.Count),
                unknown = Of(figures.Texts, "unknown"),
                dropped = figures.Dropped.ToDictionary(row => row.What, row => row.Count),
                figures.OptedOut,
                figures.Activated,
            }
        );

    private static void Tell(VerbContext context, Campaign campaign, CampaignFigures figures)
    {
        var end = campaign.EndReason is { } reason ? $": {reason}" : "";
        context.Output.WriteLine($"{campaign.Name} is {campaign.State}{end}");
        Row("waiting for their turn", Of(figures.Recipients, nameof(RecipientState.Waiting)));
        Row("held out to compare with", Of(figures.Recipients, nameof(RecipientState.Control)));
        Row("left out from the beginning", Of(figures.Recipients, nameof(RecipientState.LeftOut)));
        foreach (var row in figures.Dropped)
            Row($"dropped at their turn: {row.What}", row.Count);
        Row("had their turn", Of(figures.Recipients, nameof(RecipientState.Fed)));
        Row("  in the outbox", Queued(figures));
        Row("  with the carrier", Of(figures.Texts, "sent"));
        Row("  delivered", Of(figures.Texts, "delivered"));
        foreach (var row in figures.Failed)
            Row($"  failed: {row.What}", row.Count);
        Row("  nobody knows", Of(figures.Texts, "unknown"));
        Row("opted out since", figures.OptedOut);
        Row($"activated within {CampaignReport.ActivatedWithin.Days} days", figures.Activated);

        void Row(string what, int count) => context.Output.WriteLine($"{count, 9} {what}");
    }

    private static int Queued(CampaignFigures figures) =>
        figures.Texts.Where(row => row.What is "queued" or "claimed" or "sending" or "retry").Sum(row => row.Count);

    private static int Of(IReadOnlyList<CampaignCount> rows, string what) =>
        rows.Where(row => row.What == what).Sum(row => row.Count);

    private static string JsonLine(CampaignRecipient one, bool unknown, Masking masking) =>
        Json.Line(
            new
            {
                one.Line,
                phone = masking.Phone(one.Phone),
                card = masking.Card(one.Card),
                got = unknown ? "unknown" : "yes",
                one.State,
                one.Sid,
                at = Json.Time(one.SentAt ?? one.FedAt),
            }
        );

    private static string Line(CampaignRecipient one, Masking masking) =>
        $"  line {one.Line}  {masking.Phone(one.Phone)}  {one.State}  {Words.Time(one.SentAt ?? one.FedAt)}";

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
