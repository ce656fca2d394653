namespace SmsActivation.Journeys.Harness;

/// <summary>Counts SMS segments, written here and not taken from the product. Source: 3GPP TS 23.038.</summary>
public static class Segments
{
    private const string Gsm =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private const string GsmTwice = "^{}\\[~]|€\f";

    public static bool IsGsm(string text) => text.All(sign => Gsm.Contains(sign) || GsmTwice.Contains(sign));

    public static int Count(string text)
    {
        if (IsGsm(text))
            return Of(text.Sum(sign => GsmTwice.Contains(sign) ? 2 : 1), one: 160, many: 153);
        return Of(text.Length, one: 70, many: 67);
    }

    private static int Of(int units, int one, int many) => units <= one ? 1 : (units + many - 1) / many;
}
