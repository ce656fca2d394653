using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.TestCarrier;

/// <summary>X-Twilio-Signature, written here from Twilio's description and not from the product: HMAC-SHA1 over the
/// URL followed by each parameter's name and value, sorted by name. Source: Twilio, Security, "Validating requests".</summary>
public static class TwilioSignature
{
    public static string Of(string token, string url, IEnumerable<KeyValuePair<string, string>> form)
    {
        var signed = new StringBuilder(url);
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
            signed.Append(name).Append(value);
        return Convert.ToBase64String(
            HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed.ToString()))
        );
    }
}
