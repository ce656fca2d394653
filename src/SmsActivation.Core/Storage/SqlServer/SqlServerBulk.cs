using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;

namespace SmsActivation.Core.Storage.SqlServer;

/// <summary>Many rows in a few round trips: they are copied into a staging table, and from there one statement takes what is
/// new, or changes what still is as it was. A statement takes at most 4,000 rows, so that their locks never become one on
/// the whole table; no MERGE, which has races of its own.</summary>
internal sealed class SqlServerBulk(SqlConnection connection, SqlTransaction? transaction)
{
    private const string Place = "place";
    private const int MostRows = 4000;

    public async Task<IReadOnlyList<T>> InsertNewAsync<T>(BulkInsert<T> insert, IReadOnlyList<T> rows)
    {
        var names = insert.Columns.Select(column => column.Name).ToList();
        var there = new List<T>();
        foreach (var some in rows.Chunk(MostRows))
        {
            await StageAsync(insert.Table, names, insert.Columns, some);
            // Held to the commit: nobody inserts one of them between this look and the insert.
            var places = await connection.QueryAsync<int>(Found(insert.Table, insert.Key), null, transaction);
            there.AddRange(places.Select(place => some[place]));
            await connection.ExecuteAsync(Insert(insert.Table, insert.Key, names), null, transaction);
        }
        return there;
    }

    public async Task<int> UpdateAsync<T>(BulkUpdate<T> update, IReadOnlyList<T> rows)
    {
        var names = update.Columns.Select(column => column.Name).ToList();
        // A column that is its own guard stands twice: as it was, and as it will be.
        var guard = new BulkColumn<T>("guard", update.Guard.Value);
        IReadOnlyList<BulkColumn<T>> columns = [update.Key with { Name = "staged_key" }, guard, .. update.Columns];
        var changed = 0;
        foreach (var some in rows.Chunk(MostRows))
        {
            await StageAsync(
                update.Table,
                [$"cast({update.Key.Name} as bigint) as staged_key", $"{update.Guard.Name} as guard", .. names],
                columns,
                some
            );
            changed += await connection.ExecuteAsync(
                Update(update.Table, update.Key.Name, update.Guard.Name, names),
                null,
                transaction
            );
        }
        return changed;
    }

    /// <summary>An empty table of the target's own types and collations.</summary>
    internal static string Stage(string table, IEnumerable<string> columns) =>
        $"""
            drop table if exists #staged;
            select top (0) cast(0 as int) as {Place}, {string.Join(", ", columns)} into #staged from {table}
            """;

    internal static string Found(string table, string key) =>
        $"""
            select s.{Place} from #staged s
            where exists (select 1 from {table} t with (updlock, holdlock) where t.{key} = s.{key})
            order by s.{Place}
            """;

    internal static string Insert(string table, string key, IReadOnlyList<string> columns) =>
        $"""
            insert into {table} ({string.Join(", ", columns)})
            select {string.Join(", ", columns.Select(column => "s." + column))} from #staged s
            where not exists (select 1 from {table} t where t.{key} = s.{key})
            order by s.{Place}
            """;

    internal static string Update(string table, string key, string guard, IReadOnlyList<string> columns) =>
        $"""
            update t set {string.Join(", ", columns.Select(column => $"{column} = s.{column}"))}
            from {table} t join #staged s on s.staged_key = t.{key} and s.guard = t.{guard}
            """;

    private async Task StageAsync<T>(
        string table,
        IEnumerable<string> selected,
        IReadOnlyList<BulkColumn<T>> columns,
        IReadOnlyList<T> rows
    )
    {
        await connection.ExecuteAsync(Stage(table, selected), null, transaction);
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.Default, transaction)
        {
            DestinationTableName = "#staged",
        };
        using var reader = new StagedRows<T>(columns, rows);
        await copy.WriteToServerAsync(reader);
    }
}
