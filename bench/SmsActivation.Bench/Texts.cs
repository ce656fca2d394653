using System.Globalization;
using System.Text;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Bench;

/// <summary>Signed webhooks as bytes, made before the clock starts.</summary>
internal static class Texts
{
    public const string AccountSid = "AC00000000000000000000000000000001";
    public const string OurNumber = "+15550001111";

    private const long FirstPhone = 1_201_200_0000;

    /// <summary>A phone of its own for each number; 8 million of them are well-formed.</summary>
    public static string Phone(int i) => "+" + PhoneDigits(i).ToString(CultureInfo.InvariantCulture);

    public static long PhoneDigits(int i) => FirstPhone + i;

    /// <summary>16 digits, prefix 9900, Luhn.</summary>
    public static string Card(int i)
    {
        var digits = "990001" + i.ToString("000000000", CultureInfo.InvariantCulture);
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[at] - '0';
            sum += (digits.Length - at) % 2 == 1 ? (digit * 2 / 10) + (digit * 2 % 10) : digit;
        }
        return digits + ((10 - (sum % 10)) % 10);
    }

    public static byte[] Webhook(int port, string token, int run, int i, string phone, string body)
    {
        var sid = $"SM{run:x8}{i:x24}";
        KeyValuePair<string, string>[] form =
        [
            new("ToCountry", "US"),
            new("SmsMessageSid", sid),
            new("NumMedia", "0"),
            new("SmsSid", sid),
            new("SmsStatus", "received"),
            new("Body", body),
            new("FromCountry", "US"),
            new("To", OurNumber),
            new("NumSegments", "1"),
            new("MessageSid", sid),
            new("AccountSid", AccountSid),
            new("From", phone),
            new("ApiVersion", "2010-04-01"),
        ];
        var signature = TwilioSignature.Compute(token, $"http://127.0.0.1:{port}/twilio/sms", form);
        var content = string.Join('&', form.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return Encoding.ASCII.GetBytes(
            $"POST /twilio/sms HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: TwilioProxy/1.1\r\n"
                + "Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n"
                + $"X-Twilio-Signature: {signature}\r\nContent-Length: {content.Length}\r\n\r\n{content}"
        );
    }
}
