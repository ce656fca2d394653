using System.Globalization;
using System.Text.RegularExpressions;
using SmsActivation.Core.Csv;
using SmsActivation.Core.Phones;

namespace SmsActivation.Core.Cards.Import;

/// <summary>One line and what it says, or why it is no row.</summary>
internal readonly record struct ReadRow(FileLine Line, CardRow? Row, string? Fault);

/// <summary>Reads one row's fields; every fault of the row is told at once.</summary>
internal sealed partial class CardRowReader
{
    private const int LongestWord = 64;
    private const string DayFormat = "yyyy-MM-dd";
    private static readonly (string Name, CardState State)[] States =
    [
        .. Enum.GetValues<CardState>().Select(state => (state.ToString(), state)),
    ];

    private readonly ImportOptions _options;
    private readonly CsvFields _fields;
    private readonly int? _number;
    private readonly int? _state;
    private readonly int? _kind;
    private readonly int? _expiresOn;
    private readonly int? _batch;
    private readonly int? _code;
    private readonly int? _holderPhone;
    private readonly List<string> _faults = [];
    private string? _lastDayText;
    private DateOnly _lastDay;

    public CardRowReader(CsvFile file, CardColumns columns, ImportOptions options)
    {
        _options = options;
        _fields = new CsvFields(file.Csv, columns.Count);
        _number = columns.Place(CardColumn.Number);
        _state = columns.Place(CardColumn.State);
        _kind = columns.Place(CardColumn.Kind);
        _expiresOn = columns.Place(CardColumn.ExpiresOn);
        _batch = columns.Place(CardColumn.Batch);
        _code = columns.Place(CardColumn.Code);
        _holderPhone = columns.Place(CardColumn.HolderPhone);
    }

    /// <summary>All lines of the file; of two equal numbers the first good one wins.</summary>
    public static IEnumerable<ReadRow> All(CsvFile file, CardColumns columns, ImportOptions options)
    {
        var reader = new CardRowReader(file, columns, options);
        var seen = new SeenNumbers();
        while (file.TryRead(out var line))
        {
            var (row, fault) = reader.Read(line);
            if (row is not null && seen.FirstLine(row.Number, row.Line) is { } first)
                (row, fault) = (null, $"the number stands on line {first} already");
            yield return new ReadRow(line, row, fault);
        }
    }

    /// <summary>The row, or why it is none.</summary>
    public (CardRow? Row, string? Fault) Read(FileLine line)
    {
        if (_fields.Take(line.Bytes) is { } fault)
            return (null, _fields.Words(fault));
        _faults.Clear();
        var number = Number(Field(_number));
        var code = Code(Field(_code));
        var state = State(Field(_state));
        var kind = Word("kind", Field(_kind));
        var expiresOn = Day(Field(_expiresOn));
        var batch = Word("batch", Field(_batch) ?? _options.Batch);
        var holderPhone = Phone(Field(_holderPhone));
        if (_faults.Count > 0)
            return (null, string.Join("; ", _faults));
        var row = new CardRow
        {
            Line = line.Number,
            Number = number,
            State = state,
            Kind = kind,
            ExpiresOn = expiresOn,
            Batch = batch,
            CodeHash = code is null ? null : _options.Codes.Hash(number, code),
            CodeLength = code?.Length,
            HolderPhone = holderPhone,
        };
        return (row, null);
    }

    private string? Field(int? place) => place is { } there ? _fields[there] : null;

    private string Number(string? text)
    {
        if (text is null)
            _faults.Add("the number is missing");
        else if (_options.ReadNumber(text) is not { } number)
            _faults.Add(
                Scientific().IsMatch(text)
                    ? "a spreadsheet has rounded the number: format that column as text"
                    : "the number fits no format: check its length, beginning and check digit"
            );
        else if (number == _options.Example)
            _faults.Add("the number is the example of our texts, which is never a card");
        else
            return number;
        return "";
    }

    private CardState? State(string? text)
    {
        if (text is null)
            return null;
        foreach (var (name, state) in States)
            if (string.Equals(name, text, StringComparison.OrdinalIgnoreCase))
                return state;
        _faults.Add($"the state is none of {string.Join(", ", Enum.GetNames<CardState>())}");
        return null;
    }

    private DateOnly? Day(string? text)
    {
        if (text is null)
            return null;
        // Most rows of a file share one day, and then its very string.
        if (ReferenceEquals(text, _lastDayText))
            return _lastDay;
        if (DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            (_lastDayText, _lastDay) = (text, day);
            return day;
        }
        _faults.Add("expires_on is no date like 2027-12-31");
        return null;
    }

    private string? Word(string column, string? text)
    {
        if (text is { Length: > LongestWord })
            _faults.Add($"{column} is longer than {LongestWord} signs");
        else if (text is not null && HoldsControl(text))
            _faults.Add($"{column} holds a control character");
        return text;
    }

    private static bool HoldsControl(string text)
    {
        foreach (var sign in text)
            if (char.IsControl(sign))
                return true;
        return false;
    }

    private string? Code(string? text)
    {
        if (text is not null && !CardCodes.IsCode(text))
            _faults.Add(
                $"the code is not {CardCodes.Shortest} to {CardCodes.Longest} letters and digits with a digit among them"
            );
        return text;
    }

    private string? Phone(string? text)
    {
        if (text is null)
            return null;
        var phone = PhoneReader.ReadE164(text);
        if (phone is null)
            _faults.Add("holder_phone is no phone in international form, like +15550100199");
        return phone;
    }

    [GeneratedRegex(@"^[0-9]([.,][0-9]*)?[eE]\+?[0-9]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Scientific();
}
