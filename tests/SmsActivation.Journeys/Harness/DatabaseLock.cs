using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace SmsActivation.Journeys.Harness;

/// <summary>Somebody else holds the database's write lock, or on a server the tables that a text passes: no host can write
/// until it is disposed.</summary>
public sealed class DatabaseLock : IDisposable
{
    private const string LockTables = """
        begin transaction;
        select count(*) from conversations with (tablockx, holdlock);
        select count(*) from inbound_messages with (tablockx, holdlock);
        select count(*) from outbound_messages with (tablockx, holdlock)
        """;

    private readonly DbConnection _connection;

    private DatabaseLock(DbConnection connection) => _connection = connection;

    public static DatabaseLock Take(Installation host)
    {
        DbConnection connection = host.ServerConnectionString is { } server
            ? new SqlConnection(server)
            : new SqliteConnection($"Data Source={host.DatabaseFile};Pooling=False;Default Timeout=30");
        connection.Open();
        Execute(connection, host.ServerConnectionString is null ? "begin immediate" : LockTables);
        return new DatabaseLock(connection);
    }

    public void Dispose()
    {
        Execute(_connection, "rollback");
        _connection.Dispose();
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
