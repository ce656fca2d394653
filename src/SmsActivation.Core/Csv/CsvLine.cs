using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace SmsActivation.Core.Csv;

/// <summary>Splits one line of CSV (RFC 4180). A row never runs over lines: one stray quote would otherwise swallow all
/// rows after it.</summary>
public sealed class CsvLine
{
    public const char Quote = '"';

    private readonly CsvConfiguration _configuration;
    private bool _bad;

    public CsvLine(char delimiter)
    {
        Delimiter = delimiter;
        _configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            HasHeaderRecord = false,
            TrimOptions = TrimOptions.Trim,
            BadDataFound = _ => _bad = true,
            // The defaults are for whole files.
            BufferSize = 512,
            ProcessFieldBufferSize = 128,
        };
    }

    public char Delimiter { get; }

    /// <summary>Null when the quotes do not pair.</summary>
    public IReadOnlyList<string>? Split(string line)
    {
        if (!line.Contains(Quote, StringComparison.Ordinal))
            return line.Split(Delimiter);
        if (line.Count(sign => sign == Quote) % 2 != 0)
            return null;
        _bad = false;
        using var reader = new StringReader(line);
        using var parser = new CsvParser(reader, _configuration);
        // Bad data is found only as the fields are taken.
        var fields = parser.Read() ? parser.Record : null;
        return _bad ? null : fields;
    }

    /// <summary>A field that holds a delimiter, a quote or a line break is put into quotes.</summary>
    public string Join(IEnumerable<string> fields) => string.Join(Delimiter, fields.Select(Escape));

    private string Escape(string field) =>
        field.AsSpan().ContainsAny([Delimiter, Quote, '\r', '\n'])
            ? $"{Quote}{field.Replace("\"", "\"\"", StringComparison.Ordinal)}{Quote}"
            : field;
}
