using System.Text.RegularExpressions;

namespace SmsActivation.Tests.Storage.Lint;

/// <summary>The SQL that stands in the sources, run by a test or not.</summary>
internal static partial class SourceStatements
{
    private static readonly string Sources = Path.Combine(TemporaryDatabase.Root, "src");

    /// <summary>Strings that begin as a statement does, or as a part of one, with the file and line of each. What runs on SQLite
    /// alone is left out.</summary>
    public static IEnumerable<(string File, SourceLiteral Literal)> All() =>
        from file in Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Sources, file).Replace('\\', '/')
        where !name.Contains("/obj/") && !name.Contains("/Storage/Sqlite/") && !name.EndsWith("/DatabaseBackup.cs")
        from literal in SourceLiterals.In(File.ReadAllText(file))
        where
            Begins().IsMatch(literal.Fragments[0])
            || Part().IsMatch(literal.Fragments[0])
            || literal.Fragments.Any(fragment => Comparison().IsMatch(fragment))
        select (name, literal);

    /// <summary>Those that run on SQL Server without a session, so that no test on SQLite runs them.</summary>
    public static IEnumerable<Statement> OutsideSessions() =>
        from found in All()
        where found.File.Contains("/Storage/") && found.Literal.Fragments.Count == 1
        let text = found.Literal.Fragments[0]
        where Begins().IsMatch(text)
        let store = Path.GetFileNameWithoutExtension(found.File)
        select new Statement(store, "(without a session)", Statement.Tidy(Dedented(text)));

    /// <summary>Whether all that is not filled in stands in the statement, in order.</summary>
    public static bool IsIn(string flatStatement, SourceLiteral literal)
    {
        var at = 0;
        foreach (var fragment in literal.Fragments.Select(Flat).Where(fragment => fragment.Length > 0))
        {
            var found = flatStatement.IndexOf(fragment, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + fragment.Length;
        }
        return true;
    }

    /// <summary>On one line, however it was broken and indented.</summary>
    public static string Flat(string sql) => Space().Replace(sql, " ").Trim();

    private static string Dedented(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Where(line => line.Trim().Length > 0).ToList();
        var indent = lines.Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line[indent..]));
    }

    [GeneratedRegex(@"^\s*(select|insert into|update|delete from|merge|with \w+ as)\s", RegexOptions.CultureInvariant)]
    private static partial Regex Begins();

    [GeneratedRegex(@"^\s*(and|or|where|(left )?join|(order|group) by|exists)\s+\S", RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    [GeneratedRegex(@"(=|<|>|\b(in|like)) @\w", RegexOptions.CultureInvariant)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();
}
