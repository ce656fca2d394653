namespace SmsActivation.Core.Delivery;

/// <summary>Twilio's words for a message's status, as ours.
/// Source: Twilio, Message resource, "Message Status values".</summary>
public static class CarrierStatus
{
    /// <summary>Null for a word we do not know.</summary>
    public static DeliveryState? Read(string word) =>
        word.ToLowerInvariant() switch
        {
            "accepted" or "queued" or "sending" or "scheduled" or "sent" => DeliveryState.Sent,
            "delivered" or "read" => DeliveryState.Delivered,
            "undelivered" => DeliveryState.Undelivered,
            "failed" or "canceled" => DeliveryState.Failed,
            _ => null,
        };

    /// <summary>It is out of the carrier's own queue.</summary>
    public static bool IsPassedOn(string word) => word.Equals("sent", StringComparison.OrdinalIgnoreCase);
}
