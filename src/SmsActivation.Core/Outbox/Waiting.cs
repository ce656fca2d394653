using SmsActivation.Core.Activation;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Outbox;

/// <summary>Texts that were answered by a reply still under way: if that one fails they get their own.</summary>
internal static class Waiting
{
    /// <summary>The oldest waiting PASSWORD gets a reply of its own, and the others wait for that.</summary>
    /// <param name="askedFrom">Only those that were texted from then on.</param>
    public static async Task GiveTheirOwnAsync(
        Session session,
        long failedReply,
        DateTimeOffset now,
        DateTimeOffset? askedFrom = null
    )
    {
        var ofThose = askedFrom is null
            ? ""
            : "and exists (select 1 from inbound_messages i where i.id = inbound_id and i.received_at >= @askedFrom)";
        var waiting = await session.QueryAsync<long>(
            $"""
            select id from activation_log
            where reply_id = @failedReply and outcome = '{nameof(OutcomeCode.PasswordReissued)}'
                -- a phone that was erased meanwhile waits for nothing
                and exists (select 1 from conversations where sender = phone)
                and id > (select min(id) from activation_log where reply_id = @failedReply) {ofThose}
            order by id
            """,
            new { failedReply, askedFrom }
        );
        if (waiting.Count == 0)
            return;
        var own = await session.ScalarAsync<long>(
            session.Dialect.InsertForId(
                """
                insert into outbound_messages
                    (sender, channel, to_address, texted_address, template, language, member_id,
                     holds_password, state, priority, due_at, created_at)
                select i.sender, i.channel, i.from_address, i.to_address, @template, f.language, f.member_id,
                       1, 'queued', @priority, @now, @now
                from activation_log l
                    join inbound_messages i on i.id = l.inbound_id
                    join outbound_messages f on f.id = @failedReply
                where l.id = @oldest
                """
            ),
            new
            {
                failedReply,
                oldest = waiting[0],
                template = nameof(ReplyTemplate.PasswordReissued),
                priority = SendPriority.Welcome,
                now,
            }
        );
        await session.ExecuteAsync(
            "update activation_log set reply_id = @own where id in @waiting and reply_id = @failedReply",
            new
            {
                own,
                waiting,
                failedReply,
            }
        );
    }
}
