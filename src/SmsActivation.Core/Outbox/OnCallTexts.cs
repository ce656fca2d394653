using SmsActivation.Core.Inbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Outbox;

/// <summary>Texts to whoever is on call: rows of the one outbox that leave before all others and are counted against no
/// limit of a customer's.</summary>
internal static class OnCallTexts
{
    public static async Task<long> AddAsync(
        Session session,
        OptOutKey optOuts,
        string phone,
        string words,
        DateTimeOffset now
    )
    {
        await Conversations.EnsureAsync(session, optOuts, phone, now);
        return await session.ScalarAsync<long>(
            session.Dialect.InsertForId(
                """
                insert into outbound_messages
                    (sender, channel, to_address, template, language, holds_password, state, priority, due_at,
                     created_at, words)
                values (@phone, @channel, @phone, @template, 'en', 0, 'queued', @priority, @now, @now, @words)
                """
            ),
            new
            {
                phone,
                channel = Channel.Sms.Word(),
                template = nameof(ReplyTemplate.OnCall),
                priority = SendPriority.OnCall,
                words,
                now,
            }
        );
    }
}
