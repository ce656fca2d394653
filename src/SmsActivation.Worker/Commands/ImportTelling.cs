using SmsActivation.Core.Cards.Import;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

/// <summary>What came of an import, as its operator sees it.</summary>
internal static class ImportTelling
{
    public static int Tell(VerbContext context, string file, ImportReport report, bool dryRun)
    {
        var name = Path.GetFileName(file);
        var perSecond = report.Read / Math.Max(report.Took.TotalSeconds, 0.001);
        context.Console.MarkupLineInterpolated(
            $"[bold]{name}[/]: {report.Read:N0} rows read in {report.Took.TotalSeconds:N1} s ({perSecond:N0} rows/s)"
        );
        var sums = new Grid().AddColumn().AddColumn(new GridColumn().RightAligned()).AddColumn();
        Add(sums, "new", report.New, "green", "");
        Add(sums, "changed", report.Changed, "yellow", "");
        Add(sums, "unchanged", report.Unchanged, "grey", "");
        Add(sums, "rejected", report.Rejected, "red", report.RejectsFile is { } rejects ? "→ " + Near(rejects) : "");
        context.Console.Write(new Padder(sums, new Padding(2, 0, 0, 0)));
        if (dryRun)
            context.Console.WriteLine("Dry run: no card was changed.");
        if (report.Stopped)
            return context.Fail("Stopped before the end of the file. What was taken stays; import it again to go on.");
        return report.Rejected > 0 ? ExitStatus.SomeRejected : ExitStatus.Done;
    }

    private static void Add(Grid sums, string name, int count, string colour, string note)
    {
        var style = count == 0 ? Style.Plain : Style.Parse(colour);
        sums.AddRow(new Text(name), new Text(count.ToString("N0"), style), new Text(note));
    }

    /// <summary>As short as the caller's folder allows.</summary>
    private static string Near(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
