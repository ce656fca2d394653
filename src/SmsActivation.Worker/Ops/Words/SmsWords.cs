using System.Globalization;
using SmsActivation.Core.Replies;

namespace SmsActivation.Worker.Ops.Words;

/// <summary>How texts travel, for whoever pays for them.</summary>
internal static class SmsWords
{
    /// <summary>Of both ways, where they are first spoken of.</summary>
    public const string Both =
        "A text is paid for by the segment. In plain Latin signs (GSM-7) one holds 160 of them, or 153 where a text takes several; "
        + "with a single other sign, such as a Cyrillic letter or an emoji, all of the text travels in UCS-2: 70 signs, or 67.";

    public static string Told(SmsEncoding encoding) =>
        encoding switch
        {
            SmsEncoding.Gsm7 => "Plain Latin signs: 160 to a segment, or 153 where a text takes several",
            SmsEncoding.Ucs2 =>
                "It holds a sign that is not in GSM-7: 70 to a segment, or 67 where a text takes several",
        };

    public static string Segments(long segments) =>
        segments == 1 ? "1 segment" : string.Create(CultureInfo.InvariantCulture, $"{segments:N0} segments");
}
