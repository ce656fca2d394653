using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.Core.Twilio;

/// <summary>One request's signature, to be tried with each token. Official/ holds the same on Twilio's SDK.</summary>
internal sealed class SignatureCheck(string url, IReadOnlyList<KeyValuePair<string, string>> form, string signature)
{
    private readonly string[] spellings = SignedUrl.Spellings(url);
    private readonly byte[] signed = SignedText.OfForm(form);
    private readonly byte[] given = Encoding.UTF8.GetBytes(signature);

    public bool IsSignedWith(string token)
    {
        var valid = false;
        // No early exit: the time taken does not tell which spelling matched.
        foreach (var spelling in spellings)
            valid |= CryptographicOperations.FixedTimeEquals(SignedText.Sign(token, spelling, signed), given);
        return valid;
    }
}
