using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SmsActivation.Tests.Storage.Lint;

/// <summary>What is wrong with a text of T-SQL, as far as can be told without a server.</summary>
internal static partial class TSql
{
    /// <summary>"line: what is wrong", the first line being 1. Empty when it parses and all names are known.</summary>
    public static IReadOnlyList<string> Faults(string sql)
    {
        var fragment = Parse(DapperList().Replace(sql, "in (@$1)"), out var errors);
        return errors.Count > 0
            ? [.. errors.Select(error => $"{error.Line}: {error.Message}")]
            : NameBinder.Faults(fragment, SqlServerSchema.Ours);
    }

    public static TSqlFragment Parse(string sql, out IList<ParseError> errors)
    {
        using var reader = new StringReader(sql);
        return new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out errors);
    }

    // Dapper writes the values of a list in place of its name.
    [GeneratedRegex(@"\bin @(\w+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DapperList();
}
