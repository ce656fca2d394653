using System.Security.Cryptography;

namespace SmsActivation.Simulator.Carrier;

/// <summary>Twilio's identifiers: two letters for the kind and 32 hex digits.</summary>
internal static class Sids
{
    public static string Sms() => New("SM");

    public static string Mms() => New("MM");

    public static string Media() => New("ME");

    public static bool IsMessagingService(string sid) =>
        sid.Length == 34 && sid.StartsWith("MG", StringComparison.Ordinal) && sid[2..].All(char.IsAsciiHexDigit);

    private static string New(string kind) => kind + RandomNumberGenerator.GetHexString(32, lowercase: true);
}
