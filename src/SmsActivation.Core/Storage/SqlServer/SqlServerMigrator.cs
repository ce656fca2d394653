using System.Data;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.SqlClient;

namespace SmsActivation.Core.Storage.SqlServer;

/// <summary>Applies the numbered, append-only scripts of <c>sql/sqlserver</c> in order, in one transaction, under a lock
/// that hosts which start together wait for.</summary>
public sealed partial class SqlServerMigrator(SqlServerConnections connections, string scriptFolder)
{
    internal const string Versions = """
        create table schema_versions (
            name nvarchar(64) not null primary key, checksum nvarchar(64) not null,
            applied_at nvarchar(24) not null)
        """;

    private const int LockSeconds = 120;
    private readonly SchemaScripts _scripts = new(scriptFolder);

    /// <summary>Applies what is missing and answers with the names applied now.</summary>
    /// <exception cref="InvalidOperationException">A script that was applied before reads differently now, or another host
    /// has been at it for two minutes.</exception>
    public IReadOnlyList<string> Migrate(DateTimeOffset now)
    {
        using var connection = connections.Open();
        // A host that finds all in place takes no lock.
        if (HasVersions(connection, null) && !_scripts.Missing(Known(connection, null)).Any())
            return [];
        MakeVersions(connection);
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        TakeLock(connection, transaction);
        var applied = new List<string>();
        foreach (var script in _scripts.Missing(Known(connection, transaction)))
        {
            foreach (var batch in Batches(script.Text))
                connection.Execute(batch, null, transaction, commandTimeout: 0);
            connection.Execute(
                SchemaScripts.Insert,
                new
                {
                    script.Name,
                    script.Checksum,
                    appliedAt = StoredTypes.Text(now),
                },
                transaction
            );
            applied.Add(script.Name);
        }
        transaction.Commit();
        return applied;
    }

    public IReadOnlyList<SchemaScript> Status()
    {
        using var connection = connections.Open();
        return _scripts.Beside(HasVersions(connection, null) ? Known(connection, null) : []);
    }

    public bool HasSchema()
    {
        using var connection = connections.Open();
        return HasVersions(connection, null);
    }

    /// <summary>As sqlcmd does: GO alone on a line ends a batch. A batch sees only columns that were there when it began.</summary>
    internal static IEnumerable<string> Batches(string script) =>
        BatchEnd().Split(script).Where(batch => !string.IsNullOrWhiteSpace(batch));

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BatchEnd();

    private static void TakeLock(SqlConnection connection, SqlTransaction transaction)
    {
        var parameters = new DynamicParameters();
        parameters.Add("Resource", "SmsActivation schema");
        parameters.Add("LockMode", "Exclusive");
        parameters.Add("LockOwner", "Transaction");
        parameters.Add("LockTimeout", LockSeconds * 1000);
        parameters.Add("result", dbType: DbType.Int32, direction: ParameterDirection.ReturnValue);
        connection.Execute(
            "sp_getapplock",
            parameters,
            transaction,
            commandTimeout: LockSeconds + 10,
            CommandType.StoredProcedure
        );
        if (parameters.Get<int>("result") < 0)
            throw new InvalidOperationException(
                $"Another host has been changing the schema for {LockSeconds} s: look at it, then start this one again."
            );
    }

    /// <summary>Committed before any script runs: whoever looks at the versions meanwhile, a host that starts or one that is
    /// asked whether it is ready, waits for no table that is being made.</summary>
    private static void MakeVersions(SqlConnection connection)
    {
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        TakeLock(connection, transaction);
        if (!HasVersions(connection, transaction))
            connection.Execute(Versions, null, transaction);
        transaction.Commit();
    }

    // By its own name alone: a look through sys.tables waits for every table that is being made.
    private static bool HasVersions(SqlConnection connection, SqlTransaction? transaction) =>
        connection.ExecuteScalar<int?>("select object_id('schema_versions')", null, transaction) is not null;

    // What a migration under way has written is not there yet for whoever looks beside it.
    private static List<SchemaScripts.Applied> Known(SqlConnection connection, SqlTransaction? transaction) =>
        connection
            .Query<SchemaScripts.Applied>(
                SchemaScripts.Select + (transaction is null ? " with (readpast, readcommittedlock)" : ""),
                null,
                transaction
            )
            .AsList();
}
