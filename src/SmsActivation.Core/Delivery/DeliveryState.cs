namespace SmsActivation.Core.Delivery;

/// <summary>Where a text of ours stands, from the outbox to the handset.</summary>
public enum DeliveryState
{
    Queued,
    Claimed,
    Sending,
    Sent,
    Delivered,
    Undelivered,
    Failed,
    Retry,
    Unknown,
}

public static class DeliveryStates
{
    /// <summary>The word in the database and in listings.</summary>
    public static string Word(this DeliveryState state) => state.ToString().ToLowerInvariant();

    public static DeliveryState Parse(string word) => Enum.Parse<DeliveryState>(word, ignoreCase: true);

    /// <summary>Still on its way to the carrier: what it says will be said.</summary>
    public static bool IsPending(this DeliveryState state) =>
        state
            is DeliveryState.Queued
                or DeliveryState.Claimed
                or DeliveryState.Sending
                or DeliveryState.Retry
                or DeliveryState.Unknown;
}
