using System.Globalization;
using System.Text.RegularExpressions;

namespace SmsActivation.Tests.Phones;

/// <summary>Rows of a tab-separated file beside the tests; \uXXXX stands for a sign that would not show.</summary>
internal static partial class PhoneTable
{
    public static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Phones", file)).Skip(1).Select(line => line.Split('\t'));

    public static string Unescaped(string quoted) =>
        Escape()
            .Replace(
                quoted[1..^1],
                sign =>
                    (
                        (char)ushort.Parse(sign.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                    ).ToString()
            );

    [GeneratedRegex(@"\\u([0-9a-f]{4})")]
    private static partial Regex Escape();
}
