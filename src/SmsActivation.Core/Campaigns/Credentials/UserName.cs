using System.Globalization;

namespace SmsActivation.Core.Campaigns.Credentials;

/// <summary>The name that somebody may have: <paramref name="Plain"/> for the first, then the stem with a number.</summary>
/// <param name="Plain">3 to 16 letters a to z.</param>
/// <param name="Stem">At most 12 letters, so that it has room for a number of four digits.</param>
internal sealed record UserName(string Plain, string Stem)
{
    public const int Longest = 16;
    public const int LongestStem = 12;

    /// <summary>The next one of that name.</summary>
    /// <param name="number">From 2.</param>
    public string Numbered(int number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return Stem[..Math.Min(Stem.Length, Longest - digits.Length)] + digits;
    }
}
