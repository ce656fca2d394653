using SmsActivation.Core.Outbox;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Sending;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Restoring;

/// <summary>Ends a restore: once all texts of the gap are decided, each reply that the lost host may have sent is looked up
/// in the carrier's list, and then texts leave again.</summary>
public sealed partial class RestoreWatch(
    OutboundHold hold,
    RestoreStore restores,
    RestoreLooks looks,
    SettleStore settled,
    TwilioClient carrier,
    TwilioOptions twilio,
    ReplyWords words,
    OutboxWake wake,
    TimeProvider time,
    ILogger<RestoreWatch> logger
) : BackgroundService
{
    private const int AtOnce = 500;
    private const int SideBySide = 8;
    private const int LargestPage = 1000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (hold.Restore is not { } restore)
            return;
        LogHolds(restore.From, restore.StartedAt);
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (hold.IsOn && await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops; the next start goes on holding.
        }
    }

    /// <summary>One pass: all looks that are due, and then the release if nothing is left to wait for.</summary>
    internal async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            // Another host may have ended it.
            if (await restores.OpenAsync() is not { } restore)
            {
                LetGo();
                return;
            }
            if (!(await restores.ProgressAsync(restore)).IsGathered(time.GetUtcNow()))
                return;
            var answered = true;
            while (answered && await looks.DueAsync(restore, AtOnce) is { Count: > 0 } due)
            {
                await Parallel.ForEachAsync(
                    due,
                    new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
                    async (address, _) =>
                    {
                        if (answered && !await TryLookAsync(restore, address, stopping))
                            answered = false;
                    }
                );
            }
            if (await restores.TryReleaseAsync(restore, time.GetUtcNow()))
                LetGo();
        }
        // The database is away; the next tick tries again, and until then all is held.
        catch (Exception exception)
        {
            LogPassFailed(exception);
        }
    }

    private void LetGo()
    {
        hold.LetGo();
        LogReleased();
        wake.Bell.Ring();
    }

    private async Task<bool> TryLookAsync(OpenRestore restore, string address, CancellationToken stopping)
    {
        try
        {
            var held = await looks.HeldAsync(restore, address);
            if (held.Count == 0)
                return false;
            var listed = await ListedAsync(address, stopping);
            var found = RestoreRules.Match(
                held,
                await looks.JoinedAsync(restore, address),
                reply => words.Open(reply.Text),
                reply => twilio.SenderOf(reply.Text),
                listed
            );
            var adopted = await looks.EndAsync(restore, held, found, time.GetUtcNow());
            LogLooked(PhoneMask.Mask(address), held.Count, adopted);
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception) when (exception is TwilioCallException or OperationCanceledException)
        {
            LogNotRead(exception, PhoneMask.Mask(address));
            return false;
        }
    }

    /// <summary>What the carrier has for this address and we do not know of.</summary>
    private async Task<IReadOnlyList<TwilioMessage>> ListedAsync(string address, CancellationToken stopping)
    {
        var listed = new List<TwilioMessage>();
        // No filter by date: DateSent is null until a text has left Twilio.
        await foreach (var message in carrier.ListAsync(new MessageFilter(address, PageSize: LargestPage), stopping))
        {
            if (RestoreRules.MayBe(message))
                listed.Add(message);
        }
        var known = await settled.KnownAsync(listed.Select(message => message.Sid!));
        return [.. listed.Where(message => !known.Contains(message.Sid!))];
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Restored from {From}: since {StartedAt} no text leaves, until it is known what was sent before"
    )]
    private partial void LogHolds(DateTimeOffset from, DateTimeOffset startedAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The restore is complete: texts leave again")]
    private partial void LogReleased();

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Restore: {Held} replies to {Phone} looked up, {Adopted} were with the carrier already"
    )]
    private partial void LogLooked(string phone, int held, int adopted);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "ALERT texts stay held: the carrier's list could not be read for {Phone}"
    )]
    private partial void LogNotRead(Exception exception, string phone);

    [LoggerMessage(Level = LogLevel.Error, Message = "The restore could not go on")]
    private partial void LogPassFailed(Exception exception);
}
