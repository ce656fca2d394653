using System.Text;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Faults.Hostile;

/// <summary>Words that have hurt somebody's program before, as UTF-8; and, apart from those, bytes that are none.</summary>
internal static class HostileText
{
    /// <summary>Stands in every text's body, so that a body which got into the log is found there.</summary>
    public const string Marker = "Quokka";

    /// <summary>Cards that are there to be activated, by whoever comes upon one.</summary>
    public static readonly IReadOnlyList<string> Cards =
    [
        .. Enumerable.Range(0, 500).Select(_ => CardNumbers.Luhn16()),
    ];

    private static readonly string[] s_words =
    [
        "\0",
        "a\0b",
        "\u202Ekcab\u202C",
        "\u2066\u2067\u2069",
        "99\u200B00\u200D\u2060",
        "\uFEFF",
        "\uFFFE\uFFFF",
        "\U0010FFFF\uE000",
        "👨‍👩‍👧‍👦",
        "1\uFE0F\u20E3",
        "\r\n",
        "\u2028\u2029\u0085",
        "\"}\n{\"Level\":\"Error\"}",
        "\\u0000\\",
        "{Sid} {0} {{",
        "%s%n%00",
        "' or 1=1;--",
        "<script>alert(1)</script>",
        "${jndi:ldap://x}",
        "\u001b[2J\u0007\b",
        "&=+%;",
        "９９００００１２",
        "٠١٢٣٤٥٦٧٨٩",
        "99OO OOl2 З456",
        "STOP",
        "START",
        "HELP",
        "PASSWORD",
        "ПАРОЛЬ 7899",
        "lost my card",
        "bcdf-ghjk-mnp7",
        "+14155550100",
        "whatsapp:+14155550100",
        "-1",
        "NaN",
        "ﷺ",
        "İıſK",
    ];

    // What no strict reader takes: alone, cut, overlong, surrogates, beyond Unicode.
    private static readonly byte[][] s_illFormed =
    [
        [0x80],
        [0xC3],
        [0xC0, 0x80],
        [0xE2, 0x82],
        [0xED, 0xA0, 0x80],
        [0xED, 0xBF, 0xBF],
        [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80],
        [0xF4, 0x90, 0x80, 0x80],
        [0xF8, 0x88, 0x80, 0x80, 0x80],
        [0xFF, 0xFE],
    ];

    public static byte[] Words(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 5)).SelectMany(_ => Word(random))];

    public static byte[] IllFormed(Random random) =>
        [.. Words(random), .. s_illFormed[random.Next(s_illFormed.Length)], .. "x"u8];

    /// <summary>One kind of sign over and over, the worst case of whoever looks for groups of them.</summary>
    public static byte[] Long(Random random, int bytes)
    {
        var unit = random.Next(8) switch
        {
            0 => "9"u8.ToArray(),
            1 => "9900 "u8.ToArray(),
            2 => "1-"u8.ToArray(),
            3 => Encoding.UTF8.GetBytes("e\u0301\u0301\u0301"),
            4 => Encoding.UTF8.GetBytes("О0l"),
            5 => Encoding.UTF8.GetBytes("\u202E👍"),
            6 => "bcdf "u8.ToArray(),
            _ => Word(random),
        };
        var text = new byte[Math.Max(1, bytes / unit.Length) * unit.Length];
        for (var i = 0; i < text.Length; i++)
            text[i] = unit[i % unit.Length];
        return text;
    }

    private static byte[] Word(Random random) =>
        random.Next(8) switch
        {
            0 => Encoding.UTF8.GetBytes(Cards[random.Next(Cards.Count)]),
            1 => Encoding.UTF8.GetBytes(Rune(random).ToString() + Rune(random)),
            2 => Long(random, random.Next(8, 400)),
            _ => Encoding.UTF8.GetBytes(s_words[random.Next(s_words.Length)]),
        };

    private static Rune Rune(Random random)
    {
        while (true)
        {
            if (System.Text.Rune.TryCreate(random.Next(0x110000), out var rune))
                return rune;
        }
    }
}
