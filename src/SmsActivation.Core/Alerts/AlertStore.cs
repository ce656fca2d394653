using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Alerts;

/// <summary>The alerts that stand, and what a look changes in them.</summary>
public sealed class AlertStore(IDatabase database)
{
    // A kind of a newer version is that version's to clear and to tell.
    internal static readonly string Known = NamesInSql.Of<AlertKind>();

    internal const string Columns = """
        id, kind, subject, raised_at, coalesce(last_seen_at, raised_at) as last_seen_at, cleared_at,
        acknowledged_at, acknowledged_by, figure, usual, tell_at
        """;

    // A name of a campaign is its own, and what is resumed or stopped has paused by itself no more.
    private const string Paused = """
        from campaigns c
        where alerts.kind = 'CampaignPaused' and c.name = alerts.subject and c.state = 'Paused' and c.ended_by is null
        """;

    /// <summary>The oldest first.</summary>
    public Task<IReadOnlyList<StandingAlert>> StandingAsync() => database.ReadAsync(StandingAsync);

    internal static Task<IReadOnlyList<StandingAlert>> StandingAsync(Session session) =>
        session.QueryAsync<StandingAlert>(
            $"""
            select {Columns}, (select c.id {Paused}) as campaign_id, (select c.end_reason {Paused}) as campaign_reason
            from alerts where cleared_at is null and kind in {Known} order by id
            """
        );

    /// <summary>For what no transaction of a text's or a card's raises; false when it stood already.</summary>
    public Task<bool> RaiseAsync(Alert alert, DateTimeOffset now) =>
        database.WriteAsync(session => Alert.RaiseAsync(session, alert, now));

    /// <summary>Those that were raised by this call: another host may have been faster.</summary>
    public Task<IReadOnlyList<Alert>> ApplyAsync(AlertChanges changes, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var raised = new List<Alert>();
            foreach (var alert in changes.Raised)
                if (await Alert.RaiseAsync(session, alert, now))
                    raised.Add(alert);
            foreach (var (stood, found, worse) in changes.Still)
                await session.ExecuteAsync(
                    """
                    update alerts set
                        last_seen_at = @now, figure = @Figure, usual = @Usual,
                        acknowledged_at = case when @worse = 1 then null else acknowledged_at end,
                        acknowledged_by = case when @worse = 1 then null else acknowledged_by end,
                        tell_at = case when @worse = 1 then @now else tell_at end
                    where id = @Id and cleared_at is null
                    """,
                    new
                    {
                        stood.Id,
                        found.Figure,
                        found.Usual,
                        worse,
                        now,
                    }
                );
            foreach (var over in changes.Over)
                await session.ExecuteAsync(
                    """
                    update alerts set cleared_at = @now, tell_at = case when @quietly = 1 then null else @now end
                    -- not one that was seen again meanwhile
                    where id = @Id and cleared_at is null and coalesce(last_seen_at, raised_at) <= @LastSeenAt
                    """,
                    new
                    {
                        over.Id,
                        over.LastSeenAt,
                        quietly = over.Kind.IsMoment(),
                        now,
                    }
                );
            return (IReadOnlyList<Alert>)raised;
        });

    /// <summary>What began and ended while nobody could write it down: only its end is told.</summary>
    public Task EndedAsync(Alert alert, DateTimeOffset since, DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                insert into alerts (kind, subject, raised_at, last_seen_at, cleared_at, tell_at)
                values (@kind, @Subject, @since, @now, @now, @now)
                """,
                new
                {
                    kind = alert.Kind.ToString(),
                    alert.Subject,
                    since,
                    now,
                }
            )
        );
}
