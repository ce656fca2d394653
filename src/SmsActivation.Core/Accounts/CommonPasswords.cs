using System.Reflection;

namespace SmsActivation.Core.Accounts;

/// <summary>What everybody guesses first: a list of whole passwords, and Russian words however they are dressed up.</summary>
internal static class CommonPasswords
{
    // The same key on either keyboard.
    private const string Latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
    private const string Cyrillic = "йцукенгшщзхъфывапролджэячсмитьбюё";

    private static readonly Lazy<HashSet<string>> Whole = new(() => Read("common-passwords.txt"));
    private static readonly Lazy<HashSet<string>> Words = new(() => Read("common-passwords-ru.txt"));

    /// <param name="plain">Lower case.</param>
    public static bool Has(string plain)
    {
        if (plain.Distinct().Count() < 3)
            return true;
        var other = OnOtherKeyboard(plain);
        return Whole.Value.Contains(plain) || Whole.Value.Contains(other) || IsWord(plain) || IsWord(other);
    }

    private static bool IsWord(string plain)
    {
        var word = plain.Replace('ё', 'е').Trim(" 0123456789!.,?*-_+=@#$%&()".ToCharArray());
        var half = word[..(word.Length / 2)];
        return Words.Value.Contains(word) || (half + half == word && Words.Value.Contains(half));
    }

    private static string OnOtherKeyboard(string plain)
    {
        var (from, to) = plain.Any(sign => Cyrillic.Contains(sign)) ? (Cyrillic, Latin) : (Latin, Cyrillic);
        return string.Concat(plain.Select(sign => from.IndexOf(sign) is >= 0 and var key ? to[key] : sign));
    }

    private static HashSet<string> Read(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream);
        var common = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                common.Add(line);
        return common;
    }
}
