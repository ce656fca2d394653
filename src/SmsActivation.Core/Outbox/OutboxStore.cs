using SmsActivation.Core.Inbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Outbox;

/// <summary>Puts replies into the durable outbox: a template with its parameters, never a password.</summary>
public static class OutboxStore
{
    /// <summary>Queues a reply; or, where it has a place at once, announces its first try in the same breath. One with a
    /// password is only claimed: its try is announced with the password's hash.</summary>
    internal static async Task<(long? Id, SendLease? Lease)> AddAsync(
        Session session,
        OutgoingText text,
        SendPlace? place
    )
    {
        var id = await session.ScalarAsync<long>(
            session.Dialect.InsertForId(
                """
                insert into outbound_messages
                    (sender, channel, to_address, texted_address, template, language, card, wait_seconds, member_id,
                     holds_password, state, attempts, due_at, lease_until, lease_token, priority,
                     created_at)
                values
                    (@Sender, @channel, @To, @TextedAddress, @template, @Language, @Card, @wait, @MemberId,
                     @HoldsPassword, @state, @attempts, @CreatedAt, @until, @token, @priority,
                     @CreatedAt)
                """
            ),
            new
            {
                text.Sender,
                channel = text.Channel.Word(),
                text.To,
                text.TextedAddress,
                template = text.Template.ToString(),
                text.Language,
                text.Card,
                wait = (int?)text.Wait?.TotalSeconds,
                text.MemberId,
                text.HoldsPassword,
                state = place is null ? "queued"
                : text.HoldsPassword ? "claimed"
                : "sending",
                attempts = place is null || text.HoldsPassword ? 0 : 1,
                until = place?.Until,
                token = place?.Token,
                priority = SendPriority.Of(text.Template),
                text.CreatedAt,
            }
        );
        if (place is null)
        {
            if (text.Template.IsWelcome())
                await TakeOthersAlongAsync(session, text.Sender);
            return (id, null);
        }
        var placed = text with { Id = id };
        if (!text.HoldsPassword)
            await SendAttempts.AddAsync(
                session,
                id,
                place.Token,
                place.Write(placed),
                holdsPassword: false,
                text.CreatedAt
            );
        return (id, new SendLease(place.Token, placed));
    }

    /// <summary>A phone's texts keep their order: what waits before a welcome leaves before it.</summary>
    private static Task<int> TakeOthersAlongAsync(Session session, string sender) =>
        session.ExecuteAsync(
            $"""
            update outbound_messages set priority = {SendPriority.Welcome}
            where sender = @sender and priority > {SendPriority.Welcome} and campaign = 0
                and state in ('queued', 'claimed', 'sending', 'retry', 'unknown')
            """,
            new { sender }
        );
}
