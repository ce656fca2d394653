using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Replies;

public sealed class SmsSegmentsTests
{
    /// <summary>Figures of independent counters, the same the carriers bill by.</summary>
    public static TheoryData<string, string, SmsEncoding, int, int> Texts { get; } =
        new()
        {
            { "1 a + smart quote x69 = 70", "a" + Times(69, "’"), SmsEncoding.Ucs2, 70, 1 },
            {
                "151 a + euro + 10 a (escape ends on 153)",
                Times(151, "a") + "€" + Times(10, "a"),
                SmsEncoding.Gsm7,
                163,
                2
            },
            {
                "152 a + euro + 10 a (escape falls on septet 153/154)",
                Times(152, "a") + "€" + Times(10, "a"),
                SmsEncoding.Gsm7,
                164,
                2
            },
            {
                "152 a + euro + 152 a: naive ceil(306/153)=2, real 3",
                Times(152, "a") + "€" + Times(152, "a"),
                SmsEncoding.Gsm7,
                306,
                3
            },
            { "158 a + euro = 160 septets", Times(158, "a") + "€", SmsEncoding.Gsm7, 160, 1 },
            { "159 a + euro = 161 septets", Times(159, "a") + "€", SmsEncoding.Gsm7, 161, 2 },
            { "36 emoji = 72 units", Times(36, "😀"), SmsEncoding.Ucs2, 72, 2 },
            {
                "64 a + flag + 66 a: a flag is two pairs, cut between them or not it is 3",
                Times(64, "a") + "🇺🇦" + Times(66, "a"),
                SmsEncoding.Ucs2,
                134,
                3
            },
            {
                "66 a + emoji + 66 a: surrogate pair on 67 boundary",
                Times(66, "a") + "😀" + Times(66, "a"),
                SmsEncoding.Ucs2,
                134,
                3
            },
            { "68 a + emoji = 70 units", Times(68, "a") + "😀", SmsEncoding.Ucs2, 70, 1 },
            { "69 a + emoji = 71 units", Times(69, "a") + "😀", SmsEncoding.Ucs2, 71, 2 },
            { "80 euros = 160 septets", Times(80, "€"), SmsEncoding.Gsm7, 160, 1 },
            { "81 euros = 162 septets", Times(81, "€"), SmsEncoding.Gsm7, 162, 2 },
            { "BOM", "\uFEFFhi", SmsEncoding.Ucs2, 3, 1 },
            { "CR LF tab", "a\r\nb\tc", SmsEncoding.Ucs2, 6, 1 },
            { "CRLF x80", Times(80, "\r\n"), SmsEncoding.Gsm7, 160, 1 },
            { "Chinese 70", Times(70, "短"), SmsEncoding.Ucs2, 70, 1 },
            { "Chinese 71", Times(71, "短"), SmsEncoding.Ucs2, 71, 2 },
            { "Cyrillic", "Привет, как дела?", SmsEncoding.Ucs2, 17, 1 },
            { "Cyrillic 134 = 67*2", Times(134, "я"), SmsEncoding.Ucs2, 134, 2 },
            { "Cyrillic 70", Times(70, "я"), SmsEncoding.Ucs2, 70, 1 },
            { "Cyrillic 71", Times(71, "я"), SmsEncoding.Ucs2, 71, 2 },
            { "French ç lower (not GSM)", "Ça va, garçon ?", SmsEncoding.Ucs2, 15, 1 },
            { "GSM 153 + one emoji", Times(153, "a") + "😀", SmsEncoding.Ucs2, 155, 3 },
            { "GSM 1600 (Twilio body max)", Times(1600, "a"), SmsEncoding.Gsm7, 1600, 11 },
            { "GSM 161", Times(161, "a"), SmsEncoding.Gsm7, 161, 2 },
            { "GSM 307", Times(307, "a"), SmsEncoding.Gsm7, 307, 3 },
            { "GSM 459 = 153*3", Times(459, "a"), SmsEncoding.Gsm7, 459, 3 },
            { "Greek lower (UCS2)", "καλημέρα", SmsEncoding.Ucs2, 8, 1 },
            { "Hebrew", "שלום עולם", SmsEncoding.Ucs2, 9, 1 },
            { "Korean", "안녕하세요 세계", SmsEncoding.Ucs2, 8, 1 },
            { "LF only", "line1\nline2", SmsEncoding.Gsm7, 11, 1 },
            { "Polish", "Zażółć gęślą jaźń", SmsEncoding.Ucs2, 17, 1 },
            { "Spanish GSM only", "¿Que pasa, niño? ¡Olé!", SmsEncoding.Gsm7, 22, 1 },
            { "Spanish á (not GSM)", "¿Cómo está?", SmsEncoding.Ucs2, 11, 1 },
            { "Thai", "สวัสดีชาวโลก", SmsEncoding.Ucs2, 12, 1 },
            { "Turkish", "İstanbul ığüşöç", SmsEncoding.Ucs2, 15, 1 },
            { "ZWJ family", "👨\u200D👩\u200D👧\u200D👦", SmsEncoding.Ucs2, 11, 1 },
            { "ZWJ family x7 = 77 units", Times(7, "👨\u200D👩\u200D👧\u200D👦"), SmsEncoding.Ucs2, 77, 2 },
            { "all extension chars", "|^€{}[]~\\", SmsEncoding.Gsm7, 18, 1 },
            { "ascii short", "Hello World", SmsEncoding.Gsm7, 11, 1 },
            { "composed é GSM", "café", SmsEncoding.Gsm7, 4, 1 },
            { "euro alone", "€", SmsEncoding.Gsm7, 2, 1 },
            { "extension x18 = 162 septets", Times(9, "|^€{}[]~\\"), SmsEncoding.Gsm7, 162, 2 },
            { "lone high surrogate", "a\uD83D", SmsEncoding.Ucs2, 2, 1 },
            { "nbsp", "a\u00A0b", SmsEncoding.Ucs2, 3, 1 },
            { "one space", " ", SmsEncoding.Gsm7, 1, 1 },
            { "rainbow flag ZWJ", "🏳\uFE0F\u200D🌈", SmsEncoding.Ucs2, 6, 1 },
            { "same w/ plain quotes", "\"Hello\" - it's 5 o'clock...", SmsEncoding.Gsm7, 27, 1 },
            { "skin tone", "👍🏽", SmsEncoding.Ucs2, 4, 1 },
            { "smart quotes", "“Hello” – it’s 5 o’clock…", SmsEncoding.Ucs2, 25, 1 },
            { "zero width space", "a\u200Bb", SmsEncoding.Ucs2, 3, 1 },
            { "empty", "", SmsEncoding.Gsm7, 0, 0 },
            { "form feed is of the extension table", "\f", SmsEncoding.Gsm7, 2, 1 },
            { "lone low surrogate", "\uDE00a", SmsEncoding.Ucs2, 2, 1 },
            { "surrogates the wrong way round are two lone ones", "\uDE00\uD83D", SmsEncoding.Ucs2, 2, 1 },
            {
                "66 a + lone high surrogate + 66 a: it may end a part",
                Times(66, "a") + "\uD83D" + Times(66, "a"),
                SmsEncoding.Ucs2,
                133,
                2
            },
            { "GSM 160", Times(160, "a"), SmsEncoding.Gsm7, 160, 1 },
        };

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)] // the runner's own copy would mend lone surrogates
    public void A_text_is_counted_as_the_carrier_bills_it(
        string name,
        string text,
        SmsEncoding encoding,
        int units,
        int segments
    )
    {
        var counted = SmsSegments.Count(text);
        Assert.True(new SmsLength(encoding, units, segments) == counted, $"{name}: {counted}");
    }

    private static string Times(int times, string sign) => string.Concat(Enumerable.Repeat(sign, times));
}
