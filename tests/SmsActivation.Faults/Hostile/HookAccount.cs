using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Faults.Hostile;

/// <summary>What a signer needs to know of one host.</summary>
internal sealed record HookAccount(string PublicUrl, string Sid, string Token, string PreviousToken)
{
    public static HookAccount Of(Installation host, string previousToken) =>
        new(host.PublicUrl, host.Carrier.Account.Sid, host.Carrier.Account.Token, previousToken);

    /// <summary>The signatures that count for this form: either token, the port said or not
    /// (docs/decisions/0010-signature-variants.md).</summary>
    public string[] Signatures(string target, IReadOnlyList<KeyValuePair<string, string>> form) =>
        [
            Sign(Token, PublicUrl + target, form),
            Sign(Token, WithoutPort + target, form),
            Sign(PreviousToken, PublicUrl + target, form),
            Sign(PreviousToken, WithoutPort + target, form),
        ];

    /// <summary>As Twilio signs: a key that is repeated adds each different value once, in order.</summary>
    public static string Sign(string token, string url, IReadOnlyList<KeyValuePair<string, string>> form) =>
        TwilioSignature.Of(token, url, form.Distinct().OrderBy(field => field.Value, StringComparer.Ordinal));

    private string WithoutPort => PublicUrl[..PublicUrl.LastIndexOf(':')];
}
