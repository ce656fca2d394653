using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.Faults.Hostile;

/// <summary>Signatures that must not pass: a good one spoiled, or the good one of something else.</summary>
internal static class SignatureMutations
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_ ";

    private sealed record Case(
        Random Random,
        HookAccount Account,
        string Target,
        IReadOnlyList<KeyValuePair<string, string>> Form
    )
    {
        public string Url => Account.PublicUrl + Target;
        public string Good { get; } = HookAccount.Sign(Account.Token, Account.PublicUrl + Target, Form);
    }

    private static readonly (string Name, Func<Case, string> Spoil)[] s_all =
    [
        ("a bit of the hash", one => Convert.ToBase64String(Flip(one.Random, Convert.FromBase64String(one.Good)))),
        ("a sign", one => Put(one.Good, one.Random.Next(28), Digits[one.Random.Next(Digits.Length)])),
        ("a bit of a sign", one => Put(one.Good, one.Random.Next(28), c => (char)(c ^ (1 << one.Random.Next(8))))),
        (
            "a letter's case",
            one => Put(one.Good, one.Random.Next(28), c => char.IsLower(c) ? char.ToUpper(c) : char.ToLower(c))
        ),
        ("all small", one => one.Good.ToLowerInvariant()),
        ("all capital", one => one.Good.ToUpperInvariant()),
        ("two signs changed round", one => Swap(one.Good, one.Random.Next(27))),
        ("cut", one => one.Good[..one.Random.Next(28)]),
        ("its end", one => one.Good[one.Random.Next(1, 28)..]),
        ("without padding", one => one.Good.TrimEnd('=')),
        ("more padding", one => one.Good + new string('=', one.Random.Next(1, 5))),
        ("URL-safe", one => one.Good.Replace('+', '-').Replace('/', '_').TrimEnd('=')),
        // The last sign has two bits to spare: another spelling of the same hash.
        ("its twin in base64", one => Put(one.Good, 26, c => Digits[Digits.IndexOf(c) | one.Random.Next(1, 4)])),
        ("hex", one => Convert.ToHexString(Convert.FromBase64String(one.Good))),
        ("small hex", one => Convert.ToHexStringLower(Convert.FromBase64String(one.Good))),
        ("a space within", one => one.Good.Insert(one.Random.Next(1, 28), " ")),
        ("a space around", one => one.Random.Next(2) == 0 ? one.Good + " " : "\t" + one.Good),
        ("a line's end", one => one.Good + "\r\n"),
        ("NUL", one => one.Good.Insert(one.Random.Next(29), "\0")),
        ("in quotes", one => $"\"{one.Good}\""),
        ("twice", one => one.Good + "," + one.Good),
        ("with its name", one => "sha1=" + one.Good),
        ("beyond ASCII", one => Put(one.Good, one.Random.Next(28), c => (char)(c + 0xFEE0))),
        ("very long", one => one.Good + new string('A', one.Random.Next(100, 20_000))),
        ("empty", _ => ""),
        ("another URL", one => HookAccount.Sign(one.Account.Token, OtherUrl(one), one.Form)),
        ("other fields", one => HookAccount.Sign(one.Account.Token, one.Url, OtherForm(one))),
        ("another token", one => HookAccount.Sign(OtherToken(one), one.Url, one.Form)),
        ("SHA-256", one => Convert.ToBase64String(HMACSHA256.HashData(Bytes(one.Account.Token), Bytes(one.Url)))),
        ("random", one => Convert.ToBase64String(Flip(one.Random, RandomBytes(one.Random)))),
    ];

    public static (string Name, string Signature) Draw(
        Random random,
        HookAccount account,
        string target,
        IReadOnlyList<KeyValuePair<string, string>> form
    )
    {
        var (name, spoil) = s_all[random.Next(s_all.Length)];
        return (name, spoil(new Case(random, account, target, form)));
    }

    private static string OtherUrl(Case one) =>
        one.Random.Next(8) switch
        {
            0 => one.Url.Replace("http:", "https:"),
            1 => one.Url.Replace("localhost", "LOCALHOST"),
            2 => one.Url.Replace("localhost", "127.0.0.1"),
            3 => one.Url + "/",
            4 => one.Url + "?",
            5 => one.Url.Replace("twilio", "%74wilio"),
            6 => one.Url.Replace("/twilio", ":80/twilio"),
            _ => one.Target,
        };

    private static List<KeyValuePair<string, string>> OtherForm(Case one)
    {
        var form = one.Form.ToList();
        if (form.Count == 0)
            return [new("Body", "")];
        var at = one.Random.Next(form.Count);
        switch (one.Random.Next(4))
        {
            case 0:
                form.RemoveAt(at);
                break;
            case 1:
                form[at] = new(form[at].Key, form[at].Value + "x");
                break;
            case 2:
                form[at] = new(form[at].Key.ToUpperInvariant(), form[at].Value);
                break;
            default:
                form.Add(new("Body", "another"));
                break;
        }
        return form;
    }

    private static string OtherToken(Case one) =>
        one.Random.Next(6) switch
        {
            0 => "",
            1 => one.Account.Sid,
            2 => one.Account.Token.ToUpperInvariant(),
            3 => one.Account.Token + " ",
            4 => one.Account.Token[..^1],
            _ => new string(one.Account.Token.Reverse().ToArray()),
        };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[20];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Flip(Random random, byte[] hash)
    {
        hash[random.Next(hash.Length)] ^= (byte)(1 << random.Next(8));
        return hash;
    }

    private static string Swap(string text, int at) => text[..at] + text[at + 1] + text[at] + text[(at + 2)..];

    private static string Put(string text, int at, char sign) => text[..at] + sign + text[(at + 1)..];

    private static string Put(string text, int at, Func<char, char> change) => Put(text, at, change(text[at]));
}
