using System.Text;
using SmsActivation.Core.Csv;

namespace SmsActivation.Core.Cards.Import;

/// <summary>The rows that were not taken, as they stood, each with its line and the reason: to be mended and imported. It
/// is made when there is a first one, and takes the place of an earlier run's.</summary>
internal sealed class RejectsFile : IDisposable
{
    private readonly CardColumns _columns;
    private readonly CsvLine _csv;
    private StreamWriter? _writer;

    public RejectsFile(CsvFile source, CardColumns columns, string sourcePath)
    {
        _columns = columns;
        // One of its own: lines are rejected while others are still read.
        _csv = new CsvLine(source.Csv.Delimiter);
        Path = PathFor(sourcePath);
        File.Delete(Path);
    }

    public string Path { get; }

    /// <summary><c>cards.csv</c> → <c>cards.rejects.csv</c></summary>
    public static string PathFor(string sourcePath) => System.IO.Path.ChangeExtension(sourcePath, ".rejects.csv");

    public void Add(FileLine line, string reason)
    {
        _writer ??= Begin();
        // A line that does not match the header is kept whole, in the first column.
        var text = Encoding.Latin1.GetString(line.Bytes.Span);
        var fields =
            _csv.Split(text) is { } split && split.Count == _columns.Count
                ? _columns.Own(split)
                : Enumerable.Repeat("", _columns.Names.Count - 1).Prepend(text);
        _writer.WriteLine(_csv.Join([.. fields, line.Number.ToString(), CsvFile.Encode(reason)]));
    }

    public void Dispose() => _writer?.Dispose();

    private StreamWriter Begin()
    {
        var writer = new StreamWriter(Path, append: false, Encoding.Latin1) { NewLine = "\n" };
        // Spreadsheets take a file without this mark for one of their own country's encoding.
        writer.Write(Encoding.Latin1.GetString(Encoding.UTF8.Preamble));
        writer.WriteLine(_csv.Join([.. _columns.Names.Select(CsvFile.Encode), "line", "reason"]));
        return writer;
    }
}
