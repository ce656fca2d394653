using System.Globalization;
using System.Text.RegularExpressions;
using SmsActivation.Core.Phones;

namespace SmsActivation.Core.Cards.Import;

/// <summary>What is imported, and how its fields are read.</summary>
public sealed record ImportOptions
{
    /// <summary>The normalised number if the whole text is one that fits a configured format, else null.</summary>
    public required Func<string, string?> ReadNumber { get; init; }

    /// <summary>The number our texts show as an example, normalised: it is never a card.</summary>
    public required string? Example { get; init; }

    public required CardCodes Codes { get; init; }

    /// <summary>For rows that name no batch themselves.</summary>
    public string? Batch { get; init; }

    /// <summary>Counts and rejects, and changes no card.</summary>
    public bool DryRun { get; init; }
}

/// <summary>Reads one row's fields; every fault of the row is told at once.</summary>
internal sealed partial class CardRowReader(CardColumns columns, ImportOptions options)
{
    private const int LongestWord = 64;
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>The row, or why it is none.</summary>
    public (CardRow? Row, string? Fault) Read(CardLine line)
    {
        if (line.Fields is not { } raw)
            return (null, "its quotes do not pair");
        if (raw.Count != columns.Count)
            return (null, $"it has {raw.Count} fields, the header has {columns.Count}");
        var fields = new string[raw.Count];
        for (var i = 0; i < raw.Count; i++)
        {
            if (CardFile.Decode(raw[i]) is not { } text)
                return (null, "it is not UTF-8");
            fields[i] = text;
        }
        return Read(line.Number, fields);
    }

    private (CardRow?, string?) Read(int line, string[] fields)
    {
        var faults = new List<string>();
        var number = Number(columns.Field(fields, CardColumn.Number), faults);
        var code = Code(columns.Field(fields, CardColumn.Code), faults);
        var row = new CardRow
        {
            Line = line,
            Number = number,
            State = State(columns.Field(fields, CardColumn.State), faults),
            Kind = Word("kind", columns.Field(fields, CardColumn.Kind), faults),
            ExpiresOn = Day(columns.Field(fields, CardColumn.ExpiresOn), faults),
            Batch = Word("batch", columns.Field(fields, CardColumn.Batch) ?? options.Batch, faults),
            HolderPhone = Phone(columns.Field(fields, CardColumn.HolderPhone), faults),
        };
        if (faults.Count > 0)
            return (null, string.Join("; ", faults));
        return code is null
            ? (row, null)
            : (row with { CodeHash = options.Codes.Hash(number, code), CodeLength = code.Length }, null);
    }

    private string Number(string? text, List<string> faults)
    {
        if (text is null)
            faults.Add("the number is missing");
        else if (options.ReadNumber(text) is not { } number)
            faults.Add(
                Scientific().IsMatch(text)
                    ? "a spreadsheet has rounded the number: format that column as text"
                    : "the number fits no format: check its length, beginning and check digit"
            );
        else if (number == options.Example)
            faults.Add("the number is the example of our texts, which is never a card");
        else
            return number;
        return "";
    }

    private static CardState? State(string? text, List<string> faults)
    {
        if (text is null)
            return null;
        foreach (var state in Enum.GetValues<CardState>())
            if (string.Equals(state.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return state;
        faults.Add($"the state is none of {string.Join(", ", Enum.GetNames<CardState>())}");
        return null;
    }

    private static DateOnly? Day(string? text, List<string> faults)
    {
        if (text is null)
            return null;
        if (DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        faults.Add("expires_on is no date like 2027-12-31");
        return null;
    }

    private static string? Word(string column, string? text, List<string> faults)
    {
        if (text is { Length: > LongestWord })
            faults.Add($"{column} is longer than {LongestWord} signs");
        else if (text is not null && text.Any(char.IsControl))
            faults.Add($"{column} holds a control character");
        return text;
    }

    private static string? Code(string? text, List<string> faults)
    {
        if (text is not null && !CardCodes.IsCode(text))
            faults.Add(
                $"the code is not {CardCodes.Shortest} to {CardCodes.Longest} letters and digits with a digit among them"
            );
        return text;
    }

    private static string? Phone(string? text, List<string> faults)
    {
        if (text is null)
            return null;
        var phone = PhoneReader.Read(text)?.E164;
        if (phone is null)
            faults.Add("holder_phone is no phone in international form, like +15550100199");
        return phone;
    }

    [GeneratedRegex(@"^[0-9]([.,][0-9]*)?[eE]\+?[0-9]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Scientific();
}
