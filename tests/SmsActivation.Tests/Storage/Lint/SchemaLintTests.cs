using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SmsActivation.Tests.Storage.Lint;

/// <summary>The scripts of SQL Server, without one: they parse, say why, and come to the same as those of SQLite.</summary>
public sealed partial class SchemaLintTests
{
    // Bulk copies have no use on SQLite.
    private const string OnlyOnSqlServer = "staged_";

    [Fact]
    public void Every_batch_parses()
    {
        var faults =
            from script in SqlServerSchema.Batches()
            from fault in TSql.Faults(script.Batch)
            select $"sql/sqlserver/{script.File}: {fault}\n{script.Batch}";
        Assert.Empty(faults);
    }

    [Fact]
    public void Every_index_says_why_it_exists()
    {
        var silent =
            from file in Directory.EnumerateFiles(SqlServerSchema.Folder, "*.sql")
            let lines = File.ReadAllLines(file)
            from i in Enumerable.Range(0, lines.Length)
            where IndexBegin().IsMatch(lines[i]) && !IsExplained(lines, i)
            select $"{Path.GetFileName(file)}:{i + 1}: {lines[i]}";
        Assert.Empty(silent);
    }

    [Fact]
    public void Every_text_has_a_size()
    {
        var unsized =
            from table in SqlServerSchema.Ours.Tables
            from column in table.Value
            where
                column.Value.DataType is SqlDataTypeReference { SqlDataTypeOption: var type, Parameters.Count: 0 }
                && type is SqlDataTypeOption.NVarChar or SqlDataTypeOption.VarBinary or SqlDataTypeOption.DateTime2
            select $"{table.Key}.{column.Key}";
        Assert.Empty(unsized);
    }

    [Fact]
    public async Task Tables_and_columns_are_those_of_SQLite()
    {
        await using var sqlite = new TemporaryDatabase();
        var theirs = await sqlite.Database.ReadAsync(session =>
            session.QueryAsync<string>(
                """
                select t.name || '.' || c.name || case when c."notnull" or c.pk then ' not null' else '' end
                from sqlite_master t join pragma_table_info(t.name) c
                where t.type = 'table' and t.name not like 'sqlite\_%' escape '\'
                """
            )
        );
        var ours =
            from table in SqlServerSchema.Ours.Tables
            where !table.Key.StartsWith(OnlyOnSqlServer, StringComparison.Ordinal)
            from column in table.Value
            select $"{table.Key}.{column.Key}{(IsNullable(column.Value) ? "" : " not null")}";
        Assert.Equal(theirs.Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Unique_indexes_are_those_of_SQLite()
    {
        await using var sqlite = new TemporaryDatabase();
        var theirs = await sqlite.Database.ReadAsync(session =>
            session.QueryAsync<string>(
                "select sql from sqlite_master where type = 'index' and sql like 'create unique%'"
            )
        );
        var ours = SqlServerSchema.Ours.Indexes.Where(index => index.Unique).Select(Text);
        Assert.Equal(
            theirs.Select(sql => SourceStatements.Flat(sql).ToLowerInvariant()).Order(StringComparer.Ordinal),
            ours.Select(index => SourceStatements.Flat(index).TrimEnd(';')).Order(StringComparer.Ordinal)
        );
    }

    private static bool IsExplained(string[] lines, int index) =>
        index > 0
        && (
            lines[index - 1].StartsWith("-- ", StringComparison.Ordinal)
            // One word may be for several that follow each other.
            || (index > 1 && IndexBegin().IsMatch(lines[index - 1]) && IsExplained(lines, index - 1))
        );

    private static bool IsNullable(ColumnDefinition column) =>
        column.Constraints.OfType<NullableConstraintDefinition>().Single().Nullable;

    private static string Text(TSqlFragment fragment) =>
        string.Concat(
            fragment
                .ScriptTokenStream.Skip(fragment.FirstTokenIndex)
                .Take(fragment.LastTokenIndex - fragment.FirstTokenIndex + 1)
                .Select(token => token.Text)
        );

    [GeneratedRegex("^create (unique )?index ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex IndexBegin();
}
