using SmsActivation.Core.Inbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Activation;

/// <summary>The append-only record of what became of each text.</summary>
public static class ActivationLog
{
    internal static async Task<bool> HasAsync(Session session, long inboundId) =>
        await session.ScalarAsync<long>(
            "select count(*) from activation_log where inbound_id = @inboundId",
            new { inboundId }
        ) > 0;

    /// <param name="language">Of the reply, whether one is owed or not.</param>
    /// <param name="host">Who decided it: the machine's name.</param>
    internal static Task<int> AppendAsync(
        Session session,
        ClaimedText claimed,
        OutcomeCode outcome,
        string? card,
        long? replyId,
        string facts,
        string language,
        string host,
        DateTimeOffset now
    ) =>
        session.ExecuteAsync(
            """
            insert into activation_log
                (inbound_id, at, message_sid, channel, phone, card, outcome, reply_id, facts, language, host)
            values (@Id, @now, @Sid, @channel, @Sender, @card, @outcome, @replyId, @facts, @language, @host)
            """,
            new
            {
                claimed.Id,
                claimed.Text.Sid,
                channel = claimed.Text.Channel.Word(),
                claimed.Text.Sender,
                card,
                outcome = outcome.ToString(),
                replyId,
                facts,
                language,
                host,
                now,
            }
        );
}
