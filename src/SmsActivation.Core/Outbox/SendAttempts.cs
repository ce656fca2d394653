using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Outbox;

/// <summary>The tries of the outbox, each on disk before its first byte leaves.</summary>
internal static class SendAttempts
{
    /// <param name="text">As sent, with {password} left open.</param>
    /// <param name="holdsPassword">Then the carrier's copy is redacted in the end, report or no report.</param>
    public static Task<int> AddAsync(
        Session session,
        long messageId,
        string token,
        string text,
        bool holdsPassword,
        DateTimeOffset now
    ) =>
        session.ExecuteAsync(
            """
            insert into send_attempts (message_id, token, started_at, text, redact_at)
            values (@messageId, @token, @now, @text, @redactAt)
            """,
            new
            {
                messageId,
                token,
                now,
                text,
                redactAt = holdsPassword ? now + Redaction.WithoutReport : (DateTimeOffset?)null,
            }
        );
}
