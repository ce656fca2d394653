using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Sending;

namespace SmsActivation.Worker.Setup;

/// <summary>Whether replies leave as they should. What waits because it must, for the next day, for its sender's turn or for
/// its sender's rest, is no fault of this host: another host could not send it either, and webhooks must be taken.</summary>
public sealed class OutboxCheck(
    IDatabase database,
    SendDayStore days,
    SenderPace pace,
    SenderPauses pauses,
    TwilioOptions twilio,
    OutboundHold hold,
    HealthOptions options
)
{
    public async Task<string> OutboxAsync(DateTimeOffset now)
    {
        // The usual look is at an index's first entries; who waits for what is asked only when somebody waits for long.
        var oldest = await database.ReadAsync(session =>
            session.ScalarAsync<DateTimeOffset?>(
                "select min(due_at) from outbound_messages where state in ('queued', 'retry') and due_at <= @now",
                new { now }
            )
        );
        if (oldest is null)
            return "ok";
        if (hold.IsOn)
            return "ok, but held: see restore";
        var waits = $"{(now - oldest.Value).TotalSeconds:0} s";
        if (now - oldest <= options.OldestDueReply)
            return $"ok, oldest due reply {waits}";
        if (await IsUsedUpAsync(now))
            return $"ok, but the oldest due reply waits {waits}, for the next day: see sends";
        var stuck = await StuckAsync(now);
        if (stuck is null)
            return $"ok, but the oldest due reply waits {waits}, for its sender's pace or rest";
        // What yesterday's ceiling left is due since midnight.
        if (await IsUsedUpAsync(now.AddDays(-1)) && stuck < Midnight(now))
            stuck = Midnight(now);
        var age = now - stuck.Value;
        return age <= options.OldestDueReply
            ? $"ok, oldest due reply {age.TotalSeconds:0} s"
            : $"oldest due reply waits {age.TotalSeconds:0} s";
    }

    public async Task<string> SendsAsync(DateTimeOffset now)
    {
        var taken = await days.TakenAsync(DateOnly.FromDateTime(now.UtcDateTime));
        var figures = $"{taken:n0} of {days.Ceiling:n0} sent or set aside today";
        return taken < days.Ceiling ? $"ok, {figures}" : $"ok, but Limits:SendsPerDay is used up: {figures}";
    }

    private async Task<bool> IsUsedUpAsync(DateTimeOffset day) =>
        await days.TakenAsync(DateOnly.FromDateTime(day.UtcDateTime)) >= days.Ceiling;

    /// <summary>Since when the oldest reply has been due that could leave now; null when there is none.</summary>
    private async Task<DateTimeOffset?> StuckAsync(DateTimeOffset now)
    {
        var waiting = await database.ReadAsync(session =>
            session.QueryAsync<WaitingRow>(
                """
                select coalesce(texted_address, '') as texted, min(due_at) as due_at
                from outbound_messages
                where state in ('queued', 'retry') and due_at <= @now
                group by coalesce(texted_address, '')
                """,
                new { now }
            )
        );
        return waiting.Where(row => MayLeave(twilio.ReplySender(row.Texted))).Min(row => (DateTimeOffset?)row.DueAt);

        bool MayLeave(string sender) => pauses.Until(sender, now) is null && !pace.IsAtWork(sender);
    }

    private static DateTimeOffset Midnight(DateTimeOffset now) => new(now.UtcDateTime.Date, TimeSpan.Zero);

    private sealed class WaitingRow
    {
        public string Texted { get; init; } = "";
        public DateTimeOffset DueAt { get; init; }
    }
}
