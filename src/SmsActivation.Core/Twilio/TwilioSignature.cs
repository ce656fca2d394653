using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.Core.Twilio;

/// <summary>
/// Twilio's webhook signature: base64 of HMAC-SHA1 over the URL and the sorted form
/// (https://www.twilio.com/docs/usage/security#validating-requests). Where Twilio's SDKs disagree, see
/// docs/decisions/0010-signature-variants.md.
/// </summary>
public static class TwilioSignature
{
    private const int SignatureLength = 28; // base64 of 20 bytes

    /// <summary>The signature of exactly this URL, as text; a repeated key adds each different value once.</summary>
    public static string Compute(string token, string url, IEnumerable<KeyValuePair<string, string>> form) =>
        Encoding.ASCII.GetString(Compute(token, url, Signed(form)));

    private static byte[] Compute(string token, string url, ReadOnlySpan<byte> form)
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
    private static byte[] Signed(IEnumerable<KeyValuePair<string, string>> form)
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

    /// <summary>Whether one of the tokens signed this form, over the URL with its port or without.</summary>
    /// <param name="tokens">The current auth token and, while it is being changed, the previous one.</param>
    public static bool IsValid(
        IReadOnlyList<string> tokens,
        string url,
        IReadOnlyList<KeyValuePair<string, string>> form,
        string? signature
    )
    {
        if (string.IsNullOrEmpty(signature))
            return false;

        var given = Encoding.UTF8.GetBytes(signature);
        var signed = Signed(form);
        var valid = false;
        // An empty token is one that anybody knows.
        foreach (var token in tokens.Where(token => !string.IsNullOrWhiteSpace(token)))
        {
            foreach (var variant in PortVariants(url))
            {
                // No early exit: the time taken tells neither which token nor which spelling matched.
                valid |= CryptographicOperations.FixedTimeEquals(Compute(token, variant, signed), given);
            }
        }
        return valid;
    }

    /// <summary>
    /// The same for a body that is no form (JSON): the URL carries the body's SHA-256 in <c>bodySHA256</c>, and the
    /// signature covers the URL alone.
    /// </summary>
    public static bool IsValidBody(IReadOnlyList<string> tokens, string url, ReadOnlySpan<byte> body, string? signature)
    {
        Span<byte> stated = stackalloc byte[SHA256.HashSizeInBytes];
        return BodyHash(url) is { Length: 2 * SHA256.HashSizeInBytes } hex
            && Convert.FromHexString(hex, stated, out _, out _) == OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(stated, SHA256.HashData(body))
            && IsValid(tokens, url, [], signature);
    }

    private static readonly Comparer<KeyValuePair<string, string>> Ordinal = Comparer<
        KeyValuePair<string, string>
    >.Create(
        (left, right) =>
            string.CompareOrdinal(left.Key, right.Key) is var order and not 0
                ? order
                : string.CompareOrdinal(left.Value, right.Value)
    );

    /// <summary>
    /// Twilio signs with or without the port, by product and by scheme. Pure text: a Uri would re-encode the rest.
    /// </summary>
    private static string[] PortVariants(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return [url];

        var start = scheme + 3;
        var length = url.AsSpan(start).IndexOfAny('/', '?', '#');
        var end = length < 0 ? url.Length : start + length;
        var host = url.AsSpan(start, end - start);
        host = host[(host.LastIndexOf('@') + 1)..];
        var colon = host.LastIndexOf(':');
        if (colon > host.LastIndexOf(']'))
            return [url, url.Remove(end - (host.Length - colon), host.Length - colon)];

        var secure = url.AsSpan(0, scheme).Equals("https", StringComparison.OrdinalIgnoreCase);
        return [url, url.Insert(end, secure ? ":443" : ":80")];
    }

    private static string? BodyHash(string url)
    {
        const string Name = "bodySHA256=";
        var query = url.IndexOf('?', StringComparison.Ordinal);
        return query < 0
            ? null
            : url[(query + 1)..]
                .Split('#')[0]
                .Split('&')
                .FirstOrDefault(part => part.StartsWith(Name, StringComparison.Ordinal))
                ?[Name.Length..];
    }
}
