using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Simulator.Rest;

/// <summary>What Twilio refuses at once, with its codes and words (https://www.twilio.com/docs/api/errors).</summary>
internal static class CreateRules
{
    private const int MaxBody = 1600;

    /// <summary>Null when the message may be accepted.</summary>
    public static TwilioError? Check(CreateRequest request, IReadOnlyList<string> numbers, OptOuts optOuts) =>
        CheckRecipient(request)
        ?? CheckSender(request, numbers)
        ?? CheckText(request)
        ?? (
            optOuts.Contains(request.SenderOutOf(numbers), request.Recipient)
                ? TwilioError.Invalid(21610, "Attempt to send to unsubscribed recipient")
                : null
        );

    private static TwilioError? CheckRecipient(CreateRequest request) =>
        request switch
        {
            { To.Length: 0 } => TwilioError.Invalid(21604, "A 'To' phone number is required."),
            { Recipient.IsPhone: false } => TwilioError.Invalid(
                21211,
                $"The 'To' number {request.To} is not a valid phone number."
            ),
            _ => null,
        };

    private static TwilioError? CheckSender(CreateRequest request, IReadOnlyList<string> numbers)
    {
        if (request.From.Length == 0)
        {
            return request.MessagingServiceSid switch
            {
                "" => TwilioError.Invalid(21603, "A 'From' phone number is required."),
                var sid when Sids.IsMessagingService(sid) => null,
                var sid => TwilioError.Invalid(21701, $"The Messaging Service {sid} does not exist"),
            };
        }

        var from = Address.Parse(request.From);
        var ours = numbers.Contains(from.Number, StringComparer.Ordinal);
        return request.Recipient switch
        {
            var to when to.Channel != from.Channel => TwilioError.Invalid(
                21910,
                "Invalid From and To pair. From and To should be of the same channel"
            ),
            var to when to == from => TwilioError.Invalid(21266, "'To' and 'From' number cannot be the same"),
            _ when ours => null,
            { Channel: Channel.WhatsApp } => TwilioError.Invalid(
                63007,
                "Twilio could not find a Channel with the specified From address"
            ),
            _ when from.IsPhone => TwilioError.Invalid(
                21659,
                $"'From' {request.From} is not a Twilio phone number or Short Code country mismatch"
            ),
            var to when IsLetterSender(from) => CheckLetterSender(to),
            _ when from.Number.All(char.IsAsciiDigit) => TwilioError.Invalid(
                21606,
                $"The 'From' phone number provided ({request.From}) is not a valid message-capable Twilio phone number for this destination."
            ),
            _ => TwilioError.Invalid(
                21212,
                $"The 'From' number {request.From} is not a valid phone number, shortcode, or alphanumeric sender ID"
            ),
        };
    }

    /// <summary>Up to 11 letters, digits and a few signs, with a letter among them.</summary>
    private static bool IsLetterSender(Address from) =>
        from.Number.Length is >= 1 and <= 11
        && from.Number.Any(char.IsAsciiLetter)
        && from.Number.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is ' ' or '+' or '-' or '_' or '&');

    private static TwilioError? CheckLetterSender(Address to) =>
        to.Number.StartsWith("+1", StringComparison.Ordinal)
            ? TwilioError.Invalid(
                21612,
                "Message cannot be sent with the current combination of 'To' and/or 'From' parameters."
            )
            : null;

    private static TwilioError? CheckText(CreateRequest request) =>
        request switch
        {
            { Body.Length: 0, NumMedia: 0 } => TwilioError.Invalid(
                21602,
                "A text message body or media urls must be specified."
            ),
            { Body.Length: > MaxBody } => TwilioError.Invalid(
                21617,
                $"The concatenated message body exceeds the {MaxBody} character limit"
            ),
            { StatusCallback.Length: > 0 } when !IsWebUrl(request.StatusCallback) => TwilioError.Invalid(
                21609,
                $"The 'StatusCallback' URL {request.StatusCallback} is not a valid URL."
            ),
            _ => null,
        };

    private static bool IsWebUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
