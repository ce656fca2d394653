using System.Collections.Concurrent;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Sending;

/// <summary>Works the outbox off: many sends side by side, one at a time per phone. A stop ends claiming and hands
/// unsent rows back; a send already begun finishes on its own clock.</summary>
public sealed partial class OutboxSender(
    SendClaims claims,
    SendStore store,
    TwilioClient carrier,
    TwilioOptions twilio,
    ReplyWriter replies,
    PasswordHashing hashing,
    PasswordOptions passwords,
    OutboxOptions options,
    SenderPauses pauses,
    OutboxWake wake,
    TimeProvider time,
    ILogger<OutboxSender> logger
) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterOwnFault = TimeSpan.FromMinutes(1);

    /// <summary>Within the lease: what the carrier said must not be lost to a database that is busy for a while.</summary>
    private static readonly TimeSpan[] WriteAgainAfter = [.. new[] { 0.2, 1, 2, 4 }.Select(TimeSpan.FromSeconds)];

    private readonly ConcurrentDictionary<string, Task> _underWay = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var begun = 0;
            try
            {
                begun = await SendDueAsync(stoppingToken);
            }
            // The database is away or full: replies wait where they are, and so do we.
            catch (Exception exception)
            {
                LogPassFailed(exception);
            }
            if (begun == 0)
                await wake.Bell.WaitAsync(Poll, stoppingToken);
        }
        await SettledAsync();
    }

    /// <summary>One pass: begins as many sends as there is room for, and answers how many.</summary>
    internal async Task<int> SendDueAsync(CancellationToken stopping)
    {
        var room = options.Parallel - _underWay.Count;
        if (room <= 0)
            return 0;
        var leases = await claims.ClaimAsync(room, time.GetUtcNow());
        foreach (var lease in leases)
            Begin(lease, stopping);
        return leases.Count;
    }

    /// <summary>Ends when every send under way has.</summary>
    internal Task SettledAsync() => Task.WhenAll(_underWay.Values);

    // Listed before it begins: one that ends at once must find itself in the list to leave it.
    private void Begin(SendLease lease, CancellationToken stopping)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _underWay[lease.Token] = ended.Task;
        _ = Task.Run(() => SendToTheEndAsync(lease, ended, stopping), CancellationToken.None);
    }

    private async Task SendToTheEndAsync(SendLease lease, TaskCompletionSource ended, CancellationToken stopping)
    {
        try
        {
            await SendOneAsync(lease, stopping);
        }
        // The row keeps its lease, and the sweep takes it from there: back to the queue if it was only claimed,
        // unknown if it was being sent.
        catch (Exception exception)
        {
            LogFailed(exception, lease.Text.Id, PhoneMask.Mask(lease.Text.Sender));
            await TryHandBackAsync(lease);
        }
        finally
        {
            _underWay.TryRemove(lease.Token, out _);
            ended.SetResult();
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
            LogFailed(exception, lease.Text.Id, PhoneMask.Mask(lease.Text.Sender));
        }
    }

    private async Task SendOneAsync(SendLease lease, CancellationToken stopping)
    {
        var text = lease.Text;
        var sender = twilio.ReplySender(text.TextedAddress ?? "");
        var now = time.GetUtcNow();
        if (stopping.IsCancellationRequested || PausedUntil(sender, text.Sender, now) is not null)
        {
            await claims.HandBackAsync(lease, PausedUntil(sender, text.Sender, now) ?? now);
            return;
        }
        var deadline = SendDeadline.Start(time, options.SendDeadline);
        var (password, drawn) = Draw(text, now);
        var parameters = new ReplyParameters(text.Card, password, text.Wait ?? passwords.Lifetime);
        var open = replies.Render(text.Template, text.Language, parameters with { Password = null });
        if (!await store.BeginAsync(lease, open, drawn, now))
        {
            LogLeaseLost(text.Id);
            // A late report may have settled the row under us: its phone must not wait for our lease to run out.
            await claims.HandBackAsync(lease, now);
            return;
        }
        CrashPoints.Reach(CrashPoints.AfterBegin);
        var message = new OutgoingMessage(
            text.To,
            sender,
            replies.Render(text.Template, text.Language, parameters),
            twilio.StatusCallbackFor(lease.Token),
            drawn is null ? null : options.PasswordValidity
        );
        var result = await carrier.CreateAsync(message, deadline, stopping);
        CrashPoints.Reach(CrashPoints.BeforeFinish);
        await FinishAsync(lease, sender, result);
    }

    /// <summary>The password is drawn here and is plain text only in memory, until the carrier has it.</summary>
    private (string? Password, DrawnPassword? Drawn) Draw(OutgoingText text, DateTimeOffset now)
    {
        if (!text.HoldsPassword)
            return (null, null);
        var member =
            text.MemberId
            ?? throw new InvalidOperationException($"Text {text.Id} carries a password but has no member.");
        var password = PasswordMaker.Draw();
        return (password, new DrawnPassword(member, hashing.HashTemporary(password), now + passwords.Lifetime));
    }

    private async Task FinishAsync(SendLease lease, string sender, CreateResult result)
    {
        var now = time.GetUtcNow();
        switch (result)
        {
            case CreateResult.Accepted accepted:
                await SurelyAsync(lease, () => store.AcceptedAsync(lease, accepted.Sid, now));
                LogAccepted(lease.Text.Id, lease.Text.Template, PhoneMask.Mask(lease.Text.Sender), accepted.Sid);
                break;
            case CreateResult.Failed { Failure: var failure }:
                var attempt = lease.Text.Attempts + 1;
                var next = NextStep.After(failure, attempt, lease.Text.CreatedAt, options.RetryFor, now);
                if (next is NextStep.PauseSender pause)
                {
                    pauses.Pause(PauseKey(sender, lease.Text.Sender, failure.Code), pause.Until);
                    LogPaused(PhoneMask.Mask(sender), pause.Until, failure.Code, failure.Reason);
                }
                await SurelyAsync(lease, () => store.NotAcceptedAsync(lease, failure, next, now));
                LogNotAccepted(lease.Text.Id, failure.Kind, failure.Code, failure.Reason, next.GetType().Name);
                break;
            default:
                throw new InvalidOperationException($"Unknown result {result.GetType().Name}.");
        }
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
                LogFailed(exception, lease.Text.Id, PhoneMask.Mask(lease.Text.Sender));
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
        Level = LogLevel.Information,
        Message = "Reply {Id} {Template} to {Phone} is with the carrier: {Sid}"
    )]
    private partial void LogAccepted(long id, ReplyTemplate template, string phone, string sid);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reply {Id} not accepted: {Kind} {Code} {Reason}; next: {Next}")]
    private partial void LogNotAccepted(long id, SendFailureKind kind, int? code, string reason, string next);

    [LoggerMessage(Level = LogLevel.Error, Message = "ALERT sender {Sender} rests until {Until}: {Code} {Reason}")]
    private partial void LogPaused(string sender, DateTimeOffset until, int? code, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reply {Id}: the lease was lost before it was sent")]
    private partial void LogLeaseLost(long id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reply {Id} to {Phone} failed in our own hands")]
    private partial void LogFailed(Exception exception, long id, string phone);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be worked")]
    private partial void LogPassFailed(Exception exception);
}
