namespace SmsActivation.Core.Cards.Import;

/// <summary>A column that a card file may have.</summary>
internal enum CardColumn
{
    Number,
    State,
    Kind,
    ExpiresOn,
    Batch,
    Code,
    HolderPhone,

    /// <summary>Written by us into a file of rejects, so that one can be mended and imported as it is.</summary>
    Line,
    Reason,
}

/// <summary>The header row: which column stands where.</summary>
internal sealed class CardColumns
{
    public const string Example = "number,state,batch";

    private readonly Dictionary<CardColumn, int> _places = [];
    private readonly List<string> _faults = [];

    public CardColumns(IReadOnlyList<string> header)
    {
        Count = header.Count;
        for (var place = 0; place < header.Count; place++)
            Add(header[place].Trim(), place);
        if (!Has(CardColumn.Number))
            _faults.Insert(0, "There is no column 'number': the first row must name the columns.");
        Names = [.. Own(header)];
    }

    /// <summary>Every fault of the header; none when the file can be read.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public int Count { get; }

    /// <summary>The columns' names as written, ours of an earlier run left out.</summary>
    public IReadOnlyList<string> Names { get; }

    public bool Has(CardColumn column) => _places.ContainsKey(column);

    /// <summary>Null when the column is absent.</summary>
    public int? Place(CardColumn column) => _places.TryGetValue(column, out var place) ? place : null;

    /// <summary>The fields that are the file's own, in the order of <see cref="Names"/>.</summary>
    public IEnumerable<string> Own(IReadOnlyList<string> fields) => fields.Where((_, place) => !IsOurs(place));

    private void Add(string name, int place)
    {
        if (name.Length == 0)
            _faults.Add($"Column {place + 1} has no name.");
        else if (Find(name) is not { } column)
            _faults.Add($"Column '{name}' is not known: the columns are {Known}.");
        else if (!_places.TryAdd(column, place))
            _faults.Add($"Column '{name}' stands there twice.");
    }

    private bool IsOurs(int place) =>
        _places.Any(column => column.Value == place && column.Key is CardColumn.Line or CardColumn.Reason);

    private static string Known =>
        string.Join(
            ", ",
            Enum.GetValues<CardColumn>()
                .Where(column => column is not (CardColumn.Line or CardColumn.Reason))
                .Select(Name)
        );

    private static CardColumn? Find(string name) =>
        Enum.GetValues<CardColumn>()
            .Cast<CardColumn?>()
            .FirstOrDefault(column => string.Equals(Name(column!.Value), name, StringComparison.OrdinalIgnoreCase));

    private static string Name(CardColumn column) =>
        column switch
        {
            CardColumn.Number => "number",
            CardColumn.State => "state",
            CardColumn.Kind => "kind",
            CardColumn.ExpiresOn => "expires_on",
            CardColumn.Batch => "batch",
            CardColumn.Code => "code",
            CardColumn.HolderPhone => "holder_phone",
            CardColumn.Line => "line",
            CardColumn.Reason => "reason",
        };
}
