using System.Globalization;
using SmsActivation.Core.Members;
using SmsActivation.Core.Phones;

namespace SmsActivation.Core.Accounts;

/// <summary>What a password of one's own must be: eight signs or more of any kind, and none that everybody guesses
/// first.</summary>
public static class PasswordRules
{
    public const int Shortest = 8;
    public const int Longest = 200;

    /// <param name="owner">Null where it is not known yet.</param>
    /// <returns>Null when it may be used.</returns>
    public static PasswordFault? Check(string password, PasswordOwner? owner)
    {
        if (new StringInfo(password).LengthInTextElements < Shortest)
            return PasswordFault.TooShort;
        if (password.Length > Longest)
            return PasswordFault.TooLong;
        if (CommonPasswords.Has(password.Trim().ToLowerInvariant()))
            return PasswordFault.Common;
        if (owner is not null && IsNameOf(owner, password))
            return PasswordFault.OfTheAccount;
        return IsTexted(password) ? PasswordFault.LikeTexted : null;
    }

    /// <summary>Shaped like the passwords that we text: such a one is looked for among those and nowhere else.</summary>
    public static bool IsTexted(string typed)
    {
        var signs = PasswordMaker.Normalize(typed);
        return signs.Length == PasswordMaker.Signs && signs.All(sign => PasswordMaker.Alphabet.Contains(sign));
    }

    /// <summary>In any spelling: whoever finds the card, or knows the phone, tries that first.</summary>
    private static bool IsNameOf(PasswordOwner owner, string password)
    {
        var signs = string.Concat(password.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return signs == owner.Username
            || owner.Cards.Any(card => card.Equals(signs, StringComparison.OrdinalIgnoreCase))
            || signs == owner.Phone.TrimStart('+')
            || PhoneReader.WrittenForms(owner.Phone).Contains(signs);
    }
}

/// <summary>Whose password it is to be.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="Cards">Numbers of all that are or were theirs.</param>
public sealed record PasswordOwner(string Username, string Phone, IReadOnlyList<string> Cards);

/// <summary>Why a password may not be used.</summary>
public enum PasswordFault
{
    TooShort,
    TooLong,
    Common,

    /// <summary>It is the account's own name, phone or card.</summary>
    OfTheAccount,

    /// <summary>It could be one that we texted, and those open the account once.</summary>
    LikeTexted,
}
