using SmsActivation.Core.Events;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Consents;

/// <summary>The carrier refuses a text because its recipient has opted out there, which we may never have heard of.
/// Source: Twilio, error 21610, "Attempt to send to unsubscribed recipient".</summary>
internal static class CarrierOptOut
{
    public const int Code = 21610;

    /// <summary>It counts as an opt-out, unless a keyword of the phone is newer than the try: START may have ended it. First
    /// in a transaction, for it locks the conversation.</summary>
    /// <param name="attempt">The token of the try, or null.</param>
    /// <param name="sid">Of the try, where it has no token.</param>
    public static async Task NoteAsync(
        Session session,
        EventOutbox events,
        string? attempt,
        string? sid,
        DateTimeOffset now
    )
    {
        var which = attempt is null ? "a.sid = @sid" : "a.token = @attempt";
        var refused = await session.FirstAsync<RefusedRow>(
            $"""
            select o.sender, o.channel, o.texted_address, a.started_at
            from send_attempts a join outbound_messages o on o.id = a.message_id
            where {which}
            """,
            new { attempt, sid }
        );
        if (refused is null)
            return;
        var channel = Channels.Parse(refused.Channel);
        var counts = await session.ExecuteAsync(
            channel switch
            {
                Channel.Sms => """
                update conversations set sms_opted_out_at = coalesce(sms_opted_out_at, @now)
                where sender = @Sender and (sms_keyword_at is null or sms_keyword_at <= @StartedAt)
                """,
                Channel.WhatsApp => """
                update conversations set whatsapp_opted_out_at = coalesce(whatsapp_opted_out_at, @now)
                where sender = @Sender and (whatsapp_keyword_at is null or whatsapp_keyword_at <= @StartedAt)
                """,
            },
            new
            {
                refused.Sender,
                refused.StartedAt,
                now,
            }
        );
        // Nor of somebody who was erased meanwhile.
        if (counts == 0)
            return;
        var optOut = new OptOut(refused.Sender, channel, refused.TextedAddress ?? "");
        await OptOuts.StopAsync(session, events, optOut, OptOutSource.Carrier, now, now);
    }

    private sealed class RefusedRow
    {
        public string Sender { get; init; } = "";
        public string Channel { get; init; } = "";

        /// <summary>What its recipient would text to reach us; of a campaign, what it left from.</summary>
        public string? TextedAddress { get; init; }
        public DateTimeOffset StartedAt { get; init; }
    }
}
