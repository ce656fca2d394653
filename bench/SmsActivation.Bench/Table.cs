using System.Globalization;

namespace SmsActivation.Bench;

/// <summary>The results as a person reads them.</summary>
internal static class Table
{
    private static readonly int[] s_widths = [-15, -18, 27, 10, 10, 10, 12, 8, 13, 11];

    public static void Write(TextWriter to, IReadOnlyList<Result> results)
    {
        to.WriteLine();
        WriteLine("", "", "", "", "", "", "CPU s", "RSS", "tools: CPU", "s / 1,000");
        WriteLine(
            "scenario",
            "program",
            "a second (min..max)",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "/ 1,000",
            "MB",
            "load",
            "carrier"
        );
        foreach (var result in results)
        {
            foreach (var program in result.Programs)
                WriteProgram(result, program);
            if (result.Failure is { } failure)
                to.WriteLine($"{result.Scenario.Id, -14} failed: {failure}");
        }
        to.WriteLine();
        foreach (var goal in results.SelectMany(result => result.Goals).Concat(Throughout.Judge(results)))
            to.WriteLine($"{goal.Scenario, -15} {goal.Goal.Text, -58} {Shown(goal), -34} {Verdict(goal)}");

        void WriteProgram(Result result, string program)
        {
            WriteLine(
                result.Scenario.Id,
                program,
                result.Of(program, row => row.PerSecond) is { } rate ? Shown(rate, "#,0") : "",
                Median(row => row.Latency?.P50, "0.0"),
                Median(row => row.Latency?.P99, "0.0"),
                Median(row => row.Latency?.P999, "0.0"),
                Median(row => row.CpuPer1000, "0.0000"),
                Median(row => row.RssMb, "0"),
                Median(row => row.LoadCpuPer1000, "0.000"),
                Median(row => row.CarrierCpuPer1000, "0.000")
            );
            foreach (var figure in result.FiguresOf(program))
                if (
                    result.Of(program, row => row.Figures.TryGetValue(figure, out var value) ? value : null) is
                    { } spread
                )
                    to.WriteLine($"{"", -14}   {figure}: {Shown(spread, "#,0.##")}");
            foreach (var note in result.NotesOn(program))
                to.WriteLine($"{"", -14}   {program}: {note}");

            string Median(Func<Measured, double?> figure, string format) =>
                result.Of(program, figure)?.Median.ToString(format, CultureInfo.InvariantCulture) ?? "";
        }

        void WriteLine(params string[] cells) =>
            to.WriteLine(
                string.Concat(
                        cells.Zip(s_widths, (cell, width) => width < 0 ? cell.PadRight(-width) : cell.PadLeft(width))
                    )
                    .TrimEnd()
            );
    }

    private static string Shown(GoalResult goal) => goal.Spread is { } spread ? Shown(spread, goal.Goal.Format) : "";

    private static string Shown(Spread spread, string format)
    {
        var (median, min, max) = (Text(spread.Median), Text(spread.Min), Text(spread.Max));
        return min == max ? median : $"{median} ({min}..{max})";

        string Text(double figure) => figure.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Verdict(GoalResult goal) =>
        goal.Met switch
        {
            true => "met",
            false => "MISSED",
            null => "not measured",
        };
}
