using Twilio.Rest.Api.V2010.Account;
using SdkHttp = Twilio.Http;
using SdkTypes = Twilio.Types;

namespace SmsActivation.Core.Twilio;

/// <summary>Fields as Twilio's SDK spells them.</summary>
internal static class RequestFields
{
    public static CreateMessageOptions ToOptions(this OutgoingMessage message) =>
        new(new SdkTypes.PhoneNumber(message.To))
        {
            From = message.LeavesFromService ? null : new SdkTypes.PhoneNumber(message.Sender),
            MessagingServiceSid = message.LeavesFromService ? message.Sender : null,
            Body = message.Body,
            StatusCallback = new Uri(message.StatusCallback),
            ValidityPeriod = message.ValiditySeconds,
        };

    public static ReadMessageOptions ToOptions(this MessageFilter filter) =>
        new()
        {
            To = Given(filter.To),
            From = Given(filter.From),
            DateSentAfter = filter.SentFrom?.UtcDateTime,
            DateSentBefore = filter.SentUntil?.UtcDateTime,
            PageSize = filter.PageSize,
        };

    /// <summary>The form that the SDK makes of a text, for whoever wants to look at it.</summary>
    public static byte[] ToForm(this OutgoingMessage message) => Encoded(message.ToOptions().GetParams());

    private static byte[] Encoded(List<KeyValuePair<string, string>> fields) =>
        new SdkHttp.Request(SdkHttp.HttpMethod.Post, "api", "/", postParams: fields).EncodePostParams();

    /// <summary>A phone around null is sent as an empty field, which finds nothing.</summary>
    private static SdkTypes.PhoneNumber? Given(string? address) =>
        address is null ? null : new SdkTypes.PhoneNumber(address);
}
