using System.Buffers;
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
    /// <summary>The signature of exactly this URL, as text; a repeated key adds each different value once.</summary>
    public static string Compute(string token, string url, IEnumerable<KeyValuePair<string, string>> form) =>
        Encoding.ASCII.GetString(SignedText.Sign(token, url, SignedText.OfForm(form)));

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

        var check = new SignatureCheck(url, form, signature);
        var valid = false;
        // An empty token is one that anybody knows. No early exit: the time taken does not tell which one fitted.
        foreach (var token in tokens.Where(token => !string.IsNullOrWhiteSpace(token)))
            valid |= check.IsSignedWith(token);
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
