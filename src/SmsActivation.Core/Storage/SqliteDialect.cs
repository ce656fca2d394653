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
}
