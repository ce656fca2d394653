using System.Security.Cryptography;
using System.Text;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Reading;

namespace SmsActivation.Core.Accounts;

/// <summary>What somebody typed to say who they are, in every way it may be meant.</summary>
/// <param name="Signs">Letters and digits alone, lower case: a user name if it is one.</param>
/// <param name="Phones">E.164, read in each of our countries.</param>
/// <param name="Card">A card's number if it fits a format.</param>
public sealed record SignInName(string Signs, IReadOnlyList<string> Phones, string? Card)
{
    private const int Longest = 64;

    /// <summary>What can be no name; trying it is counted and takes as long.</summary>
    public static SignInName Nobody { get; } = new("", [], Card: null);

    /// <summary>Counts tries of a name that is nobody's. Whoever reads it learns no phone from it at a glance.</summary>
    public string Scope => "n:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Signs)))[..32];

    /// <param name="countries">Two letters each: where a phone without its country code is looked for.</param>
    public static SignInName Read(string typed, SmsReader reader, IReadOnlyList<string> countries)
    {
        var signs = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        if (signs.Length == 0 || typed.Length > Longest)
            return Nobody;
        var phones = countries
            .Select(country => PhoneReader.Read(typed, country))
            .Append(PhoneReader.Read(typed))
            .Where(phone => phone is { IsValid: true })
            .Select(phone => phone!.E164)
            .Distinct(StringComparer.Ordinal);
        return new SignInName(signs, [.. phones], reader.ReadCardNumber(typed));
    }
}
