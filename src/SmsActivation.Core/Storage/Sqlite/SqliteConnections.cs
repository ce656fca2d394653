using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SmsActivation.Core.Storage.Sqlite;

/// <summary>Opens connections with the pragmas that our promises rest on: WAL with every commit synced.</summary>
public sealed class SqliteConnections
{
    private const int DbConfigLookaside = 1001;
    private const int LookasideSlot = 1200; // bytes
    private const int LookasideSlots = 400;

    private readonly string _connectionString;
    private readonly string _mostPages;

    /// <summary>A connection is used by one thread at a time and nobody reads the memory statistics: the mutexes around
    /// both cost several hundred operations a text. Refused once SQLite is at work, and then only slower.</summary>
    static SqliteConnections()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <param name="mostPages">The database grows to no more than this; null: as far as the disk lets it.</param>
    public SqliteConnections(string connectionString, int? mostPages = null)
    {
        _mostPages = mostPages is null ? "" : $"pragma max_page_count = {mostPages};";
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
            "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16384; "
                + "pragma wal_autocheckpoint = 65536;"
                + _mostPages
        );
    }

    public SqliteConnection OpenReader() => Open("pragma query_only = on; pragma cache_size = -4096;");

    // The library's own wait for a busy database sleeps 150 ms at a time; SQLite's starts at 1 ms.
    private SqliteConnection Open(string pragmas)
    {
        var connection = new SqliteConnection(_connectionString) { DefaultTimeout = 1 };
        try
        {
            connection.Open();
            // The kept statements alone would fill the usual 40 slots, and each run go to malloc for its cursors.
            _ = raw.sqlite3_db_config(connection.Handle, DbConfigLookaside, IntPtr.Zero, LookasideSlot, LookasideSlots);
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
