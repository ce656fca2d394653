using System.Buffers;

namespace SmsActivation.Worker.Web;

/// <summary>One cell of a file that a spreadsheet will open: a value that looks like a formula is made text by an
/// apostrophe. Source: OWASP, "CSV Injection".</summary>
internal static class CsvCell
{
    // The wide forms are taken for the others where Japanese is typed.
    private const string FormulaBegins = "=+-@\t\r\n＝＋－＠";

    // A spreadsheet of another country parts cells at a semicolon, or at a tab.
    private static readonly SearchValues<char> Parting = SearchValues.Create(",;\"\t\r\n");

    public static string Of(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "";
        if (FormulaBegins.Contains(value[0], StringComparison.Ordinal))
            value = "'" + value;
        return value.AsSpan().ContainsAny(Parting)
            ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : value;
    }

    public static string Line(params IEnumerable<string?> values) => string.Join(',', values.Select(Of)) + "\r\n";
}
