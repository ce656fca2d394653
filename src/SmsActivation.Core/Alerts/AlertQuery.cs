using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Alerts;

/// <summary>The alerts for people: what stands, who was told, and who looks after it.</summary>
public sealed class AlertQuery(IDatabase database, AlertStore store)
{
    /// <summary>The most severe first, then the oldest.</summary>
    public async Task<IReadOnlyList<StandingAlert>> StandingAsync() =>
        [
            .. (await store.StandingAsync())
                .OrderByDescending(alert => alert.Kind.Severity())
                .ThenBy(alert => alert.RaisedAt),
        ];

    /// <summary>What was told of one alert, the oldest first.</summary>
    public Task<IReadOnlyList<AlertNotice>> NoticesAsync(long alert) =>
        database.ReadAsync(session =>
            session.QueryAsync<AlertNotice>(
                """
                select n.news, n.channel, n.target, n.created_at, n.told_at, n.failed_at, n.error, o.state as text_state
                from alert_notices n left join outbound_messages o on o.id = n.outbound_id
                where n.alert_id = @alert order by n.id
                """,
                new { alert }
            )
        );

    /// <summary>Somebody looks after it: nobody is reminded any more, and the all-clear is told all the same. False when it
    /// stands no longer, or another has acknowledged it.</summary>
    public Task<bool> AcknowledgeAsync(long id, Actor by, string? reason, DateTimeOffset now) =>
        database.WriteAsync(session => AcknowledgeAsync(session, id, by, reason, now));

    internal static async Task<bool> AcknowledgeAsync(
        Session session,
        long id,
        Actor by,
        string? reason,
        DateTimeOffset now
    )
    {
        var row = new
        {
            id,
            by.Name,
            now,
        };
        var acknowledged = await session.ExecuteAsync(
            $"""
            update alerts set acknowledged_at = @now, acknowledged_by = @Name, tell_at = null
            where id = @id and cleared_at is null and acknowledged_at is null and kind in {AlertStore.Known}
            """,
            row
        );
        if (acknowledged == 0)
            return false;
        var alert = await session.FirstAsync<StandingAlert>(
            $"select {AlertStore.Columns} from alerts where id = @id",
            row
        );
        var act = new StaffAct(by, StaffActKind.AlertAcknowledged, Reason: reason) { Detail = alert!.Summary };
        await StaffActs.WriteAsync(session, act, now);
        return true;
    }
}

/// <summary>One webhook or text about an alert, and how it stands.</summary>
public sealed class AlertNotice
{
    /// <summary>raised, reminded or cleared.</summary>
    public string News { get; init; } = "";

    /// <summary>webhook or sms.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The webhook's name, or the phone, masked.</summary>
    public string Target { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ToldAt { get; init; }
    public DateTimeOffset? FailedAt { get; init; }
    public string? Error { get; init; }

    /// <summary>How the text stands with the carrier.</summary>
    public string? TextState { get; init; }
}
