using System.Text;

namespace SmsActivation.Journeys.Passwords;

/// <summary>Every form in which a secret could lie in a file.</summary>
public static class Spellings
{
    public static IEnumerable<(string Name, byte[] Bytes)> Of(string password)
    {
        var bare = password.Replace("-", "");
        var words = new[] { password, bare, password.Replace('-', ' '), password.Replace("-", " - ") };
        foreach (var word in words.SelectMany(word => new[] { word, word.ToUpperInvariant() }).Distinct())
        {
            yield return ($"'{Shape(word)}' in UTF-8", Encoding.UTF8.GetBytes(word));
            yield return ($"'{Shape(word)}' in UTF-16LE", Encoding.Unicode.GetBytes(word));
            yield return ($"'{Shape(word)}' in UTF-16BE", Encoding.BigEndianUnicode.GetBytes(word));
            for (var offset = 0; offset < 3; offset++)
            {
                yield return ($"'{Shape(word)}' in base64 from {offset}", Base64(Encoding.UTF8.GetBytes(word), offset));
                yield return (
                    $"'{Shape(word)}' in UTF-16 in base64 from {offset}",
                    Base64(Encoding.Unicode.GetBytes(word), offset)
                );
            }
            foreach (var (name, text) in PercentEncoded(word))
                yield return ($"'{Shape(word)}' {name}", Encoding.ASCII.GetBytes(text));
        }
    }

    /// <summary>The part of the base64 that does not depend on the neighbours, were the secret to begin so many bytes
    /// into a group of three.</summary>
    private static byte[] Base64(byte[] secret, int offset)
    {
        var text = Convert.ToBase64String([.. new byte[offset], .. secret]);
        var first = (offset * 8 + 5) / 6;
        var last = (offset + secret.Length) * 8 / 6;
        return Encoding.ASCII.GetBytes(text[first..last]);
    }

    private static IEnumerable<(string Name, string Text)> PercentEncoded(string word)
    {
        yield return ("percent-encoded throughout", string.Concat(word.Select(sign => $"%{(int)sign:X2}")));
        yield return ("percent-encoded throughout, small", string.Concat(word.Select(sign => $"%{(int)sign:x2}")));
        if (word.Contains('-'))
            yield return ("with %2D", word.Replace("-", "%2D").Replace(" ", "%20"));
        if (word.Contains('-'))
            yield return ("with %2d", word.Replace("-", "%2d").Replace(" ", "+"));
        if (word.Contains(' '))
            yield return ("with %20", word.Replace(" ", "%20"));
        if (word.Contains(' '))
            yield return ("with +", word.Replace(' ', '+'));
    }

    /// <summary>What a message may show of it.</summary>
    private static string Shape(string word) =>
        string.Concat(
            word.Select(sign =>
                char.IsAsciiLetterUpper(sign) ? 'X'
                : char.IsAsciiLetterOrDigit(sign) ? 'x'
                : sign
            )
        );
}
