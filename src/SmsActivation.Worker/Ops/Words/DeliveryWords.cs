using SmsActivation.Core.Delivery;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Worker.Ops.Words;

/// <summary>Where a text of ours stands, for whoever has never heard the word of it.</summary>
public sealed record DeliveryWords(Tone Tone, string Sentence)
{
    public static DeliveryWords Of(DeliveryState state) =>
        state switch
        {
            DeliveryState.Queued or DeliveryState.Claimed => new(Tone.Neutral, "waits to be sent"),
            DeliveryState.Sending => new(Tone.Neutral, "is being sent"),
            DeliveryState.Sent => new(Tone.Neutral, "sent, not yet said to be delivered"),
            DeliveryState.Delivered => new(Tone.Good, "delivered"),
            DeliveryState.Undelivered => new(Tone.Bad, "not delivered"),
            DeliveryState.Failed => new(Tone.Bad, "not sent"),
            DeliveryState.Retry => new(Tone.Warn, "waits to be tried again"),
            DeliveryState.Unknown => new(Tone.Warn, "perhaps sent: we are finding out"),
        };

    /// <summary>Why, where the carrier said so: "30007: a spam filter on the way took the text".</summary>
    public static string? Reason(int? errorCode) =>
        errorCode is not { } code ? null
        : TwilioErrors.Find(code) is { } known ? $"{code}: {known.Meaning}"
        : $"error {code}";
}
