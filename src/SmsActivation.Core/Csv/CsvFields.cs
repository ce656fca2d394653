using System.Text;
using System.Text.Unicode;

namespace SmsActivation.Core.Csv;

/// <summary>The fields of one line at a time. A field that says the same as in the line before is the same string: most
/// columns of a list of cards hardly change, and are then neither decoded nor stored anew.</summary>
internal sealed class CsvFields(CsvLine csv, int columns)
{
    private readonly List<Range> _places = new(columns);
    private readonly ReadOnlyMemory<byte>[] _lastBytes = new ReadOnlyMemory<byte>[columns];
    private readonly string?[] _lastTexts = new string?[columns];
    private ReadOnlyMemory<byte> _line;
    private IReadOnlyList<string>? _quoted;

    /// <summary>Why the line cannot be read with these columns; null when it can.</summary>
    public LineFault? Take(ReadOnlyMemory<byte> line)
    {
        _line = line;
        _quoted = null;
        if (line.Span.Contains((byte)CsvLine.Quote))
        {
            _quoted = csv.Split(Encoding.Latin1.GetString(line.Span));
            if (_quoted is null)
                return LineFault.OpenQuote;
        }
        else
        {
            Split(line.Span);
        }
        if (Count != columns)
            return Count < columns ? LineFault.TooFewFields : LineFault.TooManyFields;
        return Utf8.IsValid(line.Span) ? null : LineFault.NotUtf8;
    }

    /// <summary>The fault of the line that was taken last, in words.</summary>
    public string Words(LineFault fault) =>
        fault switch
        {
            LineFault.OpenQuote => "its quotes do not pair",
            LineFault.TooFewFields or LineFault.TooManyFields => $"it has {Count} fields, the header has {columns}",
            LineFault.NotUtf8 => "it is not UTF-8",
        };

    /// <summary>The field, trimmed; null when it is empty.</summary>
    public string? this[int place]
    {
        get
        {
            if (_quoted is not null)
                return Trimmed(CsvFile.Decode(_quoted[place])!);
            var bytes = _line[_places[place]];
            if (!bytes.Span.SequenceEqual(_lastBytes[place].Span))
                (_lastBytes[place], _lastTexts[place]) = (bytes, Trimmed(Encoding.UTF8.GetString(bytes.Span)));
            return _lastTexts[place];
        }
    }

    private int Count => _quoted?.Count ?? _places.Count;

    private void Split(ReadOnlySpan<byte> line)
    {
        _places.Clear();
        var start = 0;
        while (line[start..].IndexOf((byte)csv.Delimiter) is >= 0 and var length)
        {
            _places.Add(start..(start + length));
            start += length + 1;
        }
        _places.Add(start..line.Length);
    }

    private static string? Trimmed(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
