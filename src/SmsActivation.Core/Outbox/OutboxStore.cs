using SmsActivation.Core.Activation;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Outbox;

/// <summary>Puts replies into the durable outbox: a template with its parameters, never a password.</summary>
public static class OutboxStore
{
    internal static async Task<long> QueueAsync(
        Session session,
        InboundText text,
        ReplyTemplate template,
        ActivationOutcome outcome,
        string language,
        long? memberId,
        DateTimeOffset now
    ) =>
        await session.ScalarAsync<long>(
            session.Dialect.InsertForId(
                """
                insert into outbound_messages
                    (sender, channel, to_address, texted_address, template, language, card, wait_seconds, member_id,
                     holds_password, state, due_at, created_at)
                values
                    (@Sender, @channel, @From, @To, @template, @language, @card, @wait, @memberId,
                     @holdsPassword, 'queued', @now, @now)
                """
            ),
            new
            {
                text.Sender,
                channel = text.Channel.Word(),
                text.From,
                text.To,
                template = template.ToString(),
                language,
                card = outcome.ReplyCard?[^4..],
                wait = (int?)outcome.Wait?.TotalSeconds,
                memberId,
                holdsPassword = ReplyTemplates.CarriesPassword(template),
                now,
            }
        );
}
