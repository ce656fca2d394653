using System.Data.Common;
using System.Text.RegularExpressions;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Storage.Sqlite;
using SmsActivation.Core.Storage.SqlServer;

namespace SmsActivation.Tests.Storage.Lint;

/// <summary>Runs on SQLite and notes what SQL Server would get: a comment marks each place where the two differ.</summary>
internal sealed partial class RecordingDialect : SqliteDialect
{
    private static readonly SqlServerDialect SqlServer = new();

    public override string InsertForId(string insert) => base.InsertForId(insert) + "/*id*/";

    public override string First(string parameter) => base.First(parameter) + "/*first*/";

    public override string Locked => "/*locked*/";

    public override string Claimed => "/*claimed*/";

    public override string Alone => "/*alone*/";

    public override string TableNames => base.TableNames + "/*tables*/";

    internal override void Running(string sql) => RecordedStatements.Note(sql, ForSqlServer);

    internal override Task<IReadOnlyList<T>> InsertNewAsync<T>(
        DbConnection connection,
        DbTransaction? transaction,
        BulkInsert<T> insert,
        IReadOnlyList<T> rows
    )
    {
        if (insert.Key.Count > 0)
            Running(SqlServerBulk.Found(insert.Table, insert.Key));
        Running(SqlServerBulk.Insert(insert.Table, insert.Key, Names(insert.Columns)));
        Running(SqlServerBulk.Clear(insert.Table));
        return base.InsertNewAsync(connection, transaction, insert, rows);
    }

    internal override Task<int> UpdateAsync<T>(
        DbConnection connection,
        DbTransaction? transaction,
        BulkUpdate<T> update,
        IReadOnlyList<T> rows
    )
    {
        Running(SqlServerBulk.Update(update.Table, update.Key.Name, update.Guard.Name, Names(update.Columns)));
        Running(SqlServerBulk.Clear(update.Table));
        return base.UpdateAsync(connection, transaction, update, rows);
    }

    private static List<string> Names<T>(IReadOnlyList<BulkColumn<T>> columns) =>
        [.. columns.Select(column => column.Name)];

    private string ForSqlServer(string sql)
    {
        if (sql == TableNames)
            return SqlServer.TableNames;
        const string id = " returning id/*id*/";
        if (sql.EndsWith(id, StringComparison.Ordinal))
            sql = SqlServer.InsertForId(sql[..^id.Length]);
        return FirstRows()
            .Replace(sql, first => SqlServer.First(first.Groups["count"].Value))
            .Replace(Locked, SqlServer.Locked, StringComparison.Ordinal)
            .Replace(Claimed, SqlServer.Claimed, StringComparison.Ordinal)
            .Replace(Alone, SqlServer.Alone, StringComparison.Ordinal);
    }

    [GeneratedRegex(@" limit (?<count>@?\w+)/\*first\*/", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FirstRows();
}
