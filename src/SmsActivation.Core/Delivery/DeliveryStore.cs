using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Delivery;

/// <summary>What a delivery report did to the outbox.</summary>
public enum Reported
{
    Moved,

    /// <summary>It said nothing new, or came after its time.</summary>
    NothingNew,

    /// <summary>No text of ours.</summary>
    NotOurs,
}

/// <summary>A signed report of the carrier. <paramref name="Attempt"/> is the token that rode in the callback URL.</summary>
public sealed record DeliveryReport(string? Attempt, string Sid, DeliveryState State, int? ErrorCode, string? Word);

/// <summary>Takes delivery reports in: any signed one proves that the carrier accepted the try, even before the
/// create's own answer.</summary>
public sealed class DeliveryStore(IDatabase database)
{
    public Task<Reported> ReportAsync(DeliveryReport report, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var message = await FindAsync(session, report);
            if (message is null)
                return Reported.NotOurs;
            var parameters = new
            {
                id = message.Value,
                report.Attempt,
                report.Sid,
                report.ErrorCode,
                report.Word,
                state = report.State.Word(),
                now,
            };
            await session.ExecuteAsync(
                """
                update send_attempts set result = 'accepted', sid = coalesce(sid, @Sid)
                where message_id = @id and (token = @Attempt or sid = @Sid)
                """,
                parameters
            );
            var moved = report.State switch
            {
                DeliveryState.Sent => await session.ExecuteAsync(
                    """
                    update outbound_messages set
                        state = 'sent', sid = coalesce(sid, @Sid), sent_at = @now, lease_until = null, lease_token = null
                    where id = @id and state in ('sending', 'unknown', 'retry', 'claimed')
                    """,
                    parameters
                ),
                _ => await session.ExecuteAsync(
                    """
                    update outbound_messages set
                        state = @state, sid = coalesce(sid, @Sid), sent_at = coalesce(sent_at, @now), settled_at = @now,
                        lease_until = null, lease_token = null,
                        error_code = coalesce(error_code, @ErrorCode),
                        error = case when @state = 'delivered' then error else coalesce(error, @Word) end
                    where id = @id and state in ('sending', 'unknown', 'retry', 'claimed', 'sent')
                    """,
                    parameters
                ),
            };
            if (moved > 0 && report.State is DeliveryState.Undelivered or DeliveryState.Failed)
                await Waiting.GiveTheirOwnAsync(session, message.Value, now);
            return moved > 0 ? Reported.Moved : Reported.NothingNew;
        });

    private static async Task<long?> FindAsync(Session session, DeliveryReport report)
    {
        if (report.Attempt is { } token)
            return await session.ScalarAsync<long?>(
                "select message_id from send_attempts where token = @token",
                new { token }
            );
        return await session.ScalarAsync<long?>(
            "select id from outbound_messages where sid = @Sid",
            new { report.Sid }
        );
    }
}
