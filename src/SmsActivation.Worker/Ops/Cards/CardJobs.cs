using SmsActivation.Core.Cards;
using SmsActivation.Core.Cards.Batches;
using SmsActivation.Core.Cards.Import;
using SmsActivation.Core.Cards.Jobs;
using SmsActivation.Core.Events;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Hosts;

namespace SmsActivation.Worker.Ops.Cards;

/// <summary>Imports and withdrawals that were begun on a page: each runs on here when the page is closed, one at a time on
/// this host, and is written down as it goes.</summary>
public sealed partial class CardJobs(
    IDatabase database,
    IEngine engine,
    CardJobStore store,
    CardFiles files,
    BatchFiguresStore figures,
    SmsReader reader,
    CardCodes codes,
    EventOutbox events,
    HostName host,
    Neighbours neighbours,
    TimeProvider time,
    ILogger<CardJobs> logger
) : BackgroundService
{
    // A header's fault repeats the header.
    private const int LongestTold = 1000;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenCleanings = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly OnePlace _place = new();
    private Task _running = Task.CompletedTask;

    /// <summary>The right to begin a job; null while another has it. Whoever does not begin one gives it back.</summary>
    public Task<OnePlace.Turn?> TryTakeTurnAsync() => _place.TryTakeAsync();

    /// <summary>Whether one could begin now.</summary>
    public Task<bool> HasPlaceAsync() => _place.IsFreeAsync();

    /// <summary>Takes the file over, whatever becomes of it.</summary>
    internal async Task<CardJob> BeginAsync(OnePlace.Turn turn, CardUpload.Taken upload, Actor by)
    {
        try
        {
            var kind = upload.DryRun ? CardJobKind.DryRun : CardJobKind.Import;
            var asked = new NewCardJob(kind, upload.Batch, upload.FileName, Reason: null, upload.Length);
            var job = await store.BeginAsync(asked, by, host.Name, time.GetUtcNow());
            File.Move(upload.Path, files.PathOf(job.Id), overwrite: true);
            Run(turn, job, (progress, stopping) => ImportAsync(job, progress, stopping));
            return job;
        }
        catch
        {
            File.Delete(upload.Path);
            throw;
        }
    }

    internal async Task<CardJob> BeginAsync(OnePlace.Turn turn, NewCardJob asked, Actor by)
    {
        var job = await store.BeginAsync(asked, by, host.Name, time.GetUtcNow());
        Run(turn, job, (_, stopping) => ChangeBatchAsync(job, stopping));
        return job;
    }

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
            if (neighbours.Alone)
                await LoseAllAsync();
            Clean(atStart: neighbours.Alone);
            using var timer = new PeriodicTimer(BetweenCleanings, time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                Clean(atStart: false);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task LoseAllAsync()
    {
        try
        {
            await store.LoseAllAsync();
        }
        // They are seen to be lost all the same, in less than a minute.
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogNotLost(fault);
        }
    }

    private void Clean(bool atStart)
    {
        try
        {
            files.Clean(atStart);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            LogNotCleaned(fault);
        }
    }

    private void Run(OnePlace.Turn turn, CardJob job, Func<Progress, CancellationToken, Task<Ended>> work)
    {
        turn.Keep();
        _running = Task.Run(async () =>
        {
            try
            {
                await FollowAsync(job, work);
            }
            // Its row is left as it stands, and is seen to be lost.
            catch (Exception fault)
            {
                LogNotEnded(fault, job.Id);
            }
            finally
            {
                turn.End();
            }
            await RecountAsync(job);
        });
    }

    /// <summary>Says each second how far it is, and listens whether somebody wants it to stop.</summary>
    private async Task FollowAsync(CardJob job, Func<Progress, CancellationToken, Task<Ended>> work)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var progress = new Progress();
        var running = WorkAsync(job, work, progress, stop.Token);
        while (await Task.WhenAny(running, Task.Delay(Beat, time)) != running)
        {
            try
            {
                if (await store.BeatAsync(job.Id, progress.Sums, time.GetUtcNow()))
                    await stop.CancelAsync();
            }
            // The database is away; the work itself finds out as well.
            catch (Exception fault)
            {
                LogNoBeat(fault, job.Id);
            }
        }
        var ended = await running;
        await store.EndAsync(job.Id, ended.Result, ended.Told, ended.Sums, time.GetUtcNow());
        LogEnded(job.Kind, job.Id, ended.Result);
    }

    private async Task<Ended> WorkAsync(
        CardJob job,
        Func<Progress, CancellationToken, Task<Ended>> work,
        Progress progress,
        CancellationToken stopping
    )
    {
        try
        {
            return await work(progress, stopping);
        }
        catch (Exception fault)
        {
            LogFailed(fault, job.Kind, job.Id);
            return new Ended(CardJobResult.Failed, progress.Sums);
        }
    }

    private async Task<Ended> ImportAsync(CardJob job, Progress progress, CancellationToken stopping)
    {
        var path = files.PathOf(job.Id);
        var options = new ImportOptions
        {
            ReadNumber = reader.ReadCardNumber,
            Example = reader.Example,
            Codes = codes,
            Batch = job.Batch,
            DryRun = job.Kind == CardJobKind.DryRun,
        };
        try
        {
            var import = new CardImport(database, Pace(), options, events, time);
            return await import.RunAsync(path, progress, stopping) switch
            {
                ImportResult.Refused refused => new Ended(CardJobResult.Refused, Sums: null)
                {
                    Told = Told(refused.Faults, Path.GetFileName(path), job.FileName!),
                },
                ImportResult.Finished { Report: var report } => new Ended(
                    report.Stopped ? CardJobResult.Stopped : CardJobResult.Done,
                    SumsOf(report, job.Sums.OfAll)
                ),
                var other => throw new InvalidOperationException($"No such result: {other}"),
            };
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The faults name the file, by the name that it has here.</summary>
    private static string Told(IReadOnlyList<string> faults, string here, string there)
    {
        var told = string.Join(' ', faults.Select(fault => fault.Replace(here, there, StringComparison.Ordinal)));
        return told.Length > LongestTold ? told[..LongestTold] + "…" : told;
    }

    private async Task<Ended> ChangeBatchAsync(CardJob job, CancellationToken stopping)
    {
        var withdrawal = new BatchWithdrawal(database, Pace(), events);
        var whole = job.Kind switch
        {
            CardJobKind.Withdraw => await withdrawal.WithdrawAsync(job, time, stopping),
            CardJobKind.BringBack => await withdrawal.BringBackAsync(job, time, stopping),
            CardJobKind.Import or CardJobKind.DryRun => throw new InvalidOperationException($"{job.Kind} has a file."),
        };
        return new Ended(whole ? CardJobResult.Done : CardJobResult.Stopped, Sums: null);
    }

    /// <summary>On SQLite customers' texts wait for the one writer.</summary>
    private WritePace Pace() => new(time, () => !engine.TakesManyHosts);

    /// <summary>Whoever has just changed a batch looks at its figures next.</summary>
    private async Task RecountAsync(CardJob job)
    {
        try
        {
            if (job.Kind != CardJobKind.DryRun && !await figures.AreFewAsync())
                await figures.RefreshAsync(time.GetUtcNow(), _stopping.Token);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogNotCounted(fault);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private static CardJobSums SumsOf(ImportReport report, long ofAll) =>
        new(ofAll, ofAll)
        {
            Read = report.Read,
            New = report.New,
            Changed = report.Changed,
            Unchanged = report.Unchanged,
            Rejected = report.Rejected,
        };

    private sealed record Ended(CardJobResult Result, CardJobSums? Sums)
    {
        public string? Told { get; init; }
    }

    // Progress<T> would post to the pool, where reports overtake each other.
    private sealed class Progress : IProgress<ImportProgress>
    {
        private volatile CardJobSums? _sums;

        public CardJobSums? Sums => _sums;

        public void Report(ImportProgress value) =>
            _sums = new CardJobSums(value.Bytes, value.OfBytes) { Read = value.Rows };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} {Id} of /ops ended: {Result}")]
    private partial void LogEnded(CardJobKind kind, long id, CardJobResult result);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} {Id} of /ops failed")]
    private partial void LogFailed(Exception exception, CardJobKind kind, long id);

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of job {Id} of /ops could not be written down")]
    private partial void LogNotEnded(Exception exception, long id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "How far job {Id} of /ops is could not be written down")]
    private partial void LogNoBeat(Exception exception, long id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The figures of the batches could not be counted")]
    private partial void LogNotCounted(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs that the last host left behind could not be written down")]
    private partial void LogNotLost(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old files in Imports:Path could not be removed")]
    private partial void LogNotCleaned(Exception exception);
}
