using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Alerts;

/// <summary>Webhooks that wait to be told of an alert. A notice comes at least once, with the same id at every try.</summary>
public sealed class AlertNotices(IDatabase database)
{
    private const int MostAtOnce = 20;

    /// <summary>The oldest of one receiver that are due, in the order in which they came about.</summary>
    public async Task<IReadOnlyList<DueNotice>> DueAsync(string target, DateTimeOffset now)
    {
        var rows = await database.ReadAsync(session =>
            session.QueryAsync<NoticeRow>(
                $"""
                select n.id as notice, n.notice_id, n.news, n.attempts, n.created_at,
                       (select min(s.error) from alert_notices s
                        where s.alert_id = n.alert_id and s.news = n.news and s.channel = 'sms') as not_texted,
                       a.id, a.kind, a.subject, a.raised_at, a.last_seen_at, a.cleared_at, a.acknowledged_at,
                       a.acknowledged_by, a.figure, a.usual
                from alert_notices n join alerts a on a.id = n.alert_id
                where n.due_at <= @now and n.channel = 'webhook' and n.target = @target and a.kind in {AlertStore.Known}
                order by n.id {session.Dialect.First("@MostAtOnce")}
                """,
                new
                {
                    target,
                    now,
                    MostAtOnce,
                }
            )
        );
        return [.. rows.Select(row => row.ToDue())];
    }

    public Task<int> ToldAsync(long notice, DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update alert_notices set told_at = @now, due_at = null, attempts = attempts + 1, error = null
                where id = @notice and due_at is not null
                """,
                new { notice, now }
            )
        );

    public Task<int> PutOffAsync(long notice, string error, DateTimeOffset dueAt) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update alert_notices set due_at = @dueAt, attempts = attempts + 1, error = @error
                where id = @notice and due_at is not null
                """,
                new
                {
                    notice,
                    error,
                    dueAt,
                }
            )
        );

    public Task<int> GiveUpAsync(long notice, string error, DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update alert_notices set failed_at = @now, due_at = null, attempts = attempts + 1, error = @error
                where id = @notice and due_at is not null
                """,
                new
                {
                    notice,
                    error,
                    now,
                }
            )
        );

    private sealed class NoticeRow : StandingAlert
    {
        public long Notice { get; init; }
        public string NoticeId { get; init; } = "";
        public string News { get; init; } = "";
        public int Attempts { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public string? NotTexted { get; init; }

        public DueNotice ToDue() =>
            new(
                Notice,
                NoticeId,
                Enum.Parse<AlertNews>(News, ignoreCase: true),
                this,
                NotTexted,
                Attempts,
                CreatedAt + AlertOptions.RetryFor
            );
    }
}

/// <param name="NotTexted">Why nobody could be texted, where nobody was.</param>
public sealed record DueNotice(
    long Id,
    string NoticeId,
    AlertNews News,
    StandingAlert Alert,
    string? NotTexted,
    int Attempts,
    DateTimeOffset RetryUntil
);
