using SmsActivation.Core.Consents;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Cases;

/// <summary>Texts to a customer that no text of theirs asked for: statements that run inside an action of staff.</summary>
public sealed class CustomerTexts(TwilioOptions twilio, ReplyOptions replies, OptOutKey optOuts)
{
    /// <summary>Locks the phone's conversation, which comes first in the lock order, and says how to reach it; null where
    /// it is no phone (any more).</summary>
    internal async Task<Addressee?> LockAsync(Session session, string phone, DateTimeOffset now)
    {
        if (!phone.StartsWith('+'))
            return null;
        await Conversations.EnsureAsync(session, optOuts, phone, now);
        await session.LockAsync(
            $"select sender from conversations{session.Dialect.Locked} where sender = @phone",
            new { phone }
        );
        var last = await session.FirstAsync<LastRow>(
            $"""
            select l.channel, i.to_address
            from activation_log l left join inbound_messages i on i.id = l.inbound_id
            where l.phone = @phone
            order by l.id desc {session.Dialect.First("@most")}
            """,
            new { phone, most = 1 }
        );
        var channel = last is null ? Channel.Sms : Channels.Parse(last.Channel);
        return new Addressee(
            phone,
            channel,
            twilio.ServiceNumber(last?.ToAddress),
            ReplyLanguage.For(
                last?.ToAddress is { } texted ? twilio.NumberTexted(texted)?.Language : null,
                PhoneReader.CountryOf(phone),
                replies
            ),
            await OptOuts.StandsAsync(session, phone, channel, twilio.ServiceSenders())
        );
    }

    /// <summary>Queues a text, unless the customer has opted out.</summary>
    internal static async Task<CaseAnswer> TellAsync(
        Session session,
        Addressee? to,
        ReplyTemplate template,
        string? card,
        long? member,
        DateTimeOffset now
    )
    {
        if (to is null)
            return CaseAnswer.Done;
        if (to.OptedOut)
            return CaseAnswer.DoneUntold;
        await AddAsync(session, to, template, card, member, insteadOf: null, now);
        return CaseAnswer.DoneTold;
    }

    /// <summary>False when another has made that text good meanwhile.</summary>
    /// <param name="insteadOf">The text that did not arrive.</param>
    internal static async Task<bool> AddAsync(
        Session session,
        Addressee to,
        ReplyTemplate template,
        string? card,
        long? member,
        long? insteadOf,
        DateTimeOffset now
    )
    {
        var (id, _) = await OutboxStore.AddAsync(
            session,
            new OutgoingText(
                Id: 0,
                to.Phone,
                to.Channel,
                to.Address,
                to.Texted,
                template,
                to.Language,
                card?[^4..],
                Wait: null,
                member,
                template.CarriesPassword(),
                Attempts: 0,
                now
            ),
            place: null
        );
        return await session.TryInsertAsync(
            "update outbound_messages set by_staff = 1, instead_of = @insteadOf where id = @id",
            new { id, insteadOf }
        );
    }

    private sealed class LastRow
    {
        public string Channel { get; init; } = "";
        public string? ToAddress { get; init; }
    }
}

/// <summary>A customer as a text reaches them.</summary>
/// <param name="Texted">The number of ours that they texted last, or one that is not the campaigns' only.</param>
/// <param name="OptedOut">Of what such texts leave from, on this channel.</param>
internal sealed record Addressee(string Phone, Channel Channel, string? Texted, string Language, bool OptedOut)
{
    public string Address =>
        Channel switch
        {
            Channel.Sms => Phone,
            Channel.WhatsApp => Channels.WhatsAppPrefix + Phone,
        };
}
