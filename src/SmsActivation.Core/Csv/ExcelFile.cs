namespace SmsActivation.Core.Csv;

/// <summary>Spreadsheets that somebody takes for lists: known by their first bytes, whatever they are called.</summary>
public static class ExcelFile
{
    public const string Fault = "This is an Excel file. Save it as CSV UTF-8 (comma delimited) and choose that.";

    /// <summary>A zip file, as .xlsx is one, or a compound file, as .xls is.</summary>
    public static bool Begins(ReadOnlySpan<byte> start) =>
        start is [0x50, 0x4B, 3, 4, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..];
}
