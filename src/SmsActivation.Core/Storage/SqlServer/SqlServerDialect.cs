using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace SmsActivation.Core.Storage.SqlServer;

/// <summary>SQL Server's side of <see cref="Dialect"/>.</summary>
public class SqlServerDialect : Dialect
{
    public override bool IsUniqueViolation(DbException exception) =>
        exception is SqlException fault && SqlServerErrors.IsUniqueViolation(fault);

    // Not OUTPUT, which would have to stand in the middle of the insert.
    public override string InsertForId(string insert) => insert + "; select cast(scope_identity() as bigint)";

    public override string First(string parameter) => $" offset 0 rows fetch next {parameter} rows only";

    public override string Locked => " with (updlock, rowlock)";

    // READPAST leaves out rows that another instance is claiming at this instant. It never lets a phone's later text go
    // before its earlier one: those are looked for without it, and the lease on the conversation decides.
    // READCOMMITTEDLOCK is what READPAST asks for under read_committed_snapshot.
    public override string Claimed => " with (updlock, readpast, rowlock, readcommittedlock)";

    public override string Alone => " with (updlock, holdlock)";

    public override string TableNames => "select name from sys.tables where is_ms_shipped = 0 order by name";

    public override string Clock => "select sysutcdatetime()";

    public override int RowsTogether => SqlServerBulk.MostRows;

    internal override Task<IReadOnlyList<T>> InsertNewAsync<T>(
        DbConnection connection,
        DbTransaction? transaction,
        BulkInsert<T> insert,
        IReadOnlyList<T> rows
    ) => new SqlServerBulk((SqlConnection)connection, (SqlTransaction?)transaction).InsertNewAsync(insert, rows);

    internal override Task<int> UpdateAsync<T>(
        DbConnection connection,
        DbTransaction? transaction,
        BulkUpdate<T> update,
        IReadOnlyList<T> rows
    ) => new SqlServerBulk((SqlConnection)connection, (SqlTransaction?)transaction).UpdateAsync(update, rows);
}
