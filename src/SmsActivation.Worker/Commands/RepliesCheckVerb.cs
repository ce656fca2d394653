using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Setup;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

internal static class RepliesCheckVerb
{
    private const string Details = """
        What would be sent is checked: the files' texts, and over them those that were published in the dashboard, with the
        version of each. Each text is shown with its longest values, with its encoding and length on the air and the segments
        it takes of those allowed. Ends with 1 when any text or setting is at fault.
        """;

    public static Verb Create(VerbContext context)
    {
        var verb = new Verb("check", "Check every text of every language, as the host does at its start.")
        {
            Details = Details,
            Examples = ["replies check"],
        };
        verb.SetAction(_ => RunAsync(context));
        return verb;
    }

    private static async Task<int> RunAsync(VerbContext context)
    {
        if (context.ReadSettings() is not { } settings)
            return ExitStatus.Failed;
        var catalog = ReplyCatalog.Load(HostFiles.ReplyFolders);
        var reading = ReplyReading.By(settings.CardNumbers);
        var files = ReplyCheck.Run(
            catalog,
            settings.Replies,
            settings.Twilio.Numbers.Select(number => number.Language),
            reading
        );
        var (published, refusal) = await PublishedAsync(Stores.Engine(settings));
        var sent = new ReplyLint(catalog, settings.Replies, reading).Lay(published);
        var check = files.With(sent, settings.Replies, reading);
        foreach (var language in check.Rows.GroupBy(row => row.Language))
        {
            context.Console.MarkupLineInterpolated($"[bold]{language.Key}[/]");
            context.Console.Write(Table(language));
        }
        List<string> faults = [.. check.Faults];
        if (refusal is not null)
            faults.Add(refusal);
        if (faults.Count > 0)
            return context.Fail(faults);
        var languages = check.Rows.Select(row => row.Language).Distinct().Count();
        var ofThem = check.Rows.Count(row => row.Version is not null);
        context.Console.MarkupLineInterpolated(
            $"[green]All is well:[/] {check.Rows.Count} texts in {languages} languages, {ofThem} of them published in the dashboard."
        );
        return ExitStatus.Done;
    }

    /// <summary>None where there is no database yet, or one without them; and why they could not be read.</summary>
    private static async Task<(IReadOnlyList<PublishedText> Texts, string? Refusal)> PublishedAsync(IEngine engine)
    {
        try
        {
            if (VerbContext.NotReady(engine) is not null)
                return ([], null);
            await using var database = engine.Open();
            return ((await new ReplyStore(database).NewerThanAsync(0))?.Newest ?? [], null);
        }
        catch (Exception fault) when (Stores.IsOfDatabase(fault))
        {
            return ([], $"Only the files were checked. {Stores.Words(engine, fault)}");
        }
    }

    private static Table Table(IEnumerable<ReplyCheckRow> rows)
    {
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumn(new TableColumn("Template").NoWrap())
            .AddColumn(new TableColumn("Encoding").NoWrap())
            .AddColumn(new TableColumn("Units").NoWrap().RightAligned())
            .AddColumn(new TableColumn("Segments").NoWrap().RightAligned())
            .AddColumn(new TableColumn("From").NoWrap())
            .AddColumn(new TableColumn("Text at its longest"));
        foreach (var row in rows)
        {
            var style = row.Fault is null ? Style.Plain : new Style(Color.Red);
            table.AddRow(
                new Text(row.Template.ToString(), style),
                new Text(row.Encoding.Name(), style),
                new Text(row.Units.ToString(), style),
                new Text($"{row.Segments} of {row.Allowed}", style),
                new Text(row.Version is { } version ? $"version {version}" : "file", style),
                new Text(row.Text, style)
            );
        }
        return table;
    }
}
