using SmsActivation.Core.Alerts;
using SmsActivation.Core.Events;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Events;

/// <summary>Tells each target what happened, a few events side by side, those of one member one after the other. A target
/// that is down holds up no other.</summary>
public sealed partial class EventSender(
    EventClaims claims,
    EventPost post,
    EventOptions options,
    TimeProvider time,
    ILogger<EventSender> logger
) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.Targets.Select(target => WorkAsync(new EventLane(target), stoppingToken)));

    private async Task WorkAsync(EventLane lane, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var told = 0;
            try
            {
                told = await SendDueAsync(lane, stopping);
            }
            // The database is away or full: events wait where they are, and so do we.
            catch (Exception exception)
            {
                LogPassFailed(exception, lane.Target.Name);
            }
            if (told == 0)
                await Task.Delay(Poll, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One pass; answers how many were told.</summary>
    internal async Task<int> SendDueAsync(EventLane lane, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (lane.RestsUntil > now)
            return 0;
        var lease = await claims.ClaimAsync(lane.Target.Name, options.Parallel, now);
        if (lease.Events.Count == 0)
            return 0;
        var answers = await Task.WhenAll(lease.Events.Select(told => SendOneAsync(lane.Target, lease, told, stopping)));
        stopping.ThrowIfCancellationRequested();
        if (lane.Learn(answers, time.GetUtcNow()) is { } rest)
            LogRests(lane.Target.Name, rest);
        return answers.Count(answer => answer is EventAnswer.Told);
    }

    private async Task<EventAnswer?> SendOneAsync(
        EventTarget target,
        EventLease lease,
        StoredEvent told,
        CancellationToken stopping
    )
    {
        CrashPoints.Reach(CrashPoints.BeforeEvent);
        EventAnswer answer;
        try
        {
            answer = await post.SendAsync(target, told.EventId, EventBody.Write(told), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await claims.ReleaseAsync(lease.Token, told.Id, time.GetUtcNow());
            return null;
        }
        CrashPoints.Reach(CrashPoints.AfterEvent);
        var now = time.GetUtcNow();
        switch (answer)
        {
            case EventAnswer.Told(var status):
                await claims.DeliveredAsync(told.Id, lease.Token, status, now);
                break;
            case EventAnswer.NotTold { Fault: var fault } when now >= told.RetryUntil:
                if (await claims.GiveUpAsync(told.Id, lease.Token, fault, target.Name, now))
                    LogGivenUp(AlertKind.EventGivenUp, told.EventId, target.Name, told.Attempts, fault.Words);
                break;
            case EventAnswer.NotTold { Fault: var fault }:
                await claims.PutOffAsync(told.Id, lease.Token, fault, now + EventPace.AfterRefusal(told.Refusals + 1));
                LogPutOff(told.EventId, target.Name, fault.Words, told.Attempts);
                break;
        }
        return answer;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {Id} was not told to {Target}: {Fault} (try {Try})")]
    private partial void LogPutOff(string id, string target, string fault, int @try);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing was told to {Target}; it is left alone for {Rest}")]
    private partial void LogRests(string target, TimeSpan rest);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "ALERT {Alert}: event {Id} is given up for {Target} after {Tries} tries, the last: {Fault}; 'events replay' has it told again"
    )]
    private partial void LogGivenUp(AlertKind alert, string id, string target, int tries, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "The events of {Target} could not be worked")]
    private partial void LogPassFailed(Exception exception, string target);
}

/// <summary>A target, and whether it is left alone for a while.</summary>
internal sealed class EventLane(EventTarget target)
{
    private int _failedInARow;

    public EventTarget Target => target;
    public DateTimeOffset RestsUntil { get; private set; }

    /// <summary>How long it is left alone from now on; null when it is not.</summary>
    public TimeSpan? Learn(IReadOnlyList<EventAnswer?> answers, DateTimeOffset now)
    {
        if (answers.Any(answer => answer is EventAnswer.Told))
        {
            _failedInARow = 0;
            return null;
        }
        var down = answers.OfType<EventAnswer.NotTold>().Where(answer => answer.IsDown).ToList();
        if (down.Count == 0)
            return null;
        var asked = down.Max(answer => answer.Wait);
        var ours = EventPace.AfterPass(++_failedInARow);
        var rest = asked > ours ? asked : ours;
        RestsUntil = now + rest;
        return rest;
    }
}
