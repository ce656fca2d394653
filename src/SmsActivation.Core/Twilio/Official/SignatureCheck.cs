using Twilio.Security;

namespace SmsActivation.Core.Twilio;

/// <summary>One request's signature, to be tried with each token by the validator of Twilio's SDK.</summary>
internal sealed class SignatureCheck(string url, IReadOnlyList<KeyValuePair<string, string>> form, string signature)
{
    private readonly string[] spellings = Spellings(url);
    private readonly Dictionary<string, string> fields = Fields(form);

    public bool IsSignedWith(string token)
    {
        var validator = new RequestValidator(token);
        var valid = false;
        foreach (var spelling in spellings)
            valid |= validator.Validate(spelling, fields, signature);
        return valid;
    }

    /// <summary>The validator tries a URL with and without its port too, but never leaves out a port that is the scheme's own.
    /// Any other port it leaves out itself, and would then put the scheme's own in its place.</summary>
    private static string[] Spellings(string url)
    {
        // It throws at what is no URL to it, and where it does not find the host as written.
        if (
            !Uri.TryCreate(url, UriKind.Absolute, out var parsed)
            || (parsed.Scheme != Uri.UriSchemeHttps && parsed.Scheme != Uri.UriSchemeHttp)
            || !url.Contains(parsed.Host, StringComparison.OrdinalIgnoreCase)
        )
            return [];
        return parsed.IsDefaultPort ? SignedUrl.Spellings(url) : [url];
    }

    /// <summary>The validator takes one value a key. Name and value are signed with nothing between them, so the values of a
    /// repeated key are one value, with the key between them.</summary>
    private static Dictionary<string, string> Fields(IReadOnlyList<KeyValuePair<string, string>> form) =>
        form.GroupBy(field => field.Key, field => field.Value, StringComparer.Ordinal)
            .ToDictionary(
                field => field.Key,
                field => string.Join(field.Key, field.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
                StringComparer.Ordinal
            );
}
