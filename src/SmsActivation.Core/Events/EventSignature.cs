using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.Core.Events;

/// <summary>The symmetric signature (v1) of the Standard Webhooks specification, 1.0.0.</summary>
public static class EventSignature
{
    private const string Prefix = "whsec_";
    private const int ShortestKey = 24;
    private const int LongestKey = 64;

    /// <summary>What <c>webhook-signature</c> holds: a signature for each secret, so that a receiver may change over.</summary>
    public static string Header(IEnumerable<string> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.");
        byte[] signed = [.. Encoding.UTF8.GetBytes(head), .. body];
        return string.Join(
            ' ',
            secrets.Select(secret =>
                "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key(secret) ?? throw NoSecret(), signed))
            )
        );
    }

    /// <summary>The bytes of a secret; null when it is none.</summary>
    internal static byte[]? Key(string secret)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var bytes = new byte[LongestKey + 1];
        return
            Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length)
            && length is >= ShortestKey and <= LongestKey
            ? bytes[..length]
            : null;
    }

    private static InvalidOperationException NoSecret() =>
        new("A secret passed the check of the settings and is none.");
}
