namespace SmsActivation.Core.Cards.Import;

/// <summary>The numbers of a file so far, and the line of each. Numbers of digits, the usual ones, take a few bytes each,
/// whatever their order: ten million cards are no burden.</summary>
internal sealed class SeenNumbers(int mostUnsorted = 1 << 18)
{
    private const int MostDigits = 18;

    private readonly Dictionary<long, int> _unsorted = [];
    private readonly Dictionary<string, int> _others = new(StringComparer.Ordinal);
    private SortedNumbers _sorted = new();

    /// <summary>Null for a new number, else the line that had it first.</summary>
    public int? FirstLine(string number, int line)
    {
        if (number.Length <= MostDigits && !number.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return FirstLine(Value(number), line);
        return _others.TryAdd(number, line) ? null : _others[number];
    }

    /// <summary>The 1 in front keeps 0012 and 12 apart.</summary>
    private static long Value(string digits)
    {
        var value = 1L;
        foreach (var digit in digits)
            value = value * 10 + (digit - '0');
        return value;
    }

    private int? FirstLine(long number, int line)
    {
        // The unsorted ones are all below the last: no need to look among them.
        if (number > _sorted.Last)
        {
            _sorted.Add(number, line);
            return null;
        }
        if (_sorted.LineOf(number) is { } first)
            return first;
        if (!_unsorted.TryAdd(number, line))
            return _unsorted[number];
        if (_unsorted.Count == mostUnsorted)
            SortAll();
        return null;
    }

    private void SortAll()
    {
        var all = new SortedNumbers();
        using var before = _sorted.All().GetEnumerator();
        var more = before.MoveNext();
        foreach (var (number, line) in _unsorted.OrderBy(seen => seen.Key))
        {
            for (; more && before.Current.Number < number; more = before.MoveNext())
                all.Add(before.Current.Number, before.Current.Line);
            all.Add(number, line);
        }
        for (; more; more = before.MoveNext())
            all.Add(before.Current.Number, before.Current.Line);
        _sorted = all;
        _unsorted.Clear();
    }
}
