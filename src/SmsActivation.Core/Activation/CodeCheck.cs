using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;

namespace SmsActivation.Core.Activation;

/// <summary>What the text holds of a card's security code. <paramref name="Wrong"/> counts the codes that were compared
/// and did not fit.</summary>
public sealed record CodeCheck(bool Passes, int Wrong)
{
    /// <summary>The card has no code.</summary>
    public static readonly CodeCheck NotAsked = new(Passes: true, Wrong: 0);

    /// <summary>No code in the text, or none was compared.</summary>
    public static readonly CodeCheck Missing = new(Passes: false, Wrong: 0);

    private const int MostCompared = 2;

    /// <summary>Compares at most two tokens of the code's length; more than that is guessing, and compares none.</summary>
    public static CodeCheck Of(CardCandidate candidate, string codeHash, int codeLength, CardCodes codes)
    {
        var tokens = candidate.OtherTokens.Where(token => token.Length == codeLength).Distinct().ToList();
        if (tokens.Count is 0 or > MostCompared)
            return Missing;
        var right = tokens.Exists(token => codes.Matches(candidate.Number, token, codeHash));
        return new CodeCheck(right, right ? 0 : tokens.Count);
    }
}
