using SmsActivation.Core.Inbox;
using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Telemetry;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Sweeping;

/// <summary>Fetches the texts that the carrier has and we lack: their webhooks were lost while we were away.</summary>
public sealed partial class InboundSweeper(
    SweepMarks marks,
    InboxStore inbox,
    TwilioClient carrier,
    TwilioOptions twilio,
    SweepOptions options,
    InboxWake wake,
    Neighbours neighbours,
    TimeProvider time,
    ILogger<InboundSweeper> logger,
    TextSpool? spool = null
) : BackgroundService
{
    private const int LargestPage = 1000;
    private const int AskedAtOnce = 500;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        SweepLoop.RunAsync(neighbours, options.Every, time, SweepAsync, stoppingToken);

    /// <summary>How far back <see cref="LookAsync"/> looks.</summary>
    // Of everybody a day's texts would be many pages, and somebody waits on the phone.
    public static TimeSpan ReachOf(string? phone) => phone is null ? TimeSpan.FromHours(2) : SweepMarks.Longest;

    /// <summary>Reads the list once, of each of our numbers; what fails is read again by the next sweep.</summary>
    internal async Task SweepAsync(CancellationToken stopping)
    {
        try
        {
            // What waits there was told more of than the list says; it comes first.
            if (spool is { IsEmpty: false })
                return;
            var now = time.GetUtcNow();
            // Half, because a tick may come a little early after one that came a little late.
            if (await marks.TryBeginAsync(options.Every / 2, options.Overlap, now) is not { } since)
                return;
            var until = now - options.Grace;
            if (await TryReadAsync(since, until, stopping))
                await marks.EndAsync(until, now);
        }
        // The database is away; the next tick tries again.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    /// <summary>Before a restored host listens: what the lost host had taken in is there when the next text comes, for
    /// that may rest on it. What fails, or is not listed yet, a sweep finds.</summary>
    internal async Task FillGapAsync(CancellationToken stopping)
    {
        try
        {
            var now = time.GetUtcNow();
            var since = await marks.SinceAsync(options.Overlap, now);
            LogGap(since);
            await TryReadAsync(since, until: now, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops before it has begun.
        }
    }

    /// <summary>Somebody waits for a text that did not come: the list is read as far back as it ever is, past what sweeps
    /// have read. How many texts were lacking; null when that could not be said.</summary>
    /// <param name="phone">Only texts of this one; null for those of the last while of everybody.</param>
    internal async Task<int?> LookAsync(string? phone, CancellationToken stopping)
    {
        if (spool is { IsEmpty: false })
            return null;
        var now = time.GetUtcNow();
        var since = now - ReachOf(phone);
        if (await marks.InstalledAsync() is { } installed && installed > since)
            since = installed;
        var (whole, found) = await ReadAsync(since, until: now, phone, stopping);
        return whole ? found : null;
    }

    /// <summary>Each of our numbers' texts; false when some could not be read.</summary>
    private async Task<bool> TryReadAsync(DateTimeOffset since, DateTimeOffset until, CancellationToken stopping) =>
        (await ReadAsync(since, until, phone: null, stopping)).Whole;

    private async Task<(bool Whole, int Found)> ReadAsync(
        DateTimeOffset since,
        DateTimeOffset until,
        string? phone,
        CancellationToken stopping
    )
    {
        var found = 0;
        var whole = true;
        foreach (var number in twilio.Numbers.Select(number => number.Number))
        foreach (var prefix in new[] { "", TwilioSender.WhatsAppPrefix })
        {
            var filter = new MessageFilter(
                To: prefix + number,
                From: phone is null ? null : prefix + phone,
                SentFrom: CutToSeconds(since),
                PageSize: LargestPage
            );
            if (await TryListAsync(filter, until, stopping) is { } lacking)
                found += await TakeOverAsync(lacking);
            else
                whole = false;
        }
        if (found > 0)
            LogFound(found);
        return (whole, found);
    }

    /// <summary>As the carrier's dates are.</summary>
    private static DateTimeOffset CutToSeconds(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>Null when it cannot be read, which holds up no other address.</summary>
    private async Task<IReadOnlyList<InboundText>?> TryListAsync(
        MessageFilter filter,
        DateTimeOffset until,
        CancellationToken stopping
    )
    {
        try
        {
            return await LackingAsync(filter, until, stopping);
        }
        catch (TwilioCallException exception)
        {
            LogNotRead(exception);
            return null;
        }
    }

    /// <summary>The texts to one of our addresses that are not in the inbox, oldest first.</summary>
    private async Task<IReadOnlyList<InboundText>> LackingAsync(
        MessageFilter filter,
        DateTimeOffset until,
        CancellationToken stopping
    )
    {
        var lacking = new List<InboundText>();
        var some = new List<InboundText>();
        await foreach (var message in carrier.ListAsync(filter, stopping))
        {
            if (Read(message) is { } text && text.ReceivedAt >= filter.SentFrom && text.ReceivedAt <= until)
                some.Add(text);
            if (some.Count == AskedAtOnce)
                await KeepLackingAsync();
        }
        await KeepLackingAsync();
        lacking.Reverse();
        return lacking;

        async Task KeepLackingAsync()
        {
            var known = await inbox.KnownAsync([.. some.Select(text => text.Sid)]);
            lacking.AddRange(some.Where(text => !known.Contains(text.Sid)));
            some.Clear();
        }
    }

    private async Task<int> TakeOverAsync(IReadOnlyList<InboundText> texts)
    {
        var added = 0;
        foreach (var batch in texts.Chunk(AskedAtOnce))
            added += await inbox.AcceptAllAsync(batch);
        if (added > 0)
        {
            TextMetrics.Accepted(AcceptPlaces.Swept, added);
            wake.Bell.Ring();
        }
        return added;
    }

    /// <summary>Null when it is none that a customer sent.</summary>
    internal static InboundText? Read(TwilioMessage message)
    {
        if (
            message is not { Direction: "inbound", Sid: { } sid, From: { Length: > 0 } from, To: { Length: > 0 } to }
            || !TwilioSid.IsOne(sid)
            || (message.DateSent ?? message.DateCreated) is not { } at
        )
            return null;
        var (body, masked) = PasswordShape.Mask(message.Body ?? "");
        return new InboundText(
            sid,
            InboundText.SenderOf(from),
            Channels.Of(from),
            from,
            to,
            body,
            masked,
            message.NumMedia ?? 0,
            OptOutType: null,
            at,
            Swept: true
        );
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Inbound texts since {Since} are fetched before webhooks are taken"
    )]
    private partial void LogGap(DateTimeOffset since);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} texts were in the carrier's list and not in the inbox")]
    private partial void LogFound(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The carrier's list of inbound texts could not be read")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep of inbound texts failed")]
    private partial void LogFailed(Exception exception);
}
