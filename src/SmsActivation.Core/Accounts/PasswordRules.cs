using System.Reflection;
using SmsActivation.Core.Members;

namespace SmsActivation.Core.Accounts;

/// <summary>What a password of one's own must be: eight signs or more of any kind, and none that everybody guesses
/// first.</summary>
public static class PasswordRules
{
    public const int Shortest = 8;
    public const int Longest = 200;
    private static readonly Lazy<HashSet<string>> Common = new(ReadCommon);

    /// <returns>Null when it may be used.</returns>
    public static PasswordFault? Check(string password, string username, string phone)
    {
        if (new System.Globalization.StringInfo(password).LengthInTextElements < Shortest)
            return PasswordFault.TooShort;
        if (password.Length > Longest)
            return PasswordFault.TooLong;
        var plain = password.Trim().ToLowerInvariant();
        if (Common.Value.Contains(plain) || plain.Distinct().Count() < 3)
            return PasswordFault.Common;
        if (plain == username || plain.TrimStart('+') == phone.TrimStart('+'))
            return PasswordFault.OfTheAccount;
        return IsTexted(password) ? PasswordFault.LikeTexted : null;
    }

    /// <summary>Shaped like the passwords that we text: such a one is looked for among those and nowhere else.</summary>
    public static bool IsTexted(string typed)
    {
        var signs = PasswordMaker.Normalize(typed);
        return signs.Length == PasswordMaker.Signs && signs.All(sign => PasswordMaker.Alphabet.Contains(sign));
    }

    private static HashSet<string> ReadCommon()
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("common-passwords.txt")
            ?? throw new InvalidOperationException("common-passwords.txt is not embedded");
        using var reader = new StreamReader(stream);
        var common = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                common.Add(line);
        return common;
    }
}

/// <summary>Why a password may not be used.</summary>
public enum PasswordFault
{
    TooShort,
    TooLong,
    Common,

    /// <summary>It is the account's own name or phone.</summary>
    OfTheAccount,

    /// <summary>It could be one that we texted, and those open the account once.</summary>
    LikeTexted,
}
