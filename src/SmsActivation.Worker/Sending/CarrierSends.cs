using System.Diagnostics;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Telemetry;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Sending;

/// <summary>The sends under way to the carrier, only so many at once: each from its announcement on disk to what came
/// of it.</summary>
public sealed partial class CarrierSends(
    SendClaims claims,
    SendStore store,
    TwilioClient carrier,
    TwilioOptions twilio,
    ReplyWords words,
    PasswordHashing hashing,
    HashLane lane,
    PasswordOptions passwords,
    OutboxOptions options,
    SenderPauses pauses,
    SendAllowance allowance,
    SenderPace pace,
    OutboundHold hold,
    OutboxWake wake,
    TimeProvider time,
    ILogger<CarrierSends> logger
) : IDisposable
{
    // A carrier that answers has a place free within this; one that does not must not hold decisions up.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan AfterOwnFault = TimeSpan.FromMinutes(1);

    /// <summary>Within the lease: what the carrier said must not be lost to a database that is busy for a while.</summary>
    private static readonly TimeSpan[] WriteAgainAfter = [.. new[] { 0.2, 1, 2, 4 }.Select(TimeSpan.FromSeconds)];

    private readonly SemaphoreSlim _room = new(options.Parallel, options.Parallel);
    private int _campaignsUnderWay;
    private volatile bool _queueWaits;

    public int Room => _room.CurrentCount;

    /// <summary>A quarter of all places is left to replies, however slowly the carrier takes a campaign's texts.</summary>
    public CampaignRoom CampaignRoom =>
        new(
            Math.Max(1, options.Parallel - Math.Max(1, options.Parallel / 4)) - Volatile.Read(ref _campaignsUnderWay),
            Room
        );

    /// <summary>Replies wait in the queue for room: nobody takes a place past them.</summary>
    public bool QueueWaits
    {
        set => _queueWaits = value;
    }

    /// <summary>A place for the reply to this text; null when it must queue. Ends in <see cref="Send"/> or
    /// <see cref="Leave"/>.</summary>
    public async Task<SendPlace?> TryTakePlaceAsync(InboundText text)
    {
        var from = twilio.ReplySender(text.To);
        if (hold.IsOn || _queueWaits || PausedUntil(from, text.Sender, time.GetUtcNow()) is not null)
            return null;
        if (!_room.Wait(0) && !await _room.WaitAsync(Patience))
            return null;
        if (!TryTakeSend(from))
        {
            _room.Release();
            return null;
        }
        var now = time.GetUtcNow();
        var deadline = SendDeadline.Start(time, options.SendDeadline);
        return new SendPlace(Guid.NewGuid().ToString("N"), from, now + options.Lease, deadline, words.AsOfNow().Open);
    }

    /// <summary>What the day and the sender's pace allow, past the queue.</summary>
    private bool TryTakeSend(string from)
    {
        if (!pace.TryTakeIdle(from))
            return false;
        var taken = allowance.Take(1) > 0;
        if (!taken)
            pace.GiveBack(from);
        if (allowance.IsLow)
            wake.Bell.Ring();
        return taken;
    }

    /// <summary>Nothing was written under this place.</summary>
    public void Leave(SendPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        pace.GiveBack(place.From);
        allowance.GiveBack();
        _room.Release();
        // A queued reply may have found no room because of it.
        wake.Bell.Ring();
    }

    /// <summary>Sends what was written under a place.</summary>
    public void Send(SendLease placed, SendPlace place, CancellationToken stopping) =>
        _ = ToTheEndAsync(
            placed,
            () =>
                placed.Text.HoldsPassword
                    ? SendClaimedAsync(placed, stopping)
                    : PostAsync(placed, place.Write(placed.Text), place.Deadline, stopping)
        );

    /// <summary>Sends a claimed text as soon as there is room.</summary>
    public async Task SendAsync(SendLease claimed, CancellationToken stopping)
    {
        await _room.WaitAsync(CancellationToken.None);
        if (claimed.Text.IsCampaign)
            Interlocked.Increment(ref _campaignsUnderWay);
        _ = Task.Run(() => ToTheEndAsync(claimed, () => SendClaimedAsync(claimed, stopping)), CancellationToken.None);
    }

    /// <summary>Ends when every send under way has.</summary>
    public async Task SettledAsync()
    {
        for (var i = 0; i < options.Parallel; i++)
            await _room.WaitAsync();
        _room.Release(options.Parallel);
    }

    public void Dispose() => _room.Dispose();

    private async Task ToTheEndAsync(SendLease lease, Func<Task> send)
    {
        try
        {
            await send();
        }
        // The row keeps its lease, and the sweep takes it from there: back to the queue if it was only claimed,
        // unknown if it was being sent.
        catch (Exception exception)
        {
            LogFailed(exception, lease.Text.Id, lease.Text.TextSid, PhoneMask.Mask(lease.Text.Sender));
            await TryHandBackAsync(lease);
        }
        finally
        {
            if (lease.Text.IsCampaign)
                Interlocked.Decrement(ref _campaignsUnderWay);
            _room.Release();
            wake.Bell.Ring();
        }
    }

    /// <summary>What fails before it has begun must not stand first in its phone's queue for ever.</summary>
    private async Task TryHandBackAsync(SendLease lease)
    {
        try
        {
            await claims.HandBackAsync(lease, time.GetUtcNow() + AfterOwnFault);
        }
        // The database is away; the sweep hands it back when the lease has run out.
        catch (Exception exception)
        {
            LogFailed(exception, lease.Text.Id, lease.Text.TextSid, PhoneMask.Mask(lease.Text.Sender));
        }
    }

    private async Task SendClaimedAsync(SendLease lease, CancellationToken stopping)
    {
        var text = lease.Text;
        var now = time.GetUtcNow();
        var paused = PausedUntil(twilio.SenderOf(text), text.Sender, now);
        if (stopping.IsCancellationRequested || paused is not null)
        {
            GiveBack(lease);
            await claims.HandBackAsync(lease, paused ?? now);
            return;
        }
        var deadline = SendDeadline.Start(time, options.SendDeadline);
        var (password, drawn) = await DrawAsync(text, now);
        // Other words may be published meanwhile: what is written down must be what leaves.
        var said = words.AsOfNow();
        if (!await store.BeginAsync(lease, said.Open(text), drawn, now))
        {
            GiveBack(lease);
            if (text.IsCampaign)
                LogNotBegun(text.Id, text.TextSid);
            else
                LogLeaseLost(text.Id, text.TextSid);
            // A late report may have settled the row under us: its phone must not wait for our lease to run out.
            await claims.HandBackAsync(lease, now);
            return;
        }
        await PostAsync(lease, said.Render(text, password), deadline, stopping);
    }

    /// <summary>The password is drawn here and is plain text only in memory, until the carrier has it.</summary>
    private async Task<(string? Password, DrawnPassword? Drawn)> DrawAsync(OutgoingText text, DateTimeOffset now)
    {
        if (!text.HoldsPassword)
            return (null, null);
        var member =
            text.MemberId
            ?? throw new InvalidOperationException($"Text {text.Id} carries a password but has no member.");
        var password = PasswordMaker.Draw();
        var hash = await lane.RunAsync(() => hashing.HashTemporary(password));
        return (password, new DrawnPassword(member, hash, now + passwords.Lifetime));
    }

    private async Task PostAsync(SendLease lease, string said, SendDeadline deadline, CancellationToken stopping)
    {
        CrashPoints.Reach(CrashPoints.AfterBegin);
        var text = lease.Text;
        using var step = TextTrace.Begin("send reply", ActivityKind.Client, text.TextSid);
        step?.SetTag("sms_activation.template", text.Template.ToString())
            .SetTag("sms_activation.attempt", text.Attempts + 1);
        var sender = twilio.SenderOf(text);
        var message = new OutgoingMessage(
            text.To,
            sender,
            said,
            twilio.StatusCallbackFor(lease.Token, text.TextSid),
            text.ValidityAt(time.GetUtcNow()) ?? (text.HoldsPassword ? options.PasswordValidity : null)
        );
        var result = await carrier.CreateAsync(message, deadline, stopping);
        CarrierMetrics.Sent(result);
        Trace(step, result);
        CrashPoints.Reach(CrashPoints.BeforeFinish);
        await FinishAsync(lease, sender, result);
        CrashPoints.Reach(CrashPoints.AfterFinish);
    }

    private static void Trace(Activity? step, CreateResult result)
    {
        if (result is CreateResult.Accepted accepted)
            step?.SetTag("messaging.message.id", accepted.Sid);
        else if (step is not null && result is CreateResult.Failed { Failure: var failure })
        {
            step.Failed(CarrierMetrics.Word(failure.Kind));
            step.SetTag("sms_activation.code", failure.Code);
        }
    }

    private async Task FinishAsync(SendLease lease, string sender, CreateResult result)
    {
        var now = time.GetUtcNow();
        switch (result)
        {
            case CreateResult.Accepted accepted:
                if (lease.Text.TextedAt is { } textedAt)
                    TextMetrics.Replied(textedAt, now);
                await SurelyAsync(lease, () => store.AcceptedAsync(lease, accepted.Sid, now));
                LogAccepted(
                    lease.Text.Id,
                    lease.Text.TextSid,
                    lease.Text.Template,
                    PhoneMask.Mask(lease.Text.Sender),
                    accepted.Sid
                );
                break;
            case CreateResult.Failed { Failure: var failure }:
                if (failure.Kind is SendFailureKind.NotProcessed or SendFailureKind.OurFault)
                    GiveBack(lease);
                var attempt = lease.Text.Attempts + 1;
                var next = NextStep.After(failure, attempt, lease.Text.CreatedAt, options.RetryFor, now);
                if (next is NextStep.PauseSender pause)
                {
                    pauses.Pause(PauseKey(sender, lease.Text.Sender, failure.Code), pause.Until - now);
                    LogPaused(PhoneMask.Mask(sender), pause.Until, failure.Code, failure.Reason);
                }
                await SurelyAsync(lease, () => store.NotAcceptedAsync(lease, failure, next, now));
                LogNotAccepted(
                    lease.Text.Id,
                    lease.Text.TextSid,
                    failure.Kind,
                    failure.Code,
                    failure.Reason,
                    next.GetType().Name
                );
                break;
            default:
                throw new InvalidOperationException($"Unknown result {result.GetType().Name}.");
        }
    }

    /// <summary>Only replies were taken out of the day's sends.</summary>
    private void GiveBack(SendLease lease)
    {
        if (lease.Text is { IsOnCall: false, IsCampaign: false })
            allowance.GiveBack();
    }

    private async Task SurelyAsync(SendLease lease, Func<Task<bool>> write)
    {
        foreach (var pause in WriteAgainAfter)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception exception) when (DatabaseFault.Is(exception))
            {
                LogFailed(exception, lease.Text.Id, lease.Text.TextSid, PhoneMask.Mask(lease.Text.Sender));
                await Task.Delay(pause, time);
            }
        }
        await write();
    }

    private DateTimeOffset? PausedUntil(string sender, string recipient, DateTimeOffset now) =>
        pauses.Until(sender, now) ?? pauses.Until(PauseKey(sender, recipient, RegionNotAllowed), now);

    private const int RegionNotAllowed = 21408;

    /// <summary>A region that is not switched on says nothing about the sender's other recipients.</summary>
    private static string PauseKey(string sender, string recipient, int? code) =>
        code == RegionNotAllowed ? $"{sender}>{PhoneReader.CountryOf(recipient)}" : sender;

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "Reply {Id} to text {TextSid}, {Template} to {Phone}, is with the carrier: {Sid}"
    )]
    private partial void LogAccepted(long id, string? textSid, ReplyTemplate template, string phone, string sid);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Reply {Id} to text {TextSid} not accepted: {Kind} {Code} {Reason}; next: {Next}"
    )]
    private partial void LogNotAccepted(
        long id,
        string? textSid,
        SendFailureKind kind,
        int? code,
        string reason,
        string next
    );

    [LoggerMessage(Level = LogLevel.Error, Message = "ALERT sender {Sender} rests until {Until}: {Code} {Reason}")]
    private partial void LogPaused(string sender, DateTimeOffset until, int? code, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Reply {Id} to text {TextSid}: the lease was lost before it was sent"
    )]
    private partial void LogLeaseLost(long id, string? textSid);

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "A campaign's text {Id} (to text {TextSid}) was not begun: its campaign runs no more, or its lease was lost"
    )]
    private partial void LogNotBegun(long id, string? textSid);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Reply {Id} to text {TextSid} from {Phone} failed in our own hands"
    )]
    private partial void LogFailed(Exception exception, long id, string? textSid, string phone);
}
