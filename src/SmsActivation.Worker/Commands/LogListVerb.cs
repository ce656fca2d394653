using System.CommandLine;
using SmsActivation.Core.Activation;

namespace SmsActivation.Worker.Commands;

internal static class LogListVerb
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    public static Verb Create(VerbContext context)
    {
        var options = new LogOptions(context.Time);
        var json = CommonOptions.Json();
        var reveal = CommonOptions.Reveal();
        var follow = new Option<bool>("--follow")
        {
            Description = "Go on with new texts as they are handled, until Ctrl+C.",
        };
        var verb = new Verb("list", "List what became of texts: the newest that fit, the last one last.")
        {
            Examples =
            [
                "log list --since 2h",
                "log list --phone +15550100199 --outcome Activated --reveal",
                "log list --card 1117 --json",
                "log list --follow --outcome UnknownCard",
            ],
        };
        foreach (var option in options.All)
            verb.Add(option);
        verb.Add(json);
        verb.Add(reveal);
        verb.Add(follow);
        verb.SetAction(
            (parsed, stopping) =>
                context.OnDatabaseAsync(
                    async (database, settings) =>
                    {
                        var log = new LogQuery(database);
                        var filter = options.Filter(parsed, settings);
                        var masking = new Masking(parsed.GetValue(reveal));
                        if (parsed.GetValue(follow))
                        {
                            await FollowAsync(
                                context,
                                new LogFollowing(log, filter, context.Time),
                                parsed.GetValue(json)
                                    ? rows => LogTelling.JsonLines(context, rows, masking)
                                    : rows => LogTelling.Lines(context, rows, masking),
                                stopping
                            );
                            return ExitStatus.Done;
                        }
                        var rows = await log.ListAsync(filter);
                        if (parsed.GetValue(json))
                            LogTelling.JsonLines(context, rows, masking);
                        else
                            LogTelling.Table(context, rows, masking);
                        return ExitStatus.Done;
                    }
                )
        );
        return verb;
    }

    /// <summary>To the end that somebody gives it: Ctrl+C, or nobody who reads on.</summary>
    private static async Task FollowAsync(
        VerbContext context,
        LogFollowing following,
        Action<IReadOnlyList<LogEntry>> tell,
        CancellationToken stopping
    )
    {
        try
        {
            for (var rows = await following.BeginAsync(); ; rows = await following.NextAsync())
            {
                tell(rows);
                await context.Output.FlushAsync(stopping);
                if (context.ReaderIsGone)
                    return;
                await Task.Delay(Poll, context.Time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Ctrl+C.
        }
        catch (IOException) when (context.ReaderIsGone)
        {
            // The program behind the pipe has ended.
        }
    }
}
