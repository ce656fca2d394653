using Spectre.Console;

namespace SmsActivation.Worker.Commands;

/// <summary>How far a long verb is, as its operator sees it: bars on a terminal, lines now and then elsewhere.</summary>
internal static class ProgressTelling
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    /// <param name="read">What a report says: what is counted, how many, and how far that is.</param>
    public static Task<TResult> FollowAsync<TProgress, TResult>(
        VerbContext context,
        Func<TProgress, (string What, int Rows, long Done, long OfAll)> read,
        Func<IProgress<TProgress>, Task<TResult>> work
    ) =>
        context.IsTerminal
            ? context
                .Console.Progress()
                .AutoClear(true)
                .Columns(
                    new TaskDescriptionColumn(),
                    new ProgressBarColumn(),
                    new PercentageColumn(),
                    new RemainingTimeColumn()
                )
                .StartAsync(bars => work(Bars(bars, read)))
            : work(Lines(context, read));

    private static Follower<TProgress> Bars<TProgress>(
        Spectre.Console.ProgressContext bars,
        Func<TProgress, (string What, int Rows, long Done, long OfAll)> read
    )
    {
        var known = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
        return new Follower<TProgress>(progress =>
        {
            var (what, rows, done, all) = read(progress);
            if (!known.TryGetValue(what, out var bar))
                known.Add(what, bar = bars.AddTask(Markup.Escape(what)));
            bar.Description = $"[grey]{rows:N0}[/] {Markup.Escape(what)}";
            bar.Value = Percent(done, all);
        });
    }

    private static Follower<TProgress> Lines<TProgress>(
        VerbContext context,
        Func<TProgress, (string What, int Rows, long Done, long OfAll)> read
    )
    {
        var last = context.Time.GetTimestamp();
        return new Follower<TProgress>(progress =>
        {
            if (context.Time.GetElapsedTime(last) < BetweenLines)
                return;
            last = context.Time.GetTimestamp();
            var (what, rows, done, all) = read(progress);
            context.Output.WriteLine($"{rows:N0} {what} ({Percent(done, all):N0} %)");
        });
    }

    private static double Percent(long done, long all) => 100.0 * done / Math.Max(all, 1);

    // Progress<T> would post to the pool, where reports overtake each other.
    private sealed class Follower<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
