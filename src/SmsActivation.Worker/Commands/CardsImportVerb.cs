using System.CommandLine;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Cards.Import;
using SmsActivation.Core.Events;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Commands;

internal static class CardsImportVerb
{
    private const string Details = """
        The file is UTF-8 with a header row, its fields parted by comma, semicolon or tab. Columns:
          number        required; spaces and hyphens do no harm
          state         Prepared, Issued (the default), Active, Blocked, Expired or Replaced
          kind, batch   words of your own
          expires_on    the last good day (UTC): 2027-12-31
          code          the security code under the strip; needs Cards:CodeKey
          holder_phone  known from the till: +15550100199

        A bad row stops nothing: it goes to FILE.rejects.csv beside the file, with its line and the reason, and can be
        mended and imported there. Of two equal numbers the first good row wins.

        Importing again changes only what the file says; an empty field leaves what is stored. Cards may go from
        Prepared to Issued and from anything to Blocked, Replaced or Expired, which ends their link. A row that would
        un-activate, unlink or re-issue a card is rejected.

        Ends with 0 when every row was taken, 3 when some were rejected, 1 when the file could not be read.
        """;

    public static Verb Create(VerbContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The CSV file." };
        var batch = new Option<string?>("--batch")
        {
            HelpName = "NAME",
            Description = "The batch of rows that name none themselves.",
            CustomParser = result =>
            {
                var name = result.Tokens[0].Value.Trim();
                if (name.Length is 0 or > 64)
                    result.AddError("--batch takes a name of 1 to 64 signs.");
                return name;
            },
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Count and write the rejects file, but change no card.",
        };
        var verb = new Verb("import", "Bring cards in from a CSV file, or change those that are there.")
        {
            Details = Details,
            Examples = ["cards import spring.csv --batch spring", "cards import spring.csv --dry-run"],
        };
        verb.Add(file);
        verb.Add(batch);
        verb.Add(dryRun);
        verb.SetAction(
            (parsed, stopping) =>
                context.OnEngineAsync(
                    (engine, settings) =>
                        RunAsync(
                            context,
                            engine,
                            settings,
                            parsed.GetRequiredValue(file),
                            parsed.GetValue(batch),
                            parsed.GetValue(dryRun),
                            stopping
                        )
                )
        );
        return verb;
    }

    private static async Task<int> RunAsync(
        VerbContext context,
        IEngine engine,
        Settings settings,
        string file,
        string? batch,
        bool dryRun,
        CancellationToken stopping
    )
    {
        // Before a database is made for the sake of a misspelt name.
        if (!File.Exists(file))
            return context.Fail($"There is no file {file}.");
        var isThere = engine.Exists();
        if (dryRun && isThere && VerbContext.NotReady(engine) is { } fault)
            return context.Fail(fault);
        await using var database = dryRun switch
        {
            true => isThere ? engine.Open() : null,
            false => Stores.OpenMigrated(engine, context.Time),
        };
        var reader = new SmsReader(settings.CardNumbers);
        var options = new ImportOptions
        {
            ReadNumber = reader.ReadCardNumber,
            Example = reader.Example,
            Codes = settings.CardCodes,
            Batch = batch,
            DryRun = dryRun,
        };
        var pace = new WritePace(context.Time, () => LiveHosts.OwnTheWriter(engine));
        var import = new CardImport(database, pace, options, new EventOutbox(settings.Events), context.Time);
        var result = await ProgressTelling.FollowAsync<ImportProgress, ImportResult>(
            context,
            progress => ("rows read", progress.Rows, progress.Bytes, progress.OfBytes),
            progress => import.RunAsync(file, progress, stopping)
        );
        return result switch
        {
            ImportResult.Refused refused => context.Fail(refused.Faults),
            ImportResult.Finished finished => ImportTelling.Tell(context, file, finished.Report, dryRun),
            _ => throw new InvalidOperationException($"No such result: {result}"),
        };
    }
}
