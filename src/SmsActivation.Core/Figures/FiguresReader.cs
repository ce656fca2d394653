using SmsActivation.Core.Alerts;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Figures;

/// <summary>How activation goes, as of one moment.</summary>
/// <param name="SendsTaken">Of today's ceiling, sent or set aside by a host.</param>
/// <param name="SendsBlock">What a host sets aside at once.</param>
public sealed record CurrentFigures(
    DateTimeOffset At,
    LogFigures Log,
    ReplyTimes Replies,
    Queues Queues,
    Pace Pace,
    IReadOnlyList<CarrierError> Errors,
    int SendsTaken,
    int SendsCeiling,
    int SendsBlock,
    IReadOnlyList<HostView> Hosts,
    IReadOnlyList<StandingAlert> Alerts
)
{
    /// <summary>How long the last text in line will wait to be decided; null when nobody can tell.</summary>
    public TimeSpan? InboxWait => Pace.Wait(Queues.Inbox, At - Queues.InboxSince, Pace.Decided);

    /// <summary>How long the last reply that is due will wait to leave; null when nobody can tell.</summary>
    public TimeSpan? OutboxWait => Pace.Wait(Queues.Due, At - Queues.DueSince, Pace.Taken);
}

/// <summary>Reads all figures of one moment from one snapshot, so that they fit each other.</summary>
public sealed class FiguresReader(IDatabase database, SendDayStore days)
{
    public Task<CurrentFigures> ReadAsync(DateTimeOffset now) =>
        database.ReadAsync(async session => new CurrentFigures(
            now,
            await LogFigures.ReadAsync(session, now),
            await ReplyTimes.ReadAsync(session, now),
            await Queues.ReadAsync(session, now),
            await Pace.ReadAsync(session, now),
            await CarrierError.ReadAsync(session, now),
            await SendDayStore.TakenAsync(session, DateOnly.FromDateTime(now.UtcDateTime)),
            days.Ceiling,
            days.Block,
            await HostView.AllAsync(session),
            await AlertStore.StandingAsync(session)
        ));
}
