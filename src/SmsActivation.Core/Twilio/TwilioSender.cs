using SmsActivation.Core.Outbox;

namespace SmsActivation.Core.Twilio;

/// <summary>Picks what a reply leaves from. Addresses are <c>+1555…</c>, a short code, or <c>whatsapp:+1555…</c>.</summary>
public static class TwilioSender
{
    public const string WhatsAppPrefix = "whatsapp:";

    /// <summary>
    /// The sender of a reply to a text on <paramref name="textedAddress"/>: that number or its ReplyFrom if it is
    /// ours, else the first number's, else the messaging service. WhatsApp has no letter senders and answers from
    /// the number itself.
    /// </summary>
    public static string ReplySender(this TwilioOptions options, string textedAddress)
    {
        if ((options.NumberTexted(textedAddress) ?? options.Numbers.FirstOrDefault()) is not { } number)
        {
            return options.MessagingServiceSid
                ?? throw new InvalidOperationException("Twilio:Numbers and Twilio:MessagingServiceSid are both unset.");
        }
        if (IsWhatsApp(textedAddress))
            return WhatsAppPrefix + number.Number;
        return string.IsNullOrEmpty(number.ReplyFrom) ? number.Number : number.ReplyFrom;
    }

    /// <summary>What a text leaves from: a campaign's from a sender of its own if there is one, so that STOP to it does not
    /// stop replies at the carrier.</summary>
    public static string SenderOf(this TwilioOptions options, OutgoingText text) =>
        (text.IsCampaign || text.IsCampaignTest) && !string.IsNullOrEmpty(options.CampaignSender)
            ? options.CampaignSender
            : options.ReplySender(text.TextedAddress ?? "");

    /// <summary>Null where all is left to the messaging service.</summary>
    public static string? CampaignsLeaveFrom(this TwilioOptions options) =>
        string.IsNullOrEmpty(options.CampaignSender)
            ? options.Numbers.FirstOrDefault()?.Number
            : options.CampaignSender;

    /// <summary>What texts about the service leave from, in both channels: a STOP to what only campaigns leave from leaves
    /// those alone.</summary>
    public static IReadOnlyList<string> ServiceSenders(this TwilioOptions options)
    {
        var all = options.Numbers.Select(number => number.Number).ToList();
        var own = all.Where(number => number != options.CampaignSender).ToList();
        if (own.Count == 0)
            own = all;
        return [.. own, .. own.Select(number => WhatsAppPrefix + number)];
    }

    /// <summary>The number that a customer texted, for a text that they did not ask for; another of ours where only campaigns
    /// leave from that one.</summary>
    public static string? ServiceNumber(this TwilioOptions options, string? texted) =>
        texted is not null
        && texted == options.CampaignSender
        && options.ServiceSenders() is [var first, ..]
        && first != texted
            ? first
            : texted;

    /// <summary>The number of ours that was texted, or null if it is none of ours.</summary>
    public static TwilioNumber? NumberTexted(this TwilioOptions options, string textedAddress)
    {
        var texted = IsWhatsApp(textedAddress) ? textedAddress[WhatsAppPrefix.Length..] : textedAddress;
        return options.Numbers.FirstOrDefault(number => number.Number == texted);
    }

    public static bool IsWhatsApp(string address) => address.StartsWith(WhatsAppPrefix, StringComparison.Ordinal);
}
