namespace SmsActivation.Core.Twilio;

/// <summary>One text to send.</summary>
/// <param name="To">E.164, or <c>whatsapp:+…</c>.</param>
/// <param name="Sender">A number, short code, letters or <c>whatsapp:+…</c>; or the SID of a messaging service.</param>
/// <param name="Body">The text, at most 1600 signs.</param>
/// <param name="StatusCallback">Where Twilio reports the delivery.</param>
/// <param name="ValidityPeriod">How long Twilio may hold it back; 1 s to 10 h, Twilio's default is 10 h.</param>
public sealed record OutgoingMessage(
    string To,
    string Sender,
    string Body,
    string StatusCallback,
    TimeSpan? ValidityPeriod = null
)
{
    private static readonly TimeSpan ShortestValidity = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestValidity = TimeSpan.FromHours(10);

    /// <summary>No phone, no text: the body may hold a password, and records print themselves.</summary>
    public override string ToString() => nameof(OutgoingMessage);

    /// <summary>A letter sender has at most 11 signs, so 34 beginning with MG are never one.</summary>
    internal bool LeavesFromService => Sender.Length == 34 && Sender.StartsWith("MG", StringComparison.Ordinal);

    /// <summary>Whole seconds within Twilio's bounds.</summary>
    internal int? ValiditySeconds =>
        ValidityPeriod is { } validity
            ? (int)Math.Clamp(validity.TotalSeconds, ShortestValidity.TotalSeconds, LongestValidity.TotalSeconds)
            : null;
}
