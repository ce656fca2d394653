using System.Globalization;
using SmsActivation.Core.Replies;

namespace SmsActivation.Simulator.Carrier;

/// <summary>The form of an incoming text's webhook (https://www.twilio.com/docs/messaging/guides/webhook-request).</summary>
internal static class InboundForm
{
    /// <param name="apiRoot">Where its picture would be; nothing is there to fetch.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(
        SimulatedMessage message,
        string accountSid,
        string apiRoot,
        Keyword keyword
    )
    {
        List<KeyValuePair<string, string>> form =
        [
            new("SmsMessageSid", message.Sid),
            new("NumMedia", message.NumMedia.ToString(CultureInfo.InvariantCulture)),
            new("SmsSid", message.Sid),
            new("SmsStatus", Words.Of(message.Status)),
            new("Body", message.Body),
            new("To", message.To.ToString()),
            new("NumSegments", Segments(message)),
            new("MessageSid", message.Sid),
            new("AccountSid", accountSid),
            new("From", message.From.ToString()),
            new("ApiVersion", Words.ApiVersion),
        ];
        form.AddRange(message.From.Channel == Channel.WhatsApp ? WhatsApp(message) : Geography(message));
        if (message.NumMedia > 0)
        {
            form.Add(new("MediaContentType0", "image/jpeg"));
            form.Add(new("MediaUrl0", $"{apiRoot}/Accounts/{accountSid}/Messages/{message.Sid}/Media/{Sids.Media()}"));
        }
        if (Keywords.OptOutType(keyword) is { } optOut)
            form.Add(new("OptOutType", optOut));
        return form;
    }

    private static string Segments(SimulatedMessage message) =>
        message.From.Channel == Channel.WhatsApp
            ? "1"
            : SmsSegments.Count(message.Body).Segments.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<KeyValuePair<string, string>> WhatsApp(SimulatedMessage message) =>
        [
            new("ProfileName", "Simulated phone"),
            new("WaId", message.From.Number.TrimStart('+')),
            new("MessageType", message.NumMedia > 0 ? "image" : "text"),
            new("ReferralNumMedia", "0"),
        ];

    private static IEnumerable<KeyValuePair<string, string>> Geography(SimulatedMessage message) =>
        [
            new("FromCountry", DialCodes.CountryOf(message.From.Number)),
            new("FromState", ""),
            new("FromCity", ""),
            new("FromZip", ""),
            new("ToCountry", DialCodes.CountryOf(message.To.Number)),
            new("ToState", ""),
            new("ToCity", ""),
            new("ToZip", ""),
        ];
}
