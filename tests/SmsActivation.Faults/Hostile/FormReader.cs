using System.Text;

namespace SmsActivation.Faults.Hostile;

/// <summary>Reads a form as the URL standard says, strictly; written here and not taken from the product.</summary>
internal static class FormReader
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The fields in the order sent; null where the bytes are no form in UTF-8.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Read(byte[] body)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        try
        {
            // Latin-1 keeps a sign for each byte.
            foreach (var part in Encoding.Latin1.GetString(body).Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var halves = part.Split('=', 2);
                pairs.Add(new(Text(halves[0]), halves.Length == 2 ? Text(halves[1]) : ""));
            }
            return pairs;
        }
        catch (Exception fault) when (fault is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    public static string? First(this IReadOnlyList<KeyValuePair<string, string>> form, params string[] names) =>
        names
            .Select(name => form.Where(field => field.Key == name).Select(field => field.Value).FirstOrDefault())
            .FirstOrDefault(value => value is not null);

    private static string Text(string escaped)
    {
        var plain = new List<byte>(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '%')
            {
                plain.Add(escaped[i] == '+' ? (byte)' ' : (byte)escaped[i]);
                continue;
            }
            if (i + 2 >= escaped.Length)
                throw new FormatException("A % at the end.");
            plain.AddRange(Convert.FromHexString(escaped.AsSpan(i + 1, 2)));
            i += 2;
        }
        return Strict.GetString([.. plain]);
    }
}
