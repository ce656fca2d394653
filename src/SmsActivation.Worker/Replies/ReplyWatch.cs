using SmsActivation.Core.Replies;

namespace SmsActivation.Worker.Replies;

/// <summary>Puts the texts that were published, here or on another host, in the place of those that this host sends.</summary>
public sealed partial class ReplyWatch(
    ReplyStore store,
    ReplyCatalog catalog,
    ReplyLint lint,
    TimeProvider time,
    ILogger<ReplyWatch> logger
) : BackgroundService
{
    /// <summary>All hosts are to send a published text within ten seconds; one look may fail.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _one = new(1, 1);
    private long _known;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryLookAsync();
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    /// <summary>One look: at the start before anything is sent, and at once where somebody has just published.</summary>
    public async Task LookAsync()
    {
        // Side by side, what was read earlier might be put in the place of what was read later.
        await _one.WaitAsync();
        try
        {
            if (await store.NewerThanAsync(_known) is not { } published)
                return;
            var now = lint.Lay(published.Newest);
            Tell(catalog.Sent, now);
            catalog.Sent = now;
            _known = published.Count;
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    internal async Task TryLookAsync()
    {
        try
        {
            await LookAsync();
        }
        // The database is away: the texts stay as they are, and the next tick looks again.
        catch (Exception exception)
        {
            LogFailed(exception);
        }
    }

    /// <summary>What is new, each once.</summary>
    private void Tell(ReplySet before, ReplySet now)
    {
        foreach (var text in now.Published.ExceptBy(before.Published.Select(text => text.Id), text => text.Id))
            LogPublished(text.Template, text.Language, text.Version, text.PublishedBy);
        foreach (var unfit in now.Unfit.ExceptBy(before.Unfit.Select(unfit => unfit.Text.Id), unfit => unfit.Text.Id))
            LogUnfit(ReplyCheck.Words(unfit));
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Published text in force: {Template} in {Language}, version {Version}, by {By}"
    )]
    private partial void LogPublished(string template, string language, int version, string by);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "ALERT a published text does not fit the settings of now, and the file's is sent instead: {Text}"
    )]
    private partial void LogUnfit(string text);

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether texts were published could not be asked")]
    private partial void LogFailed(Exception exception);
}
