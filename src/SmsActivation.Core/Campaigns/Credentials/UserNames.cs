using System.Security.Cryptography;
using System.Text;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.Reading;

namespace SmsActivation.Core.Campaigns.Credentials;

/// <summary>Makes user names out of people's own: <c>annapetrova</c>. Only letters and digits: signing in passes over all
/// else, and a dot would make a web address of some (anna.li), which phones underline and carriers filter. Pure.</summary>
/// <param name="readCardNumber">A card's number if the text is one.</param>
internal sealed class UserNames(Func<string, string?> readCardNumber)
{
    private const int Shortest = 3;
    private const string Consonants = "bdfgklmnprstvz";
    private const string Vowels = "aeiou";
    private const int Syllables = 3;

    private static readonly HashSet<string> Titles =
    [
        .. "mr mrs ms miss mx dr prof herr frau monsieur madame mme sr sra jr senior junior ip ooo gn gospodin".Split(
            ' '
        ),
    ];

    private static readonly string[] Patronymics = ["vich", "vna", "ichna", "oglu", "ogly", "kyzy", "kizi"];

    /// <summary>Nobody's: what staff sign with, and what our customers' texts are read for.</summary>
    private static readonly HashSet<string> Reserved =
    [
        .. (
            "admin administrator root system support service staff shop store info account username user users password "
            + "login guest test demo null none undefined owner moderator manager operator marketing sales billing office "
            + "webmaster postmaster hostmaster security helpdesk bonus points cards anonymous unknown customer client"
        ).Split(' '),
        .. EnglishWords.TwilioDefaults.Select(word => word.ToLowerInvariant()),
        .. LanguageWords
            .All.SelectMany(words =>
                (IEnumerable<string>)
                    [.. words.Stop, .. words.StopAlone, .. words.Start, .. words.Help, .. words.Password, .. words.Loss]
            )
            .SelectMany(phrase => new[] { Joined(phrase), LatinLetters.Of(Joined(phrase)) ?? "" }),
    ];

    private static readonly string[] Official = ["admin", "support", "moderator", "helpdesk", "webmaster"];

    /// <summary>That is bad luck where two parts meet or one is cut. Whose very name holds one has it.</summary>
    private static readonly string[] Rude =
    [
        .. (
            "fuck fuk shit cunt nigg nazi hitler penis vagin porn rape anus dick cock slut whore bitch piss turd twat wank "
            + "kaka huy khui pizd ebat eban yebat blyad suka mudak zhopa zopa pidor pidar gandon puta merd mierda scheis "
            + "fick arsch pute cazzo kurv kurw pedik debil urod lokh sperm"
        ).Split(' '),
    ];

    /// <param name="name">As a list has it; null where it has none.</param>
    /// <param name="phone">Whose name cannot be written gets a word that means nothing, drawn from it.</param>
    public UserName Of(string? name, string phone)
    {
        var parts = Parts(name ?? "");
        var forms = Forms(parts).Where(form => IsFit(form) && !IsRude(form, parts)).ToList();
        if (forms.Count == 0)
            return Neutral(name is null or "" ? phone : name);
        var plain = forms[0];
        return new UserName(plain, forms.Find(form => form.Length <= UserName.LongestStem) ?? Cut(plain));
    }

    /// <summary>Whether it may be somebody's: no card, no word of ours, nothing like our passwords.</summary>
    public bool IsFit(string name) =>
        name.Length is >= Shortest and <= UserName.Longest
        && !Reserved.Contains(name)
        && !Array.Exists(Official, word => name.StartsWith(word, StringComparison.Ordinal))
        && !PasswordRules.IsTexted(name)
        && !PasswordShape.Mask(name).Found
        && readCardNumber(name) is null;

    /// <summary>The first name and the last, each in a to z; a list may have them in either order.</summary>
    private static List<string> Parts(string name)
    {
        // "Petrova, Anna"
        var turned = name.Split(',', 2) is [var family, { Length: > 0 } given] ? $"{given} {family}" : name;
        var words = turned
            .Split([' ', '\t', '\u00A0', '.', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries)
            .Select(Word)
            .OfType<string>()
            .Where(word => word.Length > 0 && !Titles.Contains(word))
            .ToList();
        if (words.Exists(word => word.Length > 1))
            words.RemoveAll(word => word.Length == 1);
        if (words.Count > 2 && words.Find(word => !IsPatronymic(word)) is { } own)
            words = [own, words.FindLast(word => !IsPatronymic(word))!];
        return words is [var first, var last] && first == last ? [first] : words;
    }

    private static bool IsPatronymic(string word) =>
        Array.Exists(Patronymics, end => word.EndsWith(end, StringComparison.Ordinal));

    /// <summary>A double name as one word, if it has room, else its first half.</summary>
    private static string? Word(string word)
    {
        if (word.Split('-', '\u2010', '\u2011', '\u2013') is not { Length: > 1 } halves)
            return LatinLetters.Of(word);
        var whole = LatinLetters.Of(string.Concat(halves));
        return whole is { Length: > UserName.Longest } ? LatinLetters.Of(halves[0]) : whole;
    }

    /// <summary>The best first: anna petrova, anna p, anna, petrova; what is too long for all of them is cut.</summary>
    private static IEnumerable<string> Forms(List<string> parts)
    {
        if (parts.Count == 0)
            return [];
        string[] forms = parts is [var first, var last]
            ? [first + last, first + last[0], first, last, first[..Math.Min(first.Length, UserName.Longest)]]
            : [parts[0], parts[0][..Math.Min(parts[0].Length, UserName.Longest)]];
        return forms.Where(form => form.Length <= UserName.Longest);
    }

    private static bool IsRude(string form, List<string> parts) =>
        Array.Exists(
            Rude,
            word =>
                form.Contains(word, StringComparison.Ordinal)
                && !parts.Exists(part => part.Contains(word, StringComparison.Ordinal))
        );

    private string Cut(string plain)
    {
        for (var length = UserName.LongestStem; length > Shortest; length--)
            if (IsFit(plain[..length]))
                return plain[..length];
        return plain[..Shortest];
    }

    /// <summary>Easy to say in any language, and the same each time.</summary>
    private UserName Neutral(string seed)
    {
        for (var round = 0; ; round++)
        {
            var drawn = SHA256.HashData(Encoding.UTF8.GetBytes($"{round}:{seed}"));
            var word = new StringBuilder();
            for (var i = 0; i < Syllables; i++)
                word.Append(Consonants[drawn[i] % Consonants.Length]).Append(Vowels[drawn[^(i + 1)] % Vowels.Length]);
            if (word.ToString() is var name && IsFit(name) && !IsRude(name, []))
                return new UserName(name, name);
        }
    }

    private static string Joined(string phrase) => phrase.Replace(" ", "", StringComparison.Ordinal);
}
