using System.Collections.Concurrent;

namespace SmsActivation.Core.Storage.Sqlite;

/// <summary>The embedded database: any number of readers beside one writer that commits in groups.</summary>
public sealed class SqliteDatabase : IDatabase
{
    private readonly SqliteConnections _connections;
    private readonly GroupCommitter _writer;
    private readonly ConcurrentBag<StatementCache> _idleReaders = [];
    private readonly SqliteDialect _dialect;
    private volatile bool _disposed;

    public SqliteDatabase(SqliteConnections connections, SqliteDialect? dialect = null)
    {
        _connections = connections;
        _dialect = dialect ?? new SqliteDialect();
        _writer = new GroupCommitter(connections.OpenWriter, _dialect);
    }

    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> query)
    {
        if (!_idleReaders.TryTake(out var connection))
            connection = new StatementCache(_connections.OpenReader());
        try
        {
            // A deferred transaction: the first select fixes the snapshot that the others see.
            connection.Run("begin deferred");
            var result = await query(new Session(connection, transaction: null, _dialect));
            connection.Run("commit");
            if (_disposed)
                connection.Dispose();
            else
                _idleReaders.Add(connection);
            return result;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public Task<T> WriteAsync<T>(
        Func<Session, Task<T>> operation,
        Func<Session, Task<Settled<T>?>>? settle = null,
        bool urgent = false
    ) => _writer.SubmitAsync(operation, settle, urgent);

    /// <summary>While others wait for a processor, fewer and larger groups are committed, unless one is urgent.</summary>
    /// <param name="othersWait">Asked after each commit, on the writer's thread.</param>
    public void YieldTo(Func<bool> othersWait) => _writer.YieldTo(othersWait);

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _writer.DisposeAsync();
        while (_idleReaders.TryTake(out var connection))
            connection.Dispose();
    }
}
