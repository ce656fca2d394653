using System.Security.Cryptography;
using System.Text;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Reading;

namespace SmsActivation.Core.Accounts;

/// <summary>What somebody typed to say who they are, in every way it may be meant.</summary>
/// <param name="Signs">Letters and digits alone, lower case: a user name if it is one.</param>
/// <param name="Phones">E.164, in every country where it may be read.</param>
/// <param name="Card">A card's number if it fits a format.</param>
public sealed record SignInName(string Signs, IReadOnlyList<string> Phones, string? Card)
{
    private const int Longest = 64;

    /// <summary>What can be no name; trying it is counted and takes as long.</summary>
    public static SignInName Nobody { get; } = new("", [], Card: null);

    /// <summary>Counts its tries by what it means, however it is spelt and whoever has it or not: each phone, the card, else
    /// the signs. Whoever reads a scope learns no phone from it at a glance.</summary>
    public IReadOnlyList<string> Scopes => ScopesOf(Phones, Card is null ? [] : [Card], Signs);

    /// <summary>Stands for the account of a name that is nobody's.</summary>
    public string NobodysScope => Scope(string.Join(' ', Scopes));

    /// <param name="signs">What counts where there is neither phone nor card.</param>
    public static IReadOnlyList<string> ScopesOf(
        IReadOnlyList<string> phones,
        IReadOnlyList<string> cards,
        string signs
    ) =>
        phones.Count + cards.Count == 0
            ? [Scope("u:" + signs)]
            : [.. phones.Select(phone => Scope("p:" + phone)), .. cards.Select(card => Scope("c:" + card))];

    public static SignInName Read(string typed, SmsReader reader, SignInCountries countries)
    {
        var signs = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        if (signs.Length == 0 || typed.Length > Longest)
            return Nobody;
        return new SignInName(signs, countries.Phones(typed), reader.ReadCardNumber(typed));
    }

    private static string Scope(string meaning) =>
        "n:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(meaning)))[..32];
}
