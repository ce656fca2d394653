using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Restoring;

namespace SmsActivation.Worker.Setup;

/// <summary>Whether this host can do its work: one line for each thing that must hold.</summary>
public sealed record Ready(bool Ok, IReadOnlyDictionary<string, string> Checks);

/// <summary><c>/health/ready</c>: the database takes writes, its schema is ours, the replies are valid, and the outbox
/// moves. Start refuses bad replies and applies the schema; both are looked at again all the same.</summary>
public sealed partial class Readiness(
    IDatabase database,
    IEngine engine,
    ReplyFaults replies,
    TimeProvider time,
    ILogger<Readiness> logger,
    OutboxCheck outbox,
    RestoreStore restores,
    OutboundHold hold,
    ClockCheck clock,
    TextSpool? spool = null
) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _one = new(1, 1);
    private (long At, Ready Ready)? _last;

    /// <summary>Asked often by balancers; each answer costs a synced write, so one serves for a second.</summary>
    public async Task<Ready> CheckAsync()
    {
        await _one.WaitAsync();
        try
        {
            // By the steady clock: an answer from before the wall clock was set back must not last until then.
            if (_last is { } last && time.GetElapsedTime(last.At) < Fresh)
                return last.Ready;
            var now = time.GetUtcNow();
            var checks = new Dictionary<string, string>
            {
                ["database"] = await TryAsync(() => WritableAsync(now)),
                ["schema"] = await TryAsync(() => Task.Run(Schema)),
                ["replies"] = replies.All.Count == 0 ? "ok" : $"{replies.All.Count} faults: see 'replies check'",
                ["outbox"] = await TryAsync(() => outbox.OutboxAsync(now)),
                ["sends"] = await TryAsync(() => outbox.SendsAsync(now)),
                ["spool"] = Spool(now),
                ["clock"] = await TryAsync(async () => await clock.FaultAsync() is { } off ? $"ok, but {off}" : "ok"),
                ["restore"] = await TryAsync(() => RestoreAsync(now)),
            };
            var ready = new Ready(checks.Values.All(check => check.StartsWith("ok", StringComparison.Ordinal)), checks);
            _last = (time.GetTimestamp(), ready);
            return ready;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string> WritableAsync(DateTimeOffset now)
    {
        var value = StoredTypes.Text(now);
        await database
            .WriteAsync(async session =>
            {
                var seen = await session.ExecuteAsync(
                    "update facts set value = @value where name = 'ready_probe'",
                    new { value }
                );
                return seen > 0
                    || await session.TryInsertAsync(
                        "insert into facts (name, value) values ('ready_probe', @value)",
                        new { value }
                    );
            })
            .WaitAsync(Patience, time);
        return "ok";
    }

    private string Schema()
    {
        var wrong = engine.Schema().Where(script => script.AppliedAt is null || script.Changed).ToList();
        return wrong.Count == 0 ? "ok" : $"not current: {string.Join(", ", wrong.Select(script => script.Name))}";
    }

    /// <summary>A host that holds its texts must go on taking webhooks in, so this fails nothing.</summary>
    private async Task<string> RestoreAsync(DateTimeOffset now)
    {
        if (hold.Restore is not { } restore)
            return "ok, none";
        var progress = await restores.ProgressAsync(restore);
        var waits = progress switch
        {
            { Swept: false } => "for the carrier's list of inbound texts",
            { Texts: > 0 } => $"for {progress.Texts} texts to be decided",
            _ when now < progress.NotBefore => $"until {progress.NotBefore:HH:mm:ss}, when all that was sent is listed",
            _ => $"for {progress.Replies} replies to be looked up",
        };
        return $"ok, but no text leaves: restored from {restore.From:yyyy-MM-dd'T'HH:mm:ss'Z'}, waits {waits}";
    }

    private string Spool(DateTimeOffset now)
    {
        if (spool is null)
            return "ok, none";
        if (spool.IsFailing)
            return "its last write failed";
        return spool.OldestAt is { } oldest
            ? $"ok, {spool.Count} texts wait, the oldest {(now - oldest).TotalSeconds:0} s"
            : "ok, empty";
    }

    private async Task<string> TryAsync(Func<Task<string>> check)
    {
        try
        {
            return await check();
        }
        // Whatever is wrong, the answer must say so and not fail itself.
        catch (Exception exception)
        {
            LogFailed(exception);
            return $"failed: {exception.GetType().Name}";
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A readiness check failed")]
    private partial void LogFailed(Exception exception);
}

/// <summary>What the check of the reply texts found at start.</summary>
public sealed record ReplyFaults(IReadOnlyList<string> All);
