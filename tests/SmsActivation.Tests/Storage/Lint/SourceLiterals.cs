namespace SmsActivation.Tests.Storage.Lint;

/// <summary>A string of a C# source: what stands in it, without what is filled in.</summary>
internal sealed record SourceLiteral(int Line, IReadOnlyList<string> Fragments);

/// <summary>The strings of a C# source, those inside of filled-in expressions too.</summary>
internal sealed class SourceLiterals
{
    private readonly string _source;
    private readonly List<SourceLiteral> _found = [];
    private int _at;

    private SourceLiterals(string source) => _source = source;

    public static IReadOnlyList<SourceLiteral> In(string source)
    {
        var reading = new SourceLiterals(source);
        reading.Code(nested: false);
        return reading._found;
    }

    private bool Sees(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    private void SkipPast(string end)
    {
        var found = _source.IndexOf(end, _at, StringComparison.Ordinal);
        _at = found < 0 ? _source.Length : found + end.Length;
    }

    private int Count(char sign)
    {
        var begin = _at;
        while (_at < _source.Length && _source[_at] == sign)
            _at++;
        return _at - begin;
    }

    /// <summary>To the source's end, or past the brace that ends a filled-in expression.</summary>
    private void Code(bool nested)
    {
        var depth = 0;
        while (_at < _source.Length)
        {
            if (Sees("//"))
                SkipPast("\n");
            else if (Sees("/*"))
                SkipPast("*/");
            else if (_source[_at] == '\'' && _source.IndexOf('\'', _at + 2) is var end && end - _at is 2 or 3)
                _at = end + 1;
            else if (_source[_at] is '$' or '"' or '@' && IsString(out var dollars, out var verbatim))
                Text(dollars, verbatim);
            else
            {
                depth += _source[_at] switch
                {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
                _at++;
                if (nested && depth < 0)
                    return;
            }
        }
    }

    private bool IsString(out int dollars, out bool verbatim)
    {
        var begin = _at;
        (dollars, verbatim) = (0, false);
        for (; _at < _source.Length && _source[_at] is '$' or '@'; _at++)
        {
            dollars += _source[_at] == '$' ? 1 : 0;
            verbatim |= _source[_at] == '@';
        }
        if (_at < _source.Length && _source[_at] == '"')
            return true;
        _at = begin + 1;
        return false;
    }

    private void Text(int dollars, bool verbatim)
    {
        var line = _source.AsSpan(0, _at).Count('\n') + 1;
        var quotes = Count('"');
        if (quotes == 2)
            return;
        var (fragments, begin) = (new List<string>(), _at);
        var end = new string('"', quotes);
        var hole = new string('{', Math.Max(dollars, 1));
        while (_at < _source.Length && (!Sees(end) || (verbatim && Sees("\"\""))))
        {
            if (dollars > 0 && Sees(hole) && !(quotes == 1 && Sees("{{")))
            {
                fragments.Add(_source[begin.._at]);
                _at += hole.Length;
                Code(nested: true);
                _at += hole.Length - 1;
                begin = _at;
            }
            else
                _at +=
                    (quotes == 1 && !verbatim && _source[_at] == '\\') || Sees("{{") || (verbatim && Sees("\"\""))
                        ? 2
                        : 1;
        }
        fragments.Add(_source[begin.._at]);
        _at += quotes;
        if (quotes == 1)
            fragments = [.. fragments.Select(text => text.Replace("\\\"", "\"", StringComparison.Ordinal))];
        _found.Add(new SourceLiteral(line, fragments));
    }
}
