using Dapper;
using Microsoft.Data.Sqlite;

namespace SmsActivation.Core.Storage.Sqlite;

/// <summary>Moves what commits have left in the write-ahead log into the database file, on a thread of its own: SQLite
/// would do it within every thousandth page's commit, and all who wait for that commit would wait for it too.
/// Source: sqlite.org/wal.html, "Avoiding Excessively Large WAL Files".</summary>
internal sealed class WalCheckpointer : IDisposable
{
    private const int LongLog = 4096; // pages, 16 MiB
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    private readonly Func<SqliteConnection> _open;
    private readonly AutoResetEvent _committed = new(initialState: false);
    private readonly ManualResetEventSlim _stopping = new();
    private readonly Thread _thread;
    private volatile bool _logIsLong;

    public WalCheckpointer(Func<SqliteConnection> open)
    {
        _open = open;
        _thread = new Thread(Run) { IsBackground = true, Name = "sqlite-checkpoint" };
        _thread.Start();
    }

    public void Committed() => _committed.Set();

    /// <summary>Called by the writer between two transactions. Beside a writer that never rests the log is never moved
    /// to its very end, and so grows: the writer itself moves the little that is left, and starts the log anew.</summary>
    public void FinishBy(SqliteConnection writer)
    {
        if (!_logIsLong)
            return;
        _logIsLong = false;
        try
        {
            Move(writer);
        }
        // As above, and as SQLite's own does within a commit.
        catch (SqliteException) { }
    }

    public void Dispose()
    {
        _stopping.Set();
        _committed.Set();
        _thread.Join();
        _committed.Dispose();
        _stopping.Dispose();
    }

    private void Run()
    {
        SqliteConnection? connection = null;
        while (_committed.WaitOne() && !_stopping.IsSet)
        {
            try
            {
                connection ??= _open();
                _logIsLong = Move(connection) > LongLog;
            }
            // Nothing is lost: the log holds everything, and the next round tries again. If the disk is full or gone,
            // commits say so to those who asked for them.
            catch (Exception)
            {
                connection?.Dispose();
                connection = null;
            }
            _stopping.Wait(Rest);
        }
        connection?.Dispose();
    }

    /// <summary>The pages in the log, moved or not.</summary>
    private static long Move(SqliteConnection connection) =>
        connection.QuerySingle<(long Busy, long Log, long Moved)>("pragma wal_checkpoint(passive)").Log;
}
