namespace SmsActivation.Simulator.Carrier;

/// <summary>Twilio's own spelling of things.</summary>
internal static class Words
{
    public const string ApiVersion = "2010-04-01";

    public static string Of(MessageStatus status) =>
        status switch
        {
            MessageStatus.Accepted => "accepted",
            MessageStatus.Queued => "queued",
            MessageStatus.Sent => "sent",
            MessageStatus.Delivered => "delivered",
            MessageStatus.Undelivered => "undelivered",
            MessageStatus.Failed => "failed",
            MessageStatus.Received => "received",
        };

    public static string Of(Direction direction) =>
        direction switch
        {
            Direction.Inbound => "inbound",
            Direction.OutboundApi => "outbound-api",
            Direction.OutboundReply => "outbound-reply",
        };

    /// <summary>What a delivery error means (https://www.twilio.com/docs/api/errors).</summary>
    public static string? OfError(int? code) =>
        code switch
        {
            30003 => "Unreachable destination handset",
            30006 => "Landline or unreachable carrier",
            30007 => "Message filtered",
            _ => null,
        };
}
