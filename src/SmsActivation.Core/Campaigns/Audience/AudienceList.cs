using System.Text;
using SmsActivation.Core.Csv;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>The rows of a CSV list, one by one.</summary>
internal static class AudienceList
{
    public static IEnumerable<AudienceEntry> Read(CsvFile file, AudienceColumns columns, AudienceReader reader)
    {
        var fields = new CsvFields(file.Csv, columns.Count);
        while (file.TryRead(out var line))
            yield return fields.Take(line.Bytes) is { } fault
                ? new AudienceEntry(Row: null, new LeftOutRow(line.Number, Start(line), Reason(fault)))
                : reader.Read(Fields(fields, columns, line.Number));
    }

    private static LeftOutReason Reason(LineFault fault) =>
        fault switch
        {
            LineFault.OpenQuote => LeftOutReason.OpenQuote,
            LineFault.TooFewFields => LeftOutReason.TooFewFields,
            LineFault.TooManyFields => LeftOutReason.TooManyFields,
            LineFault.NotUtf8 => LeftOutReason.Unreadable,
        };

    private static AudienceFields Fields(CsvFields fields, AudienceColumns columns, int line) =>
        new()
        {
            Line = line,
            Phone = Field(fields, columns.Phone),
            Name = Field(fields, columns.Name),
            Language = Field(fields, columns.Language),
            Card = Field(fields, columns.Card),
            ConsentSource = Field(fields, columns.ConsentSource),
            ConsentText = Field(fields, columns.ConsentText),
            ConsentAt = Field(fields, columns.ConsentAt),
            Others = Others(fields, columns),
        };

    private static Dictionary<string, string> Others(CsvFields fields, AudienceColumns columns)
    {
        var others = new Dictionary<string, string>(columns.Others.Count, StringComparer.Ordinal);
        foreach (var (name, place) in columns.Others)
            if (fields[place] is { } value)
                others.Add(name, Seen(value));
        return others;
    }

    private static string? Field(CsvFields fields, int? place) =>
        place is { } there && fields[there] is { } text ? Seen(text) : null;

    /// <summary>Tabs and the like would cost a text room, and show nothing.</summary>
    private static string Seen(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign)) : text;

    /// <summary>A line that cannot be read is shown by its beginning.</summary>
    private static string Start(FileLine line)
    {
        var text = Encoding.UTF8.GetString(line.Bytes.Span[..Math.Min(line.Bytes.Length, AudienceReader.LongestValue)]);
        return Seen(text);
    }
}
