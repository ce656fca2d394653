using SmsActivation.Core.Outbox;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Sweeping;

/// <summary>Settles sends of unknown end by the carrier's own list, where no report did it before.</summary>
public sealed partial class SendSettler(
    SettleClaims claims,
    SettleStore store,
    TwilioClient carrier,
    OutboxOptions options,
    OutboxWake wake,
    TimeProvider time,
    ILogger<SendSettler> logger
) : BackgroundService
{
    private const int SideBySide = 8;
    private const int LargestPage = 1000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do await SettleDueAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    /// <summary>All looks that are due, until there are none or the carrier answers none of them.</summary>
    internal async Task SettleDueAsync(CancellationToken stopping)
    {
        try
        {
            bool[] ended;
            do
            {
                var due = await claims.ClaimAsync(SideBySide, time.GetUtcNow());
                ended = await Task.WhenAll(due.Select(send => TryLookAsync(send, stopping)));
            } while (ended.Length == SideBySide && ended.Contains(true) && !stopping.IsCancellationRequested);
        }
        // The database is away; leases run out, and the next tick tries again.
        catch (Exception exception)
        {
            LogPassFailed(exception);
        }
    }

    private async Task<bool> TryLookAsync(UnsettledSend send, CancellationToken stopping)
    {
        try
        {
            var result = await LookAsync(send, stopping);
            CrashPoints.Reach(CrashPoints.BeforeSettle);
            var settled = await store.SettleAsync(send, result, time.GetUtcNow());
            CrashPoints.Reach(CrashPoints.AfterSettle);
            if (settled)
                Tell(send, result);
            else
                LogTooLate(send.Id, send.TextSid);
            wake.Bell.Ring();
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await claims.PutOffAsync(send, time.GetUtcNow());
            return false;
        }
        catch (Exception exception) when (exception is TwilioCallException or OperationCanceledException)
        {
            LogLookFailed(exception, send.Id, send.TextSid);
            if (exception is TwilioCallException { Failure: { Kind: SendFailureKind.OurFault } fault })
                LogOurFault(fault.Code, fault.Reason);
            await PutOffAsync(send, time.GetUtcNow());
            return false;
        }
    }

    /// <summary>A list that cannot be read for as long as a text is tried is a person's.</summary>
    private async Task PutOffAsync(UnsettledSend send, DateTimeOffset now)
    {
        if (now - send.UnknownSince < options.RetryFor)
        {
            await claims.PutOffAsync(send, now + AfterFault);
            return;
        }
        var unreadable = new LookResult.Unclear(SettleRules.NotReadable);
        if (await store.SettleAsync(send, unreadable, now))
            Tell(send, unreadable);
    }

    private async Task<LookResult> LookAsync(UnsettledSend send, CancellationToken stopping)
    {
        // Well within the lease, or what is sent to this phone next could be taken for this text.
        using var late = new CancellationTokenSource(options.SendDeadline, time);
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        var listed = new List<TwilioMessage>();
        // No filter by date: DateSent is null until a text has left Twilio.
        await foreach (var message in carrier.ListAsync(new MessageFilter(send.To, PageSize: LargestPage), abort.Token))
        {
            if (SettleRules.MayBe(send, message))
                listed.Add(message);
        }
        var known = await store.KnownAsync(listed.Select(message => message.Sid!));
        return SettleRules.Decide(send, [.. listed.Where(message => !known.Contains(message.Sid!))]);
    }

    private void Tell(UnsettledSend send, LookResult result)
    {
        var phone = PhoneMask.Mask(send.Sender);
        switch (result)
        {
            case LookResult.Found found:
                LogFound(send.Id, send.TextSid, phone, found.Newest.Sid, 1 + found.Earlier.Count);
                break;
            case LookResult.Unclear unclear:
                LogUnclear(send.Id, send.TextSid, phone, unclear.Reason);
                break;
            default:
                LogNothing(send.Id, send.TextSid, phone);
                break;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Reply {Id} to text {TextSid} from {Phone} is with the carrier after all: {Sid}, {Times} time(s)"
    )]
    private partial void LogFound(long id, string? textSid, string phone, string sid, int times);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Reply {Id} to text {TextSid} from {Phone} is not in the carrier's list"
    )]
    private partial void LogNothing(long id, string? textSid, string phone);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "ALERT reply {Id} to text {TextSid} from {Phone} is left to a person: in the carrier's list {Reason}"
    )]
    private partial void LogUnclear(long id, string? textSid, string phone, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Reply {Id} to text {TextSid} changed while the carrier's list was read"
    )]
    private partial void LogTooLate(long id, string? textSid);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The carrier's list could not be read for reply {Id} to text {TextSid}"
    )]
    private partial void LogLookFailed(Exception exception, long id, string? textSid);

    [LoggerMessage(Level = LogLevel.Error, Message = "ALERT the carrier's list is refused to us: {Code} {Reason}")]
    private partial void LogOurFault(int? code, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sends of unknown end could not be settled")]
    private partial void LogPassFailed(Exception exception);
}
