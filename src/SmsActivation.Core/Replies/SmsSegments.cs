namespace SmsActivation.Core.Replies;

/// <summary>The two alphabets a text travels in.</summary>
public enum SmsEncoding
{
    Gsm7,
    Ucs2,
}

/// <summary>How long a text is on the air: septets (GSM-7) or 16-bit units (UCS-2), and the parts it is billed as.</summary>
public readonly record struct SmsLength(SmsEncoding Encoding, int Units, int Segments);

/// <summary>Counts what a text costs, as 3GPP TS 23.038 and 23.040 pack it. An empty text has no segment.</summary>
public static class SmsSegments
{
    public static string Name(this SmsEncoding encoding) =>
        encoding switch
        {
            SmsEncoding.Gsm7 => "GSM-7",
            SmsEncoding.Ucs2 => "UCS-2",
        };

    /// <summary>What a single segment holds, and what each of several does.</summary>
    public static (int Alone, int Joined) Room(this SmsEncoding encoding) =>
        encoding switch
        {
            SmsEncoding.Gsm7 => (160, 153), // a joined part gives 6 octets to its header
            SmsEncoding.Ucs2 => (70, 67),
        };

    /// <summary>What so many segments hold together.</summary>
    public static int Room(this SmsEncoding encoding, int segments) =>
        segments <= 1 ? encoding.Room().Alone : segments * encoding.Room().Joined;

    public static SmsLength Count(string text)
    {
        var encoding = text.All(GsmAlphabet.Holds) ? SmsEncoding.Gsm7 : SmsEncoding.Ucs2;
        var (alone, joined) = encoding.Room();
        var units = Signs(text, encoding).Sum();
        if (units <= alone)
        {
            return new SmsLength(encoding, units, units == 0 ? 0 : 1);
        }

        var segments = 1;
        var used = 0;
        foreach (var sign in Signs(text, encoding))
        {
            // An escape pair or a surrogate pair goes whole into the next part and leaves a unit of this one empty.
            if (used + sign > joined)
            {
                segments++;
                used = 0;
            }

            used += sign;
        }

        return new SmsLength(encoding, units, segments);
    }

    /// <summary>The units of each sign that may not be cut: 1, or 2 for an escape pair or a surrogate pair.</summary>
    private static IEnumerable<int> Signs(string text, SmsEncoding encoding)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (encoding == SmsEncoding.Gsm7)
            {
                yield return GsmAlphabet.IsExtension(text[i]) ? 2 : 1;
            }
            else if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                yield return 2;
            }
            else
            {
                yield return 1;
            }
        }
    }
}
