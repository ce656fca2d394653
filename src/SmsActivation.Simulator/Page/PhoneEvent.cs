using SmsActivation.Core.Replies;
using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Simulator.Page;

/// <summary>One message as the page shows it; a higher revision replaces a lower one.</summary>
internal sealed record PhoneEvent(
    string Sid,
    long Revision,
    string Phone,
    string Channel,
    bool Mine,
    string Body,
    int Pictures,
    DateTimeOffset At,
    string State,
    int? Code,
    string? Error,
    string Encoding,
    int Segments
)
{
    public static PhoneEvent Of(SimulatedMessage message)
    {
        var mine = message.Direction == Direction.Inbound;
        var size = SmsSegments.Count(message.Shown);
        return new PhoneEvent(
            message.Sid,
            message.Revision,
            message.Phone.Number,
            message.Phone.Channel == Carrier.Channel.WhatsApp ? "whatsapp" : "sms",
            mine,
            message.Shown,
            message.NumMedia,
            message.CreatedAt,
            mine ? StateOf(message.Handover) : Words.Of(message.Status),
            mine ? message.Handover?.HttpStatus : message.ErrorCode,
            mine ? null : Words.OfError(message.ErrorCode),
            size.Encoding switch
            {
                SmsEncoding.Gsm7 => "GSM-7",
                SmsEncoding.Ucs2 => "UCS-2",
            },
            size.Segments
        );
    }

    private static string StateOf(Handover? handover) =>
        handover switch
        {
            null => "sending",
            { Taken: true } => "received",
            { Taken: false } => "refused",
        };
}
