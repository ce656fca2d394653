using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SmsActivation.Core.Telemetry;
using SQLitePCL;

namespace SmsActivation.Core.Storage.Sqlite;

/// <summary>The one writer of a SQLite file: whatever waits is run in one transaction, so that many operations share
/// one fsync. Where one is undone or fails, all are run again, each in its own savepoint; none is answered before the
/// commit.</summary>
internal sealed class GroupCommitter : IAsyncDisposable
{
    private const int LargestGroup = 512;

    // A commit costs as much as many operations. The first after a rest goes at once; who follows waits for company.
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(2);

    // While others wait for a processor, each commit takes more from them than a writer loses by waiting.
    internal TimeSpan FarApart { get; init; } = TimeSpan.FromMilliseconds(25);
    private const int SqliteConstraint = 19;

    // A plain monitor: what spins while it waits takes the processor from those who would end its wait.
    private readonly object _gate = new();
    private readonly Queue<PendingWrite> _waiting = new();
    private bool _urgent;
    private bool _ending;
    private readonly Func<SqliteConnection> _open;
    private readonly Dialect _dialect;
    private readonly WalCheckpointer _checkpointer;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StatementCache? _connection;
    private volatile Func<bool> _othersWait = () => false;

    public GroupCommitter(Func<SqliteConnection> open, Dialect dialect)
    {
        _open = open;
        _dialect = dialect;
        _checkpointer = new WalCheckpointer(open);
        _thread = new Thread(Run) { IsBackground = true, Name = "sqlite-writer" };
        _thread.Start();
    }

    public Task<T> SubmitAsync<T>(
        Func<Session, Task<T>> operation,
        Func<Session, Task<Settled<T>?>>? settle,
        bool urgent = false
    )
    {
        var write = new PendingWrite<T>(operation, settle);
        lock (_gate)
        {
            if (_ending)
                return Task.FromException<T>(new ObjectDisposedException(nameof(SqliteDatabase)));
            _waiting.Enqueue(write);
            if (_waiting.Count == 1 || (urgent && !_urgent))
                Monitor.Pulse(_gate);
            _urgent |= urgent;
        }
        return write.Answer;
    }

    /// <summary>From now on commits stand further apart while others wait for a processor.</summary>
    public void YieldTo(Func<bool> othersWait) => _othersWait = othersWait;

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _ending = true;
            Monitor.Pulse(_gate);
        }
        await _ended.Task;
    }

    private void Run()
    {
        var group = new List<PendingWrite>();
        while (true)
        {
            group.Clear();
            if (!TakeWaiting(group))
                break;
            Commit(group);
            StandApart();
        }
        _checkpointer.Dispose();
        Drop();
        _ended.SetResult();
    }

    private void StandApart()
    {
        Thread.Sleep(Apart);
        var clock = Stopwatch.StartNew();
        lock (_gate)
        {
            while (!_urgent && !_ending && clock.Elapsed < FarApart && _othersWait())
                Monitor.Wait(_gate, Apart);
        }
    }

    /// <summary>Waits for work; false when all is done and no more will come.</summary>
    private bool TakeWaiting(List<PendingWrite> group)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_ending)
                Monitor.Wait(_gate);
            while (group.Count < LargestGroup && _waiting.TryDequeue(out var write))
                group.Add(write);
            _urgent &= _waiting.Count > 0;
            return group.Count > 0;
        }
    }

    /// <summary>One group, start to end. Every path out of here has answered every operation.</summary>
    private void Commit(List<PendingWrite> group)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            _connection ??= new StatementCache(_open());
            _checkpointer.FinishBy(_connection.Inner);
            _connection.Run("begin immediate");
            if (!RanTogether(_connection, group) && RunApart(_connection, group) is { } fatal)
                throw fatal;
        }
        catch (Exception fault)
        {
            Drop();
            group.ForEach(write => write.Fail(fault));
            return;
        }
        try
        {
            _connection.Run("commit");
        }
        catch (Exception fault)
        {
            Drop();
            Settle(group, fault);
            return;
        }
        group.ForEach(write => write.Release());
        DatabaseMetrics.Committed(DatabaseMetrics.Sqlite, began, group.Count);
        _checkpointer.Committed();
    }

    /// <summary>All of them without savepoints, for which SQLite would copy each page before each operation that touches
    /// it. False when one was undone or failed, and with that all have to be taken back.</summary>
    private bool RanTogether(StatementCache connection, List<PendingWrite> group)
    {
        try
        {
            return !group.Exists(write => write.Run(new Session(connection, transaction: null, _dialect)));
        }
        // Whose fault it is, and how much of it stays, shows when each is run again in a savepoint.
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>Again from the start, each in its savepoint: what one takes back, the others keep. Null when the
    /// transaction stands.</summary>
    private Exception? RunApart(StatementCache connection, List<PendingWrite> group)
    {
        if (raw.sqlite3_get_autocommit(connection.Inner.Handle) == 0)
            connection.Run("rollback");
        connection.Run("begin immediate");
        return group.Select(write => RunInSavepoint(connection, write)).FirstOrDefault(fatal => fatal is not null);
    }

    /// <summary>Null when the transaction stands, whatever became of this one operation; else what ended it.</summary>
    private Exception? RunInSavepoint(StatementCache connection, PendingWrite write)
    {
        try
        {
            connection.Run("savepoint operation");
            var undo = false;
            try
            {
                undo = write.Run(new Session(connection, transaction: null, _dialect));
            }
            catch (SqliteException fault) when (fault.SqliteErrorCode == SqliteConstraint)
            {
                write.KeepFault(fault);
                undo = true;
            }
            catch (Exception fault)
            {
                // A full disk, say, makes SQLite roll back everything by itself; later statements would then commit
                // one by one, outside any transaction.
                if (raw.sqlite3_get_autocommit(connection.Inner.Handle) != 0)
                    return fault;
                write.KeepFault(fault);
                undo = true;
            }
            connection.Run(undo ? "rollback to operation; release operation" : "release operation");
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }

    private void Settle(List<PendingWrite> group, Exception fault)
    {
        try
        {
            using var fresh = _open();
            var session = new Session(fresh, transaction: null, _dialect);
            group.ForEach(write => write.Settle(session, fault));
        }
        catch (Exception)
        {
            // Those already settled keep their answer.
            group.ForEach(write => write.Fail(new CommitFailedException("The commit failed.", fault)));
        }
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
