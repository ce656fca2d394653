using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace SmsActivation.Core.Storage.Sqlite;

/// <summary>SQLite's side of <see cref="Dialect"/>. It has one writer at a time, so what is read within a write stays as it
/// is: there is nothing to lock.</summary>
public class SqliteDialect : Dialect
{
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;

    public override bool IsUniqueViolation(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: ConstraintPrimaryKey or ConstraintUnique };

    public override string InsertForId(string insert) => insert + " returning id";

    public override string First(string parameter) => " limit " + parameter;

    public override string Locked => "";

    public override string Claimed => "";

    public override string Alone => "";

    public override string TableNames =>
        "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name";

    public override string? Clock => null;

    // Between two looks at the clock, for others wait for the one writer.
    public override int RowsTogether => 250;

    internal override Task<IReadOnlyList<T>> InsertNewAsync<T>(
        DbConnection connection,
        DbTransaction? transaction,
        BulkInsert<T> insert,
        IReadOnlyList<T> rows
    )
    {
        var inner = connection is StatementCache cache ? cache.Inner : (SqliteConnection)connection;
        using var statement = new SqliteBulkInsert<T>(inner, insert);
        return Task.FromResult(statement.Run(rows));
    }

    internal override async Task<int> UpdateAsync<T>(
        DbConnection connection,
        DbTransaction? transaction,
        BulkUpdate<T> update,
        IReadOnlyList<T> rows
    )
    {
        var sets = string.Join(", ", update.Columns.Select(column => $"{column.Name} = @{column.Name}"));
        var sql = $"update {update.Table} set {sets} where {update.Key.Name} = @key and {update.Guard.Name} = @guard";
        var changed = 0;
        foreach (var row in rows)
        {
            var parameters = new DynamicParameters();
            parameters.Add("key", update.Key.Value(row));
            parameters.Add("guard", update.Guard.Value(row));
            foreach (var column in update.Columns)
                parameters.Add(column.Name, column.Value(row));
            changed += await connection.ExecuteAsync(sql, parameters, transaction);
        }
        return changed;
    }
}
