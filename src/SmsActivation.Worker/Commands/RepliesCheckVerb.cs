using SmsActivation.Core.Replies;
using SmsActivation.Worker.Setup;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

internal static class RepliesCheckVerb
{
    private const string Details = """
        Each text is shown with its longest values, with its encoding and length on the air and the segments it takes of
        those allowed. Ends with 1 when any text or setting is at fault.
        """;

    public static Verb Create(VerbContext context)
    {
        var verb = new Verb("check", "Check every text of every language, as the host does at its start.")
        {
            Details = Details,
            Examples = ["replies check"],
        };
        verb.SetAction(_ => Run(context));
        return verb;
    }

    private static int Run(VerbContext context)
    {
        if (context.ReadSettings() is not { } settings)
            return ExitStatus.Failed;
        var check = ReplyCheck.Run(
            ReplyCatalog.Load(HostFiles.ReplyFolders),
            settings.Replies,
            settings.Twilio.Numbers.Select(number => number.Language),
            ReplyReading.By(settings.CardNumbers)
        );
        foreach (var language in check.Rows.GroupBy(row => row.Language))
        {
            context.Console.MarkupLineInterpolated($"[bold]{language.Key}[/]");
            context.Console.Write(Table(language));
        }
        if (check.Faults.Count > 0)
            return context.Fail(check.Faults);
        var languages = check.Rows.Select(row => row.Language).Distinct().Count();
        context.Console.MarkupLineInterpolated(
            $"[green]All is well:[/] {check.Rows.Count} texts in {languages} languages."
        );
        return ExitStatus.Done;
    }

    private static Table Table(IEnumerable<ReplyCheckRow> rows)
    {
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumn(new TableColumn("Template").NoWrap())
            .AddColumn(new TableColumn("Encoding").NoWrap())
            .AddColumn(new TableColumn("Units").NoWrap().RightAligned())
            .AddColumn(new TableColumn("Segments").NoWrap().RightAligned())
            .AddColumn(new TableColumn("Text at its longest"));
        foreach (var row in rows)
        {
            var style = row.Fault is null ? Style.Plain : new Style(Color.Red);
            table.AddRow(
                new Text(row.Template.ToString(), style),
                new Text(Name(row.Encoding), style),
                new Text(row.Units.ToString(), style),
                new Text($"{row.Segments} of {row.Allowed}", style),
                new Text(row.Text, style)
            );
        }
        return table;
    }

    private static string Name(SmsEncoding encoding) =>
        encoding switch
        {
            SmsEncoding.Gsm7 => "GSM-7",
            SmsEncoding.Ucs2 => "UCS-2",
        };
}
