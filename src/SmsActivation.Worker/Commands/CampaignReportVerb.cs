using System.CommandLine;
using System.Globalization;
using System.Text;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Worker.Campaigns;
using SmsActivation.Worker.Ops.Campaigns;

namespace SmsActivation.Worker.Commands;

internal static class CampaignReportVerb
{
    private const string Details = """
        An activation is the merit of the campaign whose keyword its text holds; else of the last one that texted its phone, or
        the phone beside its card, within Campaigns:ActivatedWithin (14 days) before it. A host that runs finds that out
        within two seconds.

        With a control group it says how much more often those activated who were to be texted, with the interval that holds
        the truth in 95 of 100 such campaigns.

        --csv writes a row for each day (UTC), language and batch of the card. Texts stand at the day they were sent, opt-outs,
        activations and sign-ins at the day they happened; so each column adds up to the sum that is printed.
        """;

    public static Verb Create(VerbContext context)
    {
        var name = CampaignVerbs.Name();
        var json = CommonOptions.Json();
        var csv = new Option<string?>("--csv")
        {
            HelpName = "FILE.csv",
            Description = "Write days, languages and batches there.",
        };
        var verb = new Verb("report", "Count what came of a campaign so far.")
        {
            Details = Details,
            Examples = ["campaign report spring", "campaign report spring --csv spring.csv"],
        };
        verb.Add(name);
        verb.Add(json);
        verb.Add(csv);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, settings) =>
                {
                    var called = parsed.GetRequiredValue(name);
                    if (await CampaignVerbs.FindAsync(context, database, called) is not { } campaign)
                        return ExitStatus.Failed;
                    CampaignVerbs.TellUnfinished(context, campaign);
                    var results = await new ResultsReader(
                        database,
                        new CampaignReport(database, settings.CampaignPace),
                        settings.Campaigns,
                        settings.CampaignPace
                    ).ReadAsync(campaign.Id);
                    if (parsed.GetValue(csv) is { } path)
                        // Spreadsheets take a file without the mark for one of their own country's encoding.
                        await File.WriteAllTextAsync(
                            path,
                            string.Concat(ResultsCsv.Lines(results)),
                            new UTF8Encoding(true)
                        );
                    var series = await CampaignSeries.ReadAsync(database, campaign);
                    var now = context.Time.GetUtcNow();
                    var wait = await new WaitReader(database, settings.CampaignPace).ReadAsync(campaign, now);
                    if (parsed.GetValue(json))
                        context.Output.WriteLine(JsonLine(campaign, results, series, wait));
                    else
                    {
                        Tell(context, campaign, results, CampaignTelling.Waits(campaign, wait, now));
                        CampaignSeries.Tell(context, series, campaign.IsOver);
                    }
                    return ExitStatus.Done;
                }
            )
        );
        return verb;
    }

    private static string JsonLine(
        Campaign campaign,
        CampaignResults results,
        SeriesFigures? series,
        CampaignWait? wait
    )
    {
        var (figures, total, lift) = (results.Figures, results.Total, results.Lift);
        var (left, isCompared) = (figures.Of(RecipientState.Waiting), lift.Verdict != LiftVerdict.NoControl);
        return Json.Line(
            new
            {
                campaign.Name,
                state = campaign.State.ToString(),
                waitsFor = wait?.Reason.ToString(),
                goesOnAt = wait?.Until is { } until ? Json.Time(until) : null,
                waiting = campaign.IsOver ? 0 : left,
                neverTexted = campaign.IsOver ? left : 0,
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
                activatedBy = new
                {
                    keyword = total.ByKeyword,
                    card = total.ByCard,
                    phone = total.ByPhone,
                },
                total.SignedIn,
                cost = new
                {
                    amount = total.Cost,
                    results.Currency,
                    total.Segments,
                    segmentsWithoutPrice = total.Unpriced,
                    textsNotMeasured = total.Unmeasured,
                    perActivation = results.CostPerActivation,
                },
                lift = new
                {
                    texted = Group(lift.Texted),
                    control = Group(lift.Control),
                    difference = isCompared ? lift.Difference : (double?)null,
                    low = isCompared ? lift.Interval.Low : (double?)null,
                    high = isCompared ? lift.Interval.High : (double?)null,
                    verdict = lift.Verdict.ToString(),
                },
                steps = CampaignSeries.Json(series, campaign.IsOver),
                seriesEnded = series?.Ended.ToDictionary(row => row.What, row => row.Count),
                byDay = results.ByDay.Select(row => Row("day", row.Day, row)),
                byLanguage = results.ByLanguage.Select(row => Row("language", row.Language, row)),
                byBatch = results.ByBatch.Select(row => Row("batch", row.Batch, row)),
            }
        );

        static object Group(Share share) => new { people = share.Of, activated = share.Part };

        static Dictionary<string, object> Row(string by, string value, ResultRow row) =>
            new()
            {
                [by] = value,
                ["texts"] = row.Texts,
                ["delivered"] = row.Delivered,
                ["failed"] = row.Failed,
                ["optedOut"] = row.OptedOut,
                ["activated"] = row.Activated,
                ["signedIn"] = row.SignedIn,
                ["cost"] = row.Cost,
            };
    }

    private static void Tell(VerbContext context, Campaign campaign, CampaignResults results, string? waits)
    {
        var (figures, total) = (results.Figures, results.Total);
        var end = campaign.EndReason is { } reason ? $": {reason}" : "";
        Line($"{campaign.Name} is {campaign.State}{end}");
        if (waits is not null)
            Line(waits);
        Row(campaign.IsOver ? "never texted" : "waiting for their turn", figures.Of(RecipientState.Waiting));
        Row("held out to compare with", figures.Of(RecipientState.Control));
        Row("left out from the beginning", figures.Of(RecipientState.LeftOut));
        foreach (var row in figures.Dropped)
            Row($"dropped at their turn: {row.What}", row.Count);
        Row("had their turn", figures.Of(RecipientState.Fed));
        Row("  in the outbox", figures.Queued);
        Row("  with the carrier", figures.Texted("sent"));
        Row("  delivered", figures.Texted("delivered"));
        foreach (var row in figures.Failed)
            Row($"  failed: {ResultWords.Failure(row)}", row.Count);
        Row("  nobody knows", figures.Texted("unknown"));
        Row("opted out since", figures.OptedOut);
        Row($"activated within {results.Within.TotalDays:0.#} days", figures.Activated);
        Row($"  {ResultWords.How(CreditHow.Keyword)}", total.ByKeyword);
        Row($"  {ResultWords.How(CreditHow.Card)}", total.ByCard);
        Row($"  {ResultWords.How(CreditHow.Phone)}", total.ByPhone);
        if (campaign.Corrects is not null)
            Line("Activations count for the campaign that it corrects.");
        Row("signed in after it", total.SignedIn);
        Cost(context, results);
        if (results.Lift.Verdict != LiftVerdict.NoControl)
            Line(
                $"Compared: {Group(results.Lift.Texted)} of those who were to be texted, {Group(results.Lift.Control)} of those held out."
            );
        Line(ResultWords.Verdict(results.Lift));
        Part("By day", results.ByDay, row => row.Day);
        Part("By language", results.ByLanguage, row => row.Language);
        Part("By batch of the card", results.ByBatch, row => row.Batch.Length > 0 ? row.Batch : "none");

        void Line(string line) => context.Output.WriteLine(line);

        void Row(string what, int count) => Line($"{count, 9} {what}");

        void Part(string title, IReadOnlyList<ResultRow> rows, Func<ResultRow, string> value)
        {
            if (rows.Count == 0)
                return;
            Line($"{title}: texts, delivered, opted out, activated");
            foreach (var row in rows)
                Line($"{row.Texts, 9} {row.Delivered, 9} {row.OptedOut, 9} {row.Activated, 9}  {value(row)}");
        }

        static string Group(Share share) =>
            $"{share.Part.ToString("N0", CultureInfo.InvariantCulture)} of {share.Of.ToString("N0", CultureInfo.InvariantCulture)} ({ResultWords.Percent(share.Rate)})";
    }

    private static void Cost(VerbContext context, CampaignResults results)
    {
        var total = results.Total;
        var each = results.CostPerActivation is { } one
            ? $", {ResultWords.Money(one, results.Currency)} for each activation"
            : "";
        context.Output.WriteLine(
            $"Cost: {total.Segments:N0} segments, {ResultWords.Money(total.Cost, results.Currency)}{each}"
        );
        if (total.Unpriced > 0)
            context.Output.WriteLine(
                $"{total.Unpriced:N0} segments are to countries without a price in Campaigns:Prices."
            );
        if (total.Unmeasured > 0)
            context.Output.WriteLine($"{total.Unmeasured:N0} texts are from before segments were counted.");
    }
}
