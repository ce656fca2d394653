using System.Text;

namespace SmsActivation.Core.Csv;

/// <summary>One line of a file, its bytes as they stand.</summary>
internal readonly record struct FileLine(int Number, ReadOnlyMemory<byte> Bytes);

/// <summary>A CSV file with a header row, read line by line. Its bytes are kept as they are until a field is decoded: what is rejected is
/// written back byte for byte, and one line in another encoding spoils no other.</summary>
internal sealed class CsvFile : IDisposable
{
    private const char NoSign = '\0';
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    // Each by the mark that a file begins with.
    private static readonly Encoding[] Marks = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];

    private readonly FileStream _stream;
    private readonly LineReader _reader;
    private readonly CsvLine _csv;
    private int _line;
    private Encoding? _mark;

    private CsvFile(FileStream stream, LineReader reader, CsvLine csv, IReadOnlyList<string> header, int line)
    {
        _stream = stream;
        _reader = reader;
        _csv = csv;
        _line = line;
        Header = header;
    }

    /// <summary>The columns' names as written.</summary>
    public IReadOnlyList<string> Header { get; }
    public CsvLine Csv => _csv;
    public long Length => _stream.Length;

    /// <summary>Bytes read so far.</summary>
    public long Position => _stream.Position;

    /// <summary>The file, or why it is none.</summary>
    /// <param name="example">A header row, for whoever has none.</param>
    public static (CsvFile? File, string? Fault) Open(string path, string example)
    {
        if (!File.Exists(path))
            return (null, $"There is no file {path}.");
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var opened = Open(stream, Path.GetFileName(path), example);
        if (opened.File is null)
            stream.Dispose();
        return opened;
    }

    /// <summary>The next line; empty ones, and ones of delimiters only, are passed over.</summary>
    public bool TryRead(out FileLine line)
    {
        while (_reader.TryRead(out var bytes))
        {
            _line++;
            line = new FileLine(_line, bytes);
            if (!IsEmpty(bytes.Span))
                return true;
        }
        line = default;
        return false;
    }

    /// <summary>What is told of a file in another encoding, for those who would rather have none of it than its lines of
    /// plain letters; null for one that is UTF-8, or when it was stopped.</summary>
    public string? EncodingFault(CancellationToken stopping)
    {
        // A file of UTF-16 is read as UTF-8: whatever stands in it.
        if (_mark is not (null or UTF8Encoding))
            return null;
        var here = _stream.Position;
        _stream.Position = _mark?.Preamble.Length ?? 0;
        var line = Utf8Check.FirstIllLine(_stream, stopping);
        _stream.Position = here;
        return line is { } ill ? Utf8Check.Fault(Path.GetFileName(_stream.Name), ill) : null;
    }

    /// <summary>Null when the bytes are not UTF-8.</summary>
    public static string? Decode(string bytes)
    {
        if (Ascii.IsValid(bytes))
            return bytes;
        try
        {
            return Strict.GetString(Encoding.Latin1.GetBytes(bytes));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Text of ours in the form that fields of the file have.</summary>
    public static string Encode(string text) => Encoding.Latin1.GetString(Strict.GetBytes(text));

    public void Dispose() => _stream.Dispose();

    private static (CsvFile? File, string? Fault) Open(FileStream stream, string name, string example)
    {
        Span<byte> start = stackalloc byte[4];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        start = start[..read];
        if (ExcelFile.Begins(start))
            return (null, ExcelFile.Fault);
        var mark = MarkOf(start);
        stream.Position = mark?.Preamble.Length ?? 0;
        // Excel's "Unicode text" is UTF-16: its lines are read, and written back, as UTF-8.
        var reader = new LineReader(
            mark is null or UTF8Encoding
                ? stream
                : Encoding.CreateTranscodingStream(stream, mark, Encoding.UTF8, leaveOpen: true)
        );
        var line = 0;
        while (reader.TryRead(out var bytes))
        {
            line++;
            var text = Encoding.Latin1.GetString(bytes.Span);
            if (string.IsNullOrWhiteSpace(text))
                continue;
            var csv = new CsvLine(DelimiterOf(text));
            if (csv.Split(text) is not { } header)
                return (null, $"{name}: the header row cannot be read, for its quotes do not pair.");
            var names = header.Select(Decode).ToList();
            if (names.Contains(null))
                return (null, Utf8Check.Fault(name, line));
            return (new CsvFile(stream, reader, csv, names!, line) { _mark = mark }, null);
        }
        return (null, $"{name} is empty: it must begin with a header row, such as {example}.");
    }

    private static Encoding? MarkOf(ReadOnlySpan<byte> start)
    {
        foreach (var mark in Marks)
            if (start.StartsWith(mark.Preamble))
                return mark;
        return null;
    }

    private bool IsEmpty(ReadOnlySpan<byte> line) =>
        line.IsEmpty
        || (
            (line[0] == Csv.Delimiter || char.IsWhiteSpace((char)line[0]))
            && Encoding.Latin1.GetString(line).AsSpan().Trim().Trim(Csv.Delimiter).IsWhiteSpace()
        );

    /// <summary>No column's name holds one of these, so the header tells; a single column needs none.</summary>
    private static char DelimiterOf(string header) =>
        header.FirstOrDefault(sign => sign is ',' or ';' or '\t') is var found && found == NoSign ? ',' : found;
}
