using System.Diagnostics.CodeAnalysis;

namespace SmsActivation.Core.Twilio;

/// <summary>Twilio's name of a message. Real ones are 34 letters and digits (SM…, MM…); what is kept, logged and listed
/// under that name must at least hold nothing else.</summary>
public static class TwilioSid
{
    private const int Longest = 64;

    public static bool IsOne([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= Longest } && text.All(char.IsAsciiLetterOrDigit);
}
