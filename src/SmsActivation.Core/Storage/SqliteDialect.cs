using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace SmsActivation.Core.Storage;

/// <summary>SQLite's side of <see cref="Dialect"/>.</summary>
public sealed class SqliteDialect : Dialect
{
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;

    public override bool IsUniqueViolation(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: ConstraintPrimaryKey or ConstraintUnique };

    public override string InsertForId(string insert) => insert + " returning id";

    public override string First(string parameter) => " limit " + parameter;

    public override Task<IReadOnlyList<T>> InsertNewAsync<T>(
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
}
