using Microsoft.Data.Sqlite;

namespace SmsActivation.Journeys.Harness;

/// <summary>Somebody else holds the database's write lock: no host can write until it is disposed.</summary>
public sealed class DatabaseLock : IDisposable
{
    private readonly SqliteConnection _connection;

    private DatabaseLock(SqliteConnection connection) => _connection = connection;

    public static DatabaseLock Take(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=30");
        connection.Open();
        Execute(connection, "begin immediate");
        return new DatabaseLock(connection);
    }

    public void Dispose()
    {
        Execute(_connection, "rollback");
        _connection.Dispose();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
