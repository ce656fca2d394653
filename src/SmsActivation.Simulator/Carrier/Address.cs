namespace SmsActivation.Simulator.Carrier;

internal enum Channel
{
    Sms,
    WhatsApp,
}

/// <summary>One end of a message: <c>+14155550100</c>, <c>BRAND</c>, <c>whatsapp:+14155550100</c>.</summary>
internal readonly record struct Address(string Number, Channel Channel)
{
    private const string WhatsAppPrefix = "whatsapp:";

    public static Address Parse(string text) =>
        text.StartsWith(WhatsAppPrefix, StringComparison.OrdinalIgnoreCase)
            ? new Address(text[WhatsAppPrefix.Length..].Trim(), Channel.WhatsApp)
            : new Address(text.Trim(), Channel.Sms);

    /// <summary>A plus and 7 to 15 digits (ITU-T E.164); whether anybody has the number is not asked.</summary>
    public bool IsPhone =>
        Number.Length is >= 8 and <= 16
        && Number[0] == '+'
        && Number[1] != '0'
        && !Number.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    public override string ToString() => Channel == Channel.WhatsApp ? WhatsAppPrefix + Number : Number;
}
