using SmsActivation.Core.Outbox;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Alerts;

/// <summary>Turns what is to be told of an alert into notices: webhooks that wait for their POST, and texts in the outbox.
/// Each alert in one transaction, so that a crash loses nothing and texts nobody twice.</summary>
public sealed class AlertTelling(
    IDatabase database,
    AlertOptions options,
    OptOutKey optOuts,
    string brand,
    string onCallSender
)
{
    public const string Webhook = "webhook";
    public const string Sms = "sms";

    /// <summary>Alerts that somebody is to be told of now, the oldest first.</summary>
    public Task<IReadOnlyList<StandingAlert>> DueAsync(DateTimeOffset now) =>
        database.ReadAsync(session =>
            session.QueryAsync<StandingAlert>(
                $"""
                select {AlertStore.Columns} from alerts
                where tell_at <= @now and kind in {AlertStore.Known} order by id
                """,
                new { now }
            )
        );

    /// <summary>Null when there was nothing to tell, or another host tells it.</summary>
    public Task<AlertNews?> TellAsync(StandingAlert alert, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var before = await BeforeAsync(session, alert);
            var news = NewsOf(alert, before);
            var texts = news is { } some && MayText(alert, some, before, now);
            var mine = await session.ExecuteAsync(
                "update alerts set tell_at = @next where id = @Id and tell_at = @TellAt",
                new
                {
                    alert.Id,
                    alert.TellAt,
                    next = NextAt(alert, texts ? now : before.TextedAt, now),
                }
            );
            if (mine == 0 || news is not { } told)
                return null;
            foreach (var target in options.Targets)
                await NoteAsync(session, alert, told, Webhook, target.Name, now, dueAt: now);
            if (texts)
                foreach (var phone in options.OnCall)
                    await TextAsync(session, alert, told, phone, now);
            return news;
        });

    private static AlertNews? NewsOf(StandingAlert alert, BeforeRow before)
    {
        if (alert.ClearedAt is not null)
            return before.Told > 0 || alert.Kind == AlertKind.DatabaseAway ? AlertNews.Cleared : null;
        if (before.Told == 0)
            return AlertNews.Raised;
        var again = !alert.Kind.IsMoment() || alert.LastSeenAt > before.ToldAt;
        return again && alert.AcknowledgedAt is null ? AlertNews.Reminded : null;
    }

    /// <summary>Of one subject at most one text in the time that they set, and the all-clear for whoever had one.</summary>
    private bool MayText(StandingAlert alert, AlertNews news, BeforeRow before, DateTimeOffset now) =>
        news switch
        {
            AlertNews.Raised or AlertNews.Reminded => !(now - before.TextedAt < options.RepeatAfter),
            AlertNews.Cleared => before.Texts > 0 || alert.Kind == AlertKind.DatabaseAway,
        };

    private DateTimeOffset? NextAt(StandingAlert alert, DateTimeOffset? textedAt, DateTimeOffset now)
    {
        if (alert.ClearedAt is not null || alert.AcknowledgedAt is not null)
            return null;
        // One that came again too soon for a text is texted when it still stands then.
        var next =
            options.OnCall.Count > 0 && textedAt is { } at ? at + options.RepeatAfter : now + options.RepeatAfter;
        return next > now ? next : now + options.RepeatAfter;
    }

    /// <summary>A text that could leave only once there is nothing left to tell is not written at all; that it was not is
    /// written down.</summary>
    private async Task TextAsync(Session session, StandingAlert alert, AlertNews news, string phone, DateTimeOffset now)
    {
        var cannot = news == AlertNews.Cleared ? null : CannotText(alert);
        var text = cannot is null
            ? await OnCallTexts.AddAsync(session, optOuts, phone, AlertSms.Write(alert, news, brand), now)
            : (long?)null;
        await NoteAsync(session, alert, news, Sms, PhoneMask.Mask(phone), now, outbound: text, error: cannot);
    }

    private string? CannotText(StandingAlert alert) =>
        alert switch
        {
            { Kind: AlertKind.CarrierDown } => "not texted: the carrier takes no texts",
            { Kind: AlertKind.SenderRefused, Subject: var sender } when sender.Length == 0 || sender == onCallSender =>
                "not texted: the carrier refuses the sender that would text it",
            { Kind: AlertKind.RestoreHolds } => "not texted: no text leaves during a restore",
            _ => null,
        };

    private static Task<int> NoteAsync(
        Session session,
        StandingAlert alert,
        AlertNews news,
        string channel,
        string target,
        DateTimeOffset now,
        DateTimeOffset? dueAt = null,
        long? outbound = null,
        string? error = null
    ) =>
        session.ExecuteAsync(
            """
            insert into alert_notices
                (alert_id, notice_id, news, channel, target, outbound_id, created_at, due_at, failed_at, error)
            values (@Id, @noticeId, @news, @channel, @target, @outbound, @now, @dueAt, @failedAt, @error)
            """,
            new
            {
                alert.Id,
                noticeId = "alr_" + Guid.CreateVersion7(now).ToString("N"),
                news = news.Word(),
                channel,
                target,
                outbound,
                now,
                dueAt,
                failedAt = error is null ? (DateTimeOffset?)null : now,
                error,
            }
        );

    private static async Task<BeforeRow> BeforeAsync(Session session, StandingAlert alert) =>
        (
            await session.FirstAsync<BeforeRow>(
                """
                select (select count(*) from alert_notices where alert_id = @Id) as told,
                       (select max(created_at) from alert_notices where alert_id = @Id) as told_at,
                       (select count(*) from alert_notices where alert_id = @Id and channel = 'sms') as texts,
                       (select max(n.created_at) from alert_notices n join alerts a on a.id = n.alert_id
                        where a.kind = @kind and a.subject = @Subject and n.channel = 'sms'
                            and n.news in ('raised', 'reminded')) as texted_at
                """,
                new
                {
                    alert.Id,
                    kind = alert.Kind.ToString(),
                    alert.Subject,
                }
            )
        )!;

    private sealed class BeforeRow
    {
        public int Told { get; init; }
        public DateTimeOffset? ToldAt { get; init; }

        /// <summary>Of this alert, those that could not leave among them.</summary>
        public int Texts { get; init; }

        /// <summary>Of this kind and subject, whenever it stood.</summary>
        public DateTimeOffset? TextedAt { get; init; }
    }
}
