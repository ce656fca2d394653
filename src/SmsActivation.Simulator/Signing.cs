using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.Simulator;

/// <summary>Twilio's webhook signature (https://www.twilio.com/docs/usage/security#validating-requests).</summary>
internal static class Signing
{
    public static string Compute(string token, string url, IEnumerable<KeyValuePair<string, string>> form)
    {
        var signed = new StringBuilder(url);
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            signed.Append(name).Append(value);
        }
        var hash = HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed.ToString()));
        return Convert.ToBase64String(hash);
    }
}
