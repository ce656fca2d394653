using System.Text.RegularExpressions;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Loads;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Hosts;

namespace SmsActivation.Worker.Campaigns;

/// <summary>Lists that were sent or chosen on a page: each is loaded on here when the page is closed, one at a time on this
/// host, and is written down as it goes. The file of one is gone when it ends.</summary>
public sealed partial class CampaignLoads(
    IDatabase database,
    IEngine engine,
    CampaignStore campaigns,
    CampaignLoadStore store,
    CampaignFiles files,
    AudienceOptions audience,
    CampaignOptions options,
    ReplyOptions replies,
    HostName host,
    Neighbours neighbours,
    TimeProvider time,
    ILogger<CampaignLoads> logger
) : BackgroundService
{
    // A header's fault repeats the header, which in a list without one is somebody's row.
    private const int LongestTold = 600;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly OnePlace _place = new();
    private Task _running = Task.CompletedTask;

    /// <summary>The right to load a list; null while another is loaded. Whoever does not begin gives it back.</summary>
    public Task<OnePlace.Turn?> TryTakeTurnAsync() => _place.TryTakeAsync();

    /// <summary>Whether one could be loaded now.</summary>
    public Task<bool> HasPlaceAsync() => _place.IsFreeAsync();

    /// <summary>Takes the file over, whatever becomes of it.</summary>
    public async Task BeginFileAsync(OnePlace.Turn turn, Campaign campaign, string path, string called, Actor by)
    {
        try
        {
            await BeginAsync(
                turn,
                campaign,
                LoadSource.File,
                called,
                by,
                (load, found, progress) => LoadFileAsync(load, found, path, called, progress)
            );
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public Task BeginBatchAsync(OnePlace.Turn turn, Campaign campaign, string batch, Actor by) =>
        BeginAsync(
            turn,
            campaign,
            LoadSource.Batch,
            batch,
            by,
            (load, found, progress) =>
                load.FromBatchAsync(found.Campaign, found.Texts, found.Words, batch, progress, _stopping.Token)
        );

    public Task BeginCorrectionAsync(OnePlace.Turn turn, Campaign campaign, Actor by) =>
        BeginAsync(
            turn,
            campaign,
            LoadSource.Correction,
            called: null,
            by,
            (load, found, progress) => load.FromCorrectedAsync(found.Campaign, found.Words, progress, _stopping.Token)
        );

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        _place.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await CleanAsync(atStart: neighbours.Alone);
            using var timer = new PeriodicTimer(BetweenCleanings, time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await CleanAsync(atStart: false);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task CleanAsync(bool atStart)
    {
        try
        {
            files.Kept.Clean(atStart);
            if (atStart)
                await store.LoseAllAsync();
        }
        // They are seen to be lost all the same, in less than a minute.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogNotCleaned(fault);
        }
    }

    private async Task BeginAsync(
        OnePlace.Turn turn,
        Campaign campaign,
        LoadSource source,
        string? called,
        Actor by,
        Func<AudienceLoad, Found, Progress, Task<AudienceResult>> read
    )
    {
        // As it is now: a file may have come for minutes.
        campaign = await campaigns.FindAsync(campaign.Id) ?? campaign;
        var texts = await campaigns.TextsAsync(campaign.Id);
        var found = new Found(
            campaign,
            texts,
            CampaignWords.Of(campaign, texts, options, replies, await campaigns.ThenAsync(campaign.Id))
        );
        var id = await store.BeginAsync(campaign.Id, source, called, by.Name, host.Name, time.GetUtcNow());
        // On SQLite customers' texts wait for the one writer.
        var pace = new WritePace(time, () => !engine.TakesManyHosts);
        var load = new AudienceLoad(database, pace, audience, options, time)
        {
            By = by.Name,
            Version = campaign.Version,
        };
        turn.Keep();
        _running = Task.Run(async () =>
        {
            try
            {
                await FollowAsync(id, progress => read(load, found, progress));
            }
            // Its row is left as it stands, and is seen to be lost.
            catch (Exception fault)
            {
                LogNotEnded(fault, id);
            }
            finally
            {
                turn.End();
            }
        });
    }

    private async Task FollowAsync(long id, Func<Progress, Task<AudienceResult>> read)
    {
        var progress = new Progress();
        var running = ReadAsync(id, () => read(progress));
        while (await Task.WhenAny(running, Task.Delay(Beat, time)) != running)
        {
            try
            {
                await store.BeatAsync(id, progress.Latest, time.GetUtcNow());
            }
            // The database is away; the load itself finds out as well.
            catch (Exception fault)
            {
                LogNoBeat(fault, id);
            }
        }
        var (result, told) = await running;
        await store.BeatAsync(id, progress.Latest, time.GetUtcNow());
        await store.EndAsync(id, result, told, time.GetUtcNow());
        LogEnded(id, result);
    }

    private async Task<(LoadResult Result, string? Told)> ReadAsync(long id, Func<Task<AudienceResult>> read)
    {
        try
        {
            return await read() switch
            {
                AudienceResult.Loaded { Remarks: [] } => (LoadResult.Done, null),
                AudienceResult.Loaded loaded => (LoadResult.Done, Told(loaded.Remarks)),
                AudienceResult.Stopped => (LoadResult.Stopped, null),
                AudienceResult.Refused refused => (LoadResult.Refused, Told(refused.Faults)),
                var other => throw new InvalidOperationException($"No such result: {other}"),
            };
        }
        catch (Exception fault)
        {
            LogFailed(fault, id);
            return (LoadResult.Failed, null);
        }
    }

    /// <summary>The faults name the file, by the name that it has here.</summary>
    private async Task<AudienceResult> LoadFileAsync(
        AudienceLoad load,
        Found found,
        string path,
        string called,
        Progress progress
    )
    {
        try
        {
            var result = await load.FromFileAsync(
                found.Campaign,
                found.Texts,
                found.Words,
                path,
                progress,
                _stopping.Token
            );
            return result is AudienceResult.Refused refused
                ? new AudienceResult.Refused([
                    .. refused.Faults.Select(fault =>
                        fault
                            .Replace(path, called, StringComparison.Ordinal)
                            .Replace(Path.GetFileName(path), called, StringComparison.Ordinal)
                    ),
                ])
                : result;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Told(IReadOnlyList<string> faults)
    {
        var told = LongNumber().Replace(string.Join(' ', faults), "•••••");
        return told.Length > LongestTold ? told[..LongestTold] + "…" : told;
    }

    [GeneratedRegex(@"\d[\d ().-]{5,}\d", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongNumber();

    private sealed record Found(Campaign Campaign, IReadOnlyDictionary<string, string> Texts, CampaignWords Words);

    // Progress<T> would post to the pool, where reports overtake each other.
    private sealed class Progress : IProgress<AudienceProgress>
    {
        private volatile object? _latest;

        public AudienceProgress? Latest => (AudienceProgress?)_latest;

        public void Report(AudienceProgress value) => _latest = value;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Load {Id} of a campaign's list at /ops ended: {Result}")]
    private partial void LogEnded(long id, LoadResult result);

    [LoggerMessage(Level = LogLevel.Error, Message = "Load {Id} of a campaign's list at /ops failed")]
    private partial void LogFailed(Exception exception, long id);

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of load {Id} of /ops could not be written down")]
    private partial void LogNotEnded(Exception exception, long id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "How far load {Id} of /ops is could not be written down")]
    private partial void LogNoBeat(Exception exception, long id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lists that the last host left behind could not be removed")]
    private partial void LogNotCleaned(Exception exception);
}
