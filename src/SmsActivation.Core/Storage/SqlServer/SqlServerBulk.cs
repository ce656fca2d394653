using Dapper;
using Microsoft.Data.SqlClient;

namespace SmsActivation.Core.Storage.SqlServer;

/// <summary>Many rows in a few round trips: they are copied into the target's staging table, and from there one statement
/// takes what is new, or changes what still is as it was. A statement takes at most 4,000 rows, so that their locks never
/// become one on the whole table; no MERGE, which has races of its own.</summary>
internal sealed class SqlServerBulk(SqlConnection connection, SqlTransaction? transaction)
{
    // One statement's locks on rows become a lock on the table at about 5,000.
    internal const int MostRows = 4000;

    /// <summary>Where the guard stands beside the column that it guards.</summary>
    private const string Was = "was";

    public async Task<IReadOnlyList<T>> InsertNewAsync<T>(BulkInsert<T> insert, IReadOnlyList<T> rows)
    {
        var there = new List<T>();
        foreach (var some in rows.Chunk(MostRows))
        {
            var staged = await StageAsync(insert.Table, insert.Columns, some);
            if (insert.Key.Count > 0)
            {
                // Held to the commit: nobody inserts one of them between this look and the insert.
                var places = await connection.QueryAsync<int>(Found(insert.Table, insert.Key), staged, transaction);
                there.AddRange(places.Select(place => some[place]));
            }
            var names = insert.Columns.Select(column => column.Name).ToList();
            await connection.ExecuteAsync(Insert(insert.Table, insert.Key, names), staged, transaction);
            await connection.ExecuteAsync(Clear(insert.Table), staged, transaction);
        }
        return there;
    }

    public async Task<int> UpdateAsync<T>(BulkUpdate<T> update, IReadOnlyList<T> rows)
    {
        var names = update.Columns.Select(column => column.Name).ToList();
        IReadOnlyList<BulkColumn<T>> columns = [update.Key, update.Guard with { Name = Was }, .. update.Columns];
        var changed = 0;
        foreach (var some in rows.Chunk(MostRows))
        {
            var staged = await StageAsync(update.Table, columns, some);
            changed += await connection.ExecuteAsync(
                Update(update.Table, update.Key.Name, update.Guard.Name, names),
                staged,
                transaction
            );
            await connection.ExecuteAsync(Clear(update.Table), staged, transaction);
        }
        return changed;
    }

    internal static string Found(string table, IReadOnlyList<string> key) =>
        $"""
            select s.place from staged_{table} s
            where s.token = @token
                and exists (select 1 from {table} t with (updlock, holdlock) where {Same(key)})
            order by s.place
            """;

    internal static string Insert(string table, IReadOnlyList<string> key, IReadOnlyList<string> columns) =>
        $"""
            insert into {table} ({string.Join(", ", columns)})
            select {string.Join(", ", columns.Select(column => "s." + column))} from staged_{table} s
            where s.token = @token{(
                key.Count > 0 ? $" and not exists (select 1 from {table} t where {Same(key)})" : ""
            )}
            order by s.place
            """;

    internal static string Update(string table, string key, string guard, IReadOnlyList<string> columns) =>
        $"""
            update {table} set {string.Join(", ", columns.Select(column => $"{column} = s.{column}"))}
            from staged_{table} s
            where s.token = @token and {table}.{key} = s.{key} and {table}.{guard} = s.{Was}
            """;

    private static string Same(IReadOnlyList<string> key) =>
        string.Join(" and ", key.Select(column => $"t.{column} = s.{column}"));

    internal static string Clear(string table) => $"delete from staged_{table} where token = @token";

    private async Task<Staged> StageAsync<T>(string table, IReadOnlyList<BulkColumn<T>> columns, IReadOnlyList<T> rows)
    {
        var staged = new Staged(Guid.NewGuid().ToString("N"));
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.Default, transaction)
        {
            DestinationTableName = "staged_" + table,
        };
        using var reader = new StagedRows<T>(staged.Token, columns, rows);
        for (var i = 0; i < reader.FieldCount; i++)
            copy.ColumnMappings.Add(i, reader.GetName(i));
        await copy.WriteToServerAsync(reader);
        return staged;
    }

    private sealed record Staged(string Token);
}
