namespace SmsActivation.Simulator.Carrier;

/// <summary>How many parts a text is sent in: GSM 03.38 with its extension table, or UCS-2.</summary>
internal readonly record struct SegmentEstimate(string Encoding, int Segments)
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private const string Extended = "\f^{}\\[~]|€";

    public static SegmentEstimate Of(string text) =>
        text.All(sign => Basic.Contains(sign, StringComparison.Ordinal) || IsExtended(sign))
            ? new SegmentEstimate("GSM-7", Count(text.Select(sign => IsExtended(sign) ? 2 : 1), 160, 153))
            : new SegmentEstimate(
                "UCS-2",
                Count(text.EnumerateRunes().Select(rune => rune.Utf16SequenceLength), 70, 67)
            );

    private static bool IsExtended(char sign) => Extended.Contains(sign, StringComparison.Ordinal);

    /// <summary>A sign of two units is never cut in half, so a part may end one unit short.</summary>
    private static int Count(IEnumerable<int> signs, int single, int part)
    {
        var (total, parts, used) = (0, 1, 0);
        foreach (var units in signs)
        {
            total += units;
            used += units;
            if (used > part)
                (parts, used) = (parts + 1, units);
        }
        return total <= single ? 1 : parts;
    }
}
