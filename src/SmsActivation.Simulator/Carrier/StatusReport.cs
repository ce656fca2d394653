using System.Globalization;

namespace SmsActivation.Simulator.Carrier;

/// <summary>The form of a status callback (https://www.twilio.com/docs/messaging/guides/track-outbound-message-status).</summary>
internal static class StatusReport
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(SimulatedMessage message, string accountSid)
    {
        var status = Words.Of(message.Status);
        List<KeyValuePair<string, string>> form =
        [
            new("SmsSid", message.Sid),
            new("SmsStatus", status),
            new("MessageStatus", status),
            new("To", message.To.ToString()),
            new("MessageSid", message.Sid),
            new("AccountSid", accountSid),
            new("From", message.From.ToString()),
            new("ApiVersion", Words.ApiVersion),
        ];
        if (message.ErrorCode is { } code)
            form.Add(new("ErrorCode", code.ToString(CultureInfo.InvariantCulture)));
        if (message.MessagingServiceSid is { } service)
            form.Add(new("MessagingServiceSid", service));
        if (message.To.Channel == Channel.WhatsApp)
        {
            form.Add(new("ChannelPrefix", "whatsapp"));
            form.Add(new("ChannelToAddress", message.To.Number));
        }
        return form;
    }
}
