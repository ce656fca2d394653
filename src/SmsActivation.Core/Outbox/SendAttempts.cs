using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Outbox;

/// <summary>The tries of the outbox, each on disk before its first byte leaves.</summary>
internal static class SendAttempts
{
    /// <param name="text">As sent, with {password} left open.</param>
    public static Task<int> AddAsync(Session session, long messageId, string token, string text, DateTimeOffset now) =>
        session.ExecuteAsync(
            "insert into send_attempts (message_id, token, started_at, text) values (@messageId, @token, @now, @text)",
            new
            {
                messageId,
                token,
                now,
                text,
            }
        );
}
