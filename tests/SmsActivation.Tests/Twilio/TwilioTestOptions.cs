using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

/// <summary>Settings that are in order, to spoil one at a time.</summary>
internal static class TwilioTestOptions
{
    public const string AccountSid = "AC0123456789abcdef0123456789abcdef";
    public const string ServiceSid = "MG0123456789abcdef0123456789abcdef";

    public static TwilioOptions Good() =>
        new()
        {
            AccountSid = AccountSid,
            AuthToken = "auth-token",
            PublicBaseUrl = "https://sms.example.com",
            Numbers = [new() { Number = "+15550001111" }, new() { Number = "+447700900000", ReplyFrom = "Coffee" }],
        };
}
