using System.Collections.Concurrent;
using System.Diagnostics;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Alerts;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Telemetry;
using SmsActivation.Worker.Sending;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Processing;

/// <summary>Works the inbox off: many senders side by side, each sender's texts in order.</summary>
public sealed partial class TextProcessor(
    ClaimStore claims,
    ActivationFlow flow,
    CarrierSends sends,
    InboxOptions options,
    InboxWake inbox,
    OutboxWake outbox,
    TimeProvider time,
    ILogger<TextProcessor> logger,
    NowWake? watched = null
) : BackgroundService
{
    private static readonly TimeSpan DatabaseRest = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _room = new(options.Parallel, options.Parallel);

    // What the database was away for, and then still away to give back.
    private readonly ConcurrentQueue<ConversationLease> _owed = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Paused)
        {
            LogPaused();
            return;
        }
        while (!stoppingToken.IsCancellationRequested)
        {
            var begun = 0;
            try
            {
                begun = await BeginWaitingAsync(stoppingToken);
            }
            // The database is away or full: texts wait where they are, and so do we.
            catch (Exception exception)
            {
                LogPassFailed(exception);
            }
            if (begun == 0)
                await inbox.Bell.WaitAsync(options.Poll, stoppingToken);
        }
        await SettledAsync();
        try
        {
            await GiveBackOwedAsync();
        }
        // The database is away still: a stop then costs an attempt, as a kill does.
        catch (Exception exception)
        {
            LogPassFailed(exception);
        }
    }

    /// <summary>Ends when everything that was begun has.</summary>
    internal async Task SettledAsync()
    {
        for (var i = 0; i < options.Parallel; i++)
            await _room.WaitAsync(CancellationToken.None);
        _room.Release(options.Parallel);
    }

    public override void Dispose()
    {
        _room.Dispose();
        base.Dispose();
    }

    /// <summary>One pass: claims as many senders as there is room for, and begins to handle their texts. A stop ends
    /// claiming and hands unhandled texts back.</summary>
    internal async Task<int> BeginWaitingAsync(CancellationToken stopping)
    {
        var room = _room.CurrentCount;
        if (room == 0)
            return 0;
        await GiveBackOwedAsync();
        var leases = await claims.ClaimAsync(room, options.Lease, time.GetUtcNow());
        foreach (var lease in leases)
        {
            await _room.WaitAsync(CancellationToken.None);
            _ = Task.Run(() => ToTheEndAsync(lease, stopping), CancellationToken.None);
        }
        return leases.Count;
    }

    /// <summary>Before anything is claimed, so that no claim counts an attempt that the database has cost.</summary>
    private async Task GiveBackOwedAsync()
    {
        while (_owed.TryPeek(out var lease))
        {
            await claims.GiveBackAsync(lease, time.GetUtcNow());
            _owed.TryDequeue(out _);
        }
    }

    private async Task ToTheEndAsync(ConversationLease lease, CancellationToken stopping)
    {
        try
        {
            await HandleAsync(lease, stopping);
        }
        // Even giving the texts back failed: the lease runs out by itself.
        catch (Exception exception)
        {
            LogFailed(exception, lease.Texts[0].Text.Sid, PhoneMask.Mask(lease.Sender), lease.Texts[0].Attempt);
        }
        finally
        {
            _room.Release();
            // There is room again, and this sender may have texted meanwhile.
            inbox.Bell.Ring();
        }
    }

    private async Task HandleAsync(ConversationLease lease, CancellationToken stopping)
    {
        var text = lease.Texts[0];
        try
        {
            for (var i = 0; i < lease.Texts.Count; i++)
            {
                if (stopping.IsCancellationRequested)
                {
                    await claims.ReleaseAsync(lease, giveAttemptsBack: true);
                    return;
                }
                text = lease.Texts[i];
                var handled = await TraceAsync(lease, text, endsLease: i == lease.Texts.Count - 1, stopping);
                if (handled.Applied != Applied.Done)
                {
                    LogNotApplied(text.Text.Sid, handled.Applied, text.Attempt);
                    await claims.RestAsync(lease, time.GetUtcNow() + Rest(text.Attempt), giveAttemptsBack: false);
                    return;
                }
                Report(text, handled);
            }
        }
        // The database is away, full or locked: no text's fault, so it costs none an attempt.
        catch (Exception exception) when (DatabaseFault.Is(exception))
        {
            LogFailed(exception, text.Text.Sid, PhoneMask.Mask(lease.Sender), text.Attempt);
            try
            {
                await claims.RestAsync(lease, time.GetUtcNow() + DatabaseRest, giveAttemptsBack: true);
            }
            catch (Exception still) when (DatabaseFault.Is(still))
            {
                _owed.Enqueue(lease);
            }
        }
        // One text's fault must not stop the others' worker; it is tried again, alone, and after five attempts it is
        // left to a person.
        catch (Exception exception)
        {
            LogFailed(exception, text.Text.Sid, PhoneMask.Mask(lease.Sender), text.Attempt);
            await claims.RestAsync(lease, time.GetUtcNow() + Rest(text.Attempt), giveAttemptsBack: false);
        }
    }

    private async Task<Handled> TraceAsync(
        ConversationLease lease,
        ClaimedText text,
        bool endsLease,
        CancellationToken stopping
    )
    {
        using var step = TextTrace.Begin("process text", ActivityKind.Consumer, text.Text.Sid);
        try
        {
            var handled =
                text.Attempt > InboxOptions.MostAttempts
                    ? await flow.GiveUpAsync(lease, text, endsLease)
                    : await HandleOneAsync(lease, text, endsLease, stopping);
            step?.SetTag("sms_activation.attempt", text.Attempt);
            if (handled.Applied == Applied.Done)
                step?.SetTag("sms_activation.outcome", handled.Outcome!.Code.ToString());
            else
                step.Failed(handled.Applied.ToString());
            return handled;
        }
        catch (Exception fault)
        {
            step.Failed(fault.GetType().Name);
            throw;
        }
    }

    /// <summary>One text; its reply leaves at once where there is a place for it.</summary>
    private async Task<Handled> HandleOneAsync(
        ConversationLease lease,
        ClaimedText text,
        bool endsLease,
        CancellationToken stopping
    )
    {
        var place = await sends.TryTakePlaceAsync(text.Text);
        SendLease? placed = null;
        try
        {
            var handled = await flow.HandleAsync(
                lease,
                text,
                endsLease,
                place,
                beforeApply: () => CrashPoints.Reach(CrashPoints.BeforeApply)
            );
            CrashPoints.Reach(CrashPoints.AfterApply);
            placed = handled.Placed;
            return handled;
        }
        finally
        {
            if (place is not null && placed is not null)
                sends.Send(placed, place, stopping);
            else if (place is not null)
                sends.Leave(place);
        }
    }

    private void Report(ClaimedText text, Handled handled)
    {
        var outcome = handled.Outcome!;
        TextMetrics.Decided(outcome.Code, text.Text, time.GetUtcNow());
        if (outcome.Reply is not null && handled.Placed is null)
            outbox.Bell.Ring();
        watched?.Bell.Ring();
        if (outcome.Code == OutcomeCode.Unprocessed)
            LogDead(text.Text.Sid, text.Attempt - 1);
        foreach (var alert in handled.Alerts)
            LogAlert(alert.Kind, AlertWords.Shown(alert.Kind, alert.Subject), text.Text.Sid);
        LogOutcome(
            text.Text.Sid,
            PhoneMask.Mask(text.Text.Sender),
            outcome.Code,
            outcome.Reply?.ToString() ?? "no reply"
        );
    }

    /// <summary>1, 2, 4, 8, 16 s: a fault that passes by itself should not cost a text all its attempts.</summary>
    private static TimeSpan Rest(int attempt) => TimeSpan.FromSeconds(1 << Math.Clamp(attempt - 1, 0, 4));

    [LoggerMessage(Level = LogLevel.Information, Message = "Text {Sid} from {Phone}: {Outcome}, {Reply}")]
    private partial void LogOutcome(string sid, string phone, OutcomeCode outcome, string reply);

    [LoggerMessage(Level = LogLevel.Error, Message = "ALERT {Kind}: {Subject}, by text {Sid}")]
    private partial void LogAlert(AlertKind kind, string subject, string sid);

    [LoggerMessage(Level = LogLevel.Error, Message = "Text {Sid} is left to a person after {Attempts} attempts")]
    private partial void LogDead(string sid, int attempts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Text {Sid} not applied: {Applied} on attempt {Attempt}")]
    private partial void LogNotApplied(string sid, Applied applied, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Text {Sid} from {Phone} failed on attempt {Attempt}")]
    private partial void LogFailed(Exception exception, string sid, string phone, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Inbox:Paused is set: texts are accepted and wait")]
    private partial void LogPaused();

    [LoggerMessage(Level = LogLevel.Error, Message = "The inbox could not be worked")]
    private partial void LogPassFailed(Exception exception);
}
