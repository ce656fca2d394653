using System.CommandLine;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Campaigns;
using SmsActivation.Worker.Setup;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

internal static class CampaignLoadVerb
{
    private const string Details = """
        The file is UTF-8 with a header row, its fields parted by comma, semicolon or tab. Columns:
          phone           required; national numbers are read in Campaigns:DefaultCountry
          name, language  whom the text speaks to, and in which of the campaign's languages
          card            the number of their card
          consent_source, consent_text, consent_at
                          where, to which words and when they agreed to marketing; kept with their phone. When:
                          2026-04-03, with a time and a zone if you like, or 03.04.2026 09:30
          anything else   a placeholder of that name

        A row without a usable phone stops nothing. One row counts of the same customer twice; two customers with one phone
        are both set aside, and so is whoever opted out or never agreed. 'campaign left-out' tells who, and why.

        Without a file or a batch it loads the list of a campaign that corrects another: whoever got that one's text by now.

        Loading again begins the list anew. It ends with 0 also when rows were left out.
        """;

    public static Verb Create(VerbContext context)
    {
        var name = CampaignVerbs.Name();
        var file = new Argument<string?>("FILE") { Description = "The CSV file.", Arity = ArgumentArity.ZeroOrOne };
        var batch = new Option<string?>("--batch")
        {
            HelpName = "B",
            Description = "Instead of a file: the holders of this batch's cards that nobody has activated.",
        };
        var verb = new Verb("load", "Bring a campaign's list in: whom it texts.")
        {
            Details = Details,
            Examples = ["campaign load spring customers.csv", "campaign load spring --batch spring"],
        };
        verb.Add(name);
        verb.Add(file);
        verb.Add(batch);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(file) is not null && result.GetValue(batch) is not null)
                result.AddError("Give either FILE or --batch.");
        });
        verb.SetAction(
            (parsed, stopping) =>
                context.OnDatabaseAsync(
                    async (database, engine, settings) =>
                    {
                        var found = await CampaignVerbs.FindAsync(
                            context,
                            database,
                            settings,
                            parsed.GetRequiredValue(name)
                        );
                        return found is null
                            ? ExitStatus.Failed
                            : await RunAsync(
                                context,
                                database,
                                Load(context, database, engine, settings),
                                found,
                                parsed.GetValue(file),
                                parsed.GetValue(batch),
                                stopping
                            );
                    }
                )
        );
        return verb;
    }

    private static AudienceLoad Load(VerbContext context, IDatabase database, IEngine engine, Settings settings)
    {
        var pace = new WritePace(context.Time, () => LiveHosts.OwnTheWriter(engine));
        return new AudienceLoad(database, pace, CampaignListOptions.Of(settings), settings.Campaigns, context.Time)
        {
            By = MachineAccount.Name,
        };
    }

    /// <summary>For a campaign that corrects another: the verb that makes it loads its list at once.</summary>
    public static async Task<int> CorrectionAsync(
        VerbContext context,
        IDatabase database,
        IEngine engine,
        Settings settings,
        CampaignVerbs.Found found,
        CancellationToken stopping
    )
    {
        var load = Load(context, database, engine, settings);
        return await FollowAsync(
            context,
            database,
            found.Campaign,
            progress => load.FromCorrectedAsync(found.Campaign, found.Words, progress, stopping)
        );
    }

    private static Task<int> RunAsync(
        VerbContext context,
        IDatabase database,
        AudienceLoad load,
        CampaignVerbs.Found found,
        string? file,
        string? batch,
        CancellationToken stopping
    ) =>
        FollowAsync(
            context,
            database,
            found.Campaign,
            progress =>
                (file, batch) switch
                {
                    ({ } path, _) => load.FromFileAsync(
                        found.Campaign,
                        found.Texts,
                        found.Words,
                        path,
                        progress,
                        stopping
                    ),
                    (_, { } cards) => load.FromBatchAsync(
                        found.Campaign,
                        found.Texts,
                        found.Words,
                        cards,
                        progress,
                        stopping
                    ),
                    _ => load.FromCorrectedAsync(found.Campaign, found.Words, progress, stopping),
                }
        );

    private static async Task<int> FollowAsync(
        VerbContext context,
        IDatabase database,
        Campaign campaign,
        Func<IProgress<AudienceProgress>?, Task<AudienceResult>> load
    )
    {
        var result = await ProgressTelling.FollowAsync<AudienceProgress, AudienceResult>(
            context,
            progress => (Step(progress.Step), progress.Rows, progress.Done, progress.OfAll),
            load
        );
        switch (result)
        {
            case AudienceResult.Refused refused:
                return context.Fail(refused.Faults);
            case AudienceResult.Stopped:
                return context.Fail("Stopped before the end of the list: load it again to begin it anew.");
            case AudienceResult.Loaded loaded:
                await TellAsync(context, database, campaign, loaded.Took);
                foreach (var remark in loaded.Remarks)
                    context.Error.WriteLine($"warning: {remark}");
                return ExitStatus.Done;
            default:
                throw new InvalidOperationException($"No such result: {result}");
        }
    }

    private static string Step(AudienceStep step) =>
        step switch
        {
            AudienceStep.Reading => "rows read",
            AudienceStep.Checking => "rows checked",
            AudienceStep.Naming => "rows looked through for user names",
        };

    private static async Task TellAsync(VerbContext context, IDatabase database, Campaign campaign, TimeSpan took)
    {
        var counts = await new AudienceQuery(database, campaign.Id).CountsAsync();
        var rows = counts.Sum(count => count.Count);
        context.Console.MarkupLineInterpolated(
            $"[bold]{campaign.Name}[/]: {rows:N0} rows in {took.TotalSeconds:N1} s; the campaign is ready"
        );
        var sums = new Grid().AddColumn().AddColumn().AddColumn(new GridColumn().RightAligned());
        foreach (var count in counts)
            sums.AddRow(
                new Text(Words(count.State)),
                new Text(count.Reason ?? ""),
                new Text(count.Count.ToString("N0"))
            );
        context.Console.Write(new Padder(sums, new Padding(2, 0, 0, 0)));
        foreach (var example in counts.Select(count => count.Example).OfType<string>())
            context.Output.WriteLine($"such as: {example}");
    }

    private static string Words(RecipientState? state) => state is { } known ? Words(known) : "row left out";

    private static string Words(RecipientState state) =>
        state switch
        {
            RecipientState.Waiting => "to be texted",
            RecipientState.LeftOut => "left out",
            RecipientState.Control => "control group",
            RecipientState.Fed => "texted",
            RecipientState.Dropped => "dropped",
        };
}
