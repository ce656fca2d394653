using System.Globalization;
using System.Text;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Csv;
using SmsActivation.Worker.Commands;

namespace SmsActivation.Worker.QrCodes;

internal enum CodeFormat
{
    Svg,
    Png,
}

/// <summary>Writes codes into a folder, one file a card, and an index of them. A file's name tells its place and the last
/// digits: names are seen by more people than files are.</summary>
internal sealed class CodeFolder : IAsyncDisposable
{
    public const string Index = "index.csv";

    private readonly string _folder;
    private readonly CardMessage _message;
    private readonly CodeFormat _format;
    private readonly double _millimetres;
    private readonly Masking _masking;
    private readonly CsvLine _csv = new(',');
    private readonly StreamWriter _index;

    private CodeFolder(string folder, CardMessage message, CodeFormat format, double millimetres, Masking masking)
    {
        _folder = folder;
        _message = message;
        _format = format;
        _millimetres = millimetres;
        _masking = masking;
        _index = new StreamWriter(Path.Combine(folder, Index), append: false, new UTF8Encoding(false));
        _index.WriteLine("file,number,module_mm");
    }

    public int Written { get; private set; }

    /// <summary>Of them, those whose owner has to add what stands under the scratch strip.</summary>
    public int WithCode { get; private set; }

    /// <summary>How many, for each reason: their text would not activate them, or their modules would be too small.</summary>
    public Dictionary<string, int> LeftOut { get; } = new(StringComparer.Ordinal);

    /// <summary>Null where the folder holds something: codes of two runs must not be mixed up at the printer's.</summary>
    public static CodeFolder? Open(
        string folder,
        CardMessage message,
        CodeFormat format,
        double millimetres,
        Masking masking
    )
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            return null;
        Directory.CreateDirectory(folder);
        return new CodeFolder(folder, message, format, millimetres, masking);
    }

    public async Task WriteAsync(IReadOnlyList<CardToPrint> cards)
    {
        var drawn = cards.AsParallel().AsOrdered().Select(Draw);
        foreach (var (card, fault, module, file) in drawn)
        {
            if (fault is not null)
            {
                LeftOut[fault] = LeftOut.GetValueOrDefault(fault) + 1;
                continue;
            }
            var name =
                $"{Written + 1:000000}-{card.Number[^Math.Min(4, card.Number.Length)..]}.{_format.ToString().ToLowerInvariant()}";
            await File.WriteAllBytesAsync(Path.Combine(_folder, name), file);
            await _index.WriteLineAsync(
                _csv.Join([
                    name,
                    _masking.Card(card.Number) ?? "",
                    module.ToString("0.00", CultureInfo.InvariantCulture),
                ])
            );
            Written++;
            WithCode += card.HasCode ? 1 : 0;
        }
    }

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    private (CardToPrint Card, string? Fault, double Module, byte[] File) Draw(CardToPrint card)
    {
        if (_message.Fault(card.Number) is { } unread)
            return (card, unread, 0, []);
        var code = PrintedCode.Of(_message.Payload(card.Number));
        var module = _millimetres / code.Side;
        if (module < PrintedCode.SmallestModule)
            return (
                card,
                $"--size {_millimetres} is too small: it takes {Math.Ceiling(code.Side * PrintedCode.SmallestModule)} mm",
                0,
                []
            );
        return (
            card,
            null,
            module,
            _format switch
            {
                CodeFormat.Svg => code.Svg(_millimetres),
                CodeFormat.Png => code.Png(_millimetres),
            }
        );
    }
}
