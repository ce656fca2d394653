namespace SmsActivation.Tests.Storage.Lint;

/// <summary>The tables that a part of a statement can name, by alias, and around them those of the query that it stands in.
/// Columns are null where a table is not known: that was a fault already.</summary>
internal sealed class NameScope(NameScope? around)
{
    private readonly List<(string Alias, IReadOnlyCollection<string>? Columns)> _sources = [];

    public NameScope? Around { get; } = around;

    public void Add(string alias, IReadOnlyCollection<string>? columns) => _sources.Add((alias, columns));

    public bool Has(string alias) => _sources.Exists(source => Same(source.Alias, alias));

    /// <summary>What is wrong with a column's name; null when nothing is.</summary>
    public string? Fault(string? alias, string column) => alias is null ? Fault(column) : FaultOf(alias, column);

    private string? Fault(string column)
    {
        var fitting = _sources.FindAll(source => source.Columns is null || Holds(source.Columns, column));
        if (fitting.Count > 0)
            return fitting.Count == 1 || fitting.Exists(source => source.Columns is null)
                ? null
                : $"'{column}' is ambiguous";
        var outside = Around?.Fault(column);
        if (Around is not null && (outside is null || _sources.Count == 0))
            return outside;
        return $"no column '{column}': {Nearest(column, _sources.SelectMany(source => source.Columns!))}";
    }

    private string? FaultOf(string alias, string column)
    {
        if (_sources.Find(source => Same(source.Alias, alias)) is { Alias: not null } source)
            return source.Columns is null || Holds(source.Columns, column)
                ? null
                : $"no column '{column}' in '{alias}': {Nearest(column, source.Columns)}";
        var outside = Around?.FaultOf(alias, column);
        if (Around is not null && (Around.Sees(alias) || _sources.Count == 0))
            return outside;
        return $"no table or alias '{alias}': {Nearest(alias, _sources.Select(source => source.Alias))}";
    }

    private bool Sees(string alias) => Has(alias) || Around?.Sees(alias) == true;

    private static bool Holds(IReadOnlyCollection<string> columns, string name) =>
        columns.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static string Nearest(string name, IEnumerable<string> known) =>
        known.MinBy(other => Distance(name.ToLowerInvariant(), other.ToLowerInvariant())) is { } nearest
            ? $"did you mean '{nearest}'?"
            : "there are none here";

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>How many signs to add, take away or change (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
                (diagonal, row[j]) = (
                    row[j],
                    Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1))
                );
        }
        return row[^1];
    }
}
