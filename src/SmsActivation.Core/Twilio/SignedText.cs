using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.Core.Twilio;

/// <summary>What Twilio signs, and how: HMAC-SHA1 over the URL as text and the form.</summary>
internal static class SignedText
{
    private const int SignatureLength = 28; // base64 of 20 bytes

    public static byte[] Sign(string token, string url, ReadOnlySpan<byte> form)
    {
        var prefix = Encoding.UTF8.GetBytes(url);
        var signed = ArrayPool<byte>.Shared.Rent(prefix.Length + form.Length);
        prefix.CopyTo(signed, 0);
        form.CopyTo(signed.AsSpan(prefix.Length));
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), signed.AsSpan(0, prefix.Length + form.Length), hash);
        ArrayPool<byte>.Shared.Return(signed);
        var signature = new byte[SignatureLength];
        Base64.EncodeToUtf8(hash, signature, out _, out _);
        return signature;
    }

    /// <summary>Names and values as they are signed: sorted, each different pair once, nothing between them.</summary>
    public static byte[] OfForm(IEnumerable<KeyValuePair<string, string>> form)
    {
        var pairs = form.ToArray();
        Array.Sort(pairs, Ordinal);
        var text = new StringBuilder();
        for (var i = 0; i < pairs.Length; i++)
        {
            if (i == 0 || Ordinal.Compare(pairs[i - 1], pairs[i]) != 0)
                text.Append(pairs[i].Key).Append(pairs[i].Value);
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static readonly Comparer<KeyValuePair<string, string>> Ordinal = Comparer<
        KeyValuePair<string, string>
    >.Create(
        (left, right) =>
            string.CompareOrdinal(left.Key, right.Key) is var order and not 0
                ? order
                : string.CompareOrdinal(left.Value, right.Value)
    );
}
