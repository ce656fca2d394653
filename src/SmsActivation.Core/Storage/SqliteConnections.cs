using Dapper;
using Microsoft.Data.Sqlite;

namespace SmsActivation.Core.Storage;

/// <summary>Opens connections with the pragmas that our promises rest on: WAL with every commit synced.</summary>
public sealed class SqliteConnections
{
    private readonly string _connectionString;

    public SqliteConnections(string connectionString)
    {
        StoredTypes.Register();
        var builder = new SqliteConnectionStringBuilder(connectionString) { Pooling = false };
        File = Path.GetFullPath(builder.DataSource);
        _connectionString = builder.ToString();
    }

    /// <summary>Full path of the database file.</summary>
    public string File { get; }

    // Checkpoints have their own thread; SQLite's own, at so many pages, are for when that one cannot.
    public SqliteConnection OpenWriter()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        return Open(
            "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536; "
                + "pragma wal_autocheckpoint = 65536;"
        );
    }

    public SqliteConnection OpenReader() => Open("pragma query_only = on; pragma cache_size = -16384;");

    // The library's own wait for a busy database sleeps 150 ms at a time; SQLite's starts at 1 ms.
    private SqliteConnection Open(string pragmas)
    {
        var connection = new SqliteConnection(_connectionString) { DefaultTimeout = 1 };
        try
        {
            connection.Open();
            connection.Execute(
                "pragma busy_timeout = 5000; pragma foreign_keys = on; pragma temp_store = memory;" + pragmas
            );
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
