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

    /// <summary>Pages of A4, many codes on each.</summary>
    Sheet,
}

/// <summary>Writes codes into a folder, one file a card, and an index of them. A file's name tells its place and the last
/// digits: names are seen by more people than files are. Nothing is made before the first code is.</summary>
internal sealed class CodeFolder : IAsyncDisposable
{
    public const string Index = "index.csv";

    private readonly string _folder;
    private readonly CardMessage _message;
    private readonly CodeFormat _format;
    private readonly double _millimetres;
    private readonly Masking _masking;
    private readonly CsvLine _csv = new(',');
    private readonly CodeSheet _sheet;
    private StreamWriter? _index;
    private int _sheets;

    private CodeFolder(string folder, CardMessage message, CodeFormat format, double millimetres, Masking masking)
    {
        _folder = folder;
        _message = message;
        _format = format;
        _millimetres = millimetres;
        _masking = masking;
        _sheet = new CodeSheet(millimetres);
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
    ) =>
        Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()
            ? null
            : new CodeFolder(folder, message, format, millimetres, masking);

    private async Task<StreamWriter> BeginAsync()
    {
        // Whole card numbers stand in the codes: they are the owner's alone to read.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_folder);
        else
            Directory.CreateDirectory(
                _folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        var index = new StreamWriter(Path.Combine(_folder, Index), append: false, new UTF8Encoding(false));
        await index.WriteLineAsync("file,place,number,module_mm");
        return index;
    }

    public async Task WriteAsync(IReadOnlyList<CardToPrint> cards)
    {
        foreach (var (card, fault, code, file) in cards.AsParallel().AsOrdered().Select(Draw))
        {
            if (fault is not null || code is null)
            {
                LeftOut[fault ?? ""] = LeftOut.GetValueOrDefault(fault ?? "") + 1;
                continue;
            }
            _index ??= await BeginAsync();
            var (name, place) = file is null ? await AddAsync(code, Last(card)) : await AddAsync(card, file);
            var module = _millimetres / code.Side;
            await _index.WriteLineAsync(
                _csv.Join([
                    name,
                    place.ToString(CultureInfo.InvariantCulture),
                    _masking.Card(card.Number) ?? "",
                    module.ToString("0.00", CultureInfo.InvariantCulture),
                ])
            );
            Written++;
            WithCode += card.HasCode ? 1 : 0;
        }
    }

    /// <summary>After the last card: a page that is not full.</summary>
    public async Task EndAsync()
    {
        if (_sheet.Count > 0)
            await File.WriteAllBytesAsync(Path.Combine(_folder, SheetName), _sheet.Take());
    }

    public ValueTask DisposeAsync() => _index?.DisposeAsync() ?? ValueTask.CompletedTask;

    private string SheetName => $"sheet-{_sheets:0000}.svg";

    private async Task<(string Name, int Place)> AddAsync(CardToPrint card, byte[] file)
    {
        var name = $"{Written + 1:000000}-{Last(card)}.{_format.ToString().ToLowerInvariant()}";
        await File.WriteAllBytesAsync(Path.Combine(_folder, name), file);
        return (name, 1);
    }

    private async Task<(string Name, int Place)> AddAsync(PrintedCode code, string last)
    {
        if (_sheet.IsFull)
            await File.WriteAllBytesAsync(Path.Combine(_folder, SheetName), _sheet.Take());
        if (_sheet.Count == 0)
            _sheets++;
        _sheet.Add(code, last);
        return (SheetName, _sheet.Count);
    }

    private static string Last(CardToPrint card) => card.Number[^Math.Min(4, card.Number.Length)..];

    /// <summary>Of a sheet there is no file yet.</summary>
    private (CardToPrint Card, string? Fault, PrintedCode? Code, byte[]? File) Draw(CardToPrint card)
    {
        if (_message.Fault(card.Number) is { } unread)
            return (card, unread, null, null);
        var code = PrintedCode.Of(_message.Payload(card.Number));
        if (_millimetres / code.Side < PrintedCode.SmallestModule)
        {
            var least = Math.Ceiling(code.Side * PrintedCode.SmallestModule);
            return (card, $"--size {_millimetres} is too small: it takes {least} mm", null, null);
        }
        return (
            card,
            null,
            code,
            _format switch
            {
                CodeFormat.Svg => code.Svg(_millimetres),
                CodeFormat.Png => code.Png(_millimetres),
                CodeFormat.Sheet => null,
            }
        );
    }
}
