using System.Data;
using System.Diagnostics;
using Dapper;
using Microsoft.Data.SqlClient;
using Polly;
using Polly.Retry;
using SmsActivation.Core.Telemetry;

namespace SmsActivation.Core.Storage.SqlServer;

/// <summary>A SQL Server database, which any number of hosts share: each operation is a transaction on a pooled connection,
/// run again where a deadlock or a passing fault took it back.</summary>
public sealed class SqlServerDatabase(SqlServerConnections connections, SqlServerDialect? dialect = null) : IDatabase
{
    private readonly SqlServerDialect _dialect = dialect ?? new SqlServerDialect();

    // Half a second in all: who waits outside has a spool, who waits inside a queue.
    private readonly ResiliencePipeline _again = new ResiliencePipelineBuilder()
        .AddRetry(
            new RetryStrategyOptions
            {
                MaxRetryAttempts = 4,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(20),
                UseJitter = true,
                ShouldHandle = new PredicateBuilder().Handle<SqlException>(SqlServerErrors.IsPassing),
            }
        )
        .Build();

    private IsolationLevel? _reading;

    public Task<T> ReadAsync<T>(Func<Session, Task<T>> query) =>
        AgainAsync(async () =>
        {
            await using var connection = await connections.OpenAsync();
            try
            {
                await using var transaction = await BeginAsync(connection, await ReadingAsync(connection));
                var result = await query(new Session(connection, transaction, _dialect));
                await transaction.CommitAsync();
                return result;
            }
            catch (SqlException fault) when (SqlServerErrors.IsSnapshotOff(fault))
            {
                // Somebody has switched it off since it was asked for.
                _reading = IsolationLevel.ReadCommitted;
                throw;
            }
        });

    public Task<T> WriteAsync<T>(
        Func<Session, Task<T>> operation,
        Func<Session, Task<Settled<T>?>>? settle = null,
        bool urgent = false
    ) =>
        AgainAsync(async () =>
        {
            T result;
            var began = Stopwatch.GetTimestamp();
            try
            {
                await using var connection = await connections.OpenAsync();
                // Named each time: a pooled connection keeps the level that its last user had set.
                await using var transaction = await BeginAsync(connection, IsolationLevel.ReadCommitted);
                var session = new Session(connection, transaction, _dialect);
                result = await operation(session);
                if (session.Undone)
                    await transaction.RollbackAsync();
                else
                    await CommitAsync(transaction);
            }
            catch (CommitFailedException failed) when (settle is not null)
            {
                return (await SettledAsync(settle, failed)).Result;
            }
            DatabaseMetrics.Committed(DatabaseMetrics.SqlServer, began);
            return result;
        });

    public ValueTask DisposeAsync()
    {
        connections.Close();
        return ValueTask.CompletedTask;
    }

    private async Task<T> AgainAsync<T>(Func<Task<T>> work) => await _again.ExecuteAsync(async _ => await work());

    private static async Task<SqlTransaction> BeginAsync(SqlConnection connection, IsolationLevel level) =>
        (SqlTransaction)await connection.BeginTransactionAsync(level);

    /// <summary>Whatever went wrong, the server may have committed before it did.</summary>
    private static async Task CommitAsync(SqlTransaction transaction)
    {
        try
        {
            await transaction.CommitAsync();
        }
        catch (Exception fault)
        {
            throw new CommitFailedException("The commit failed.", fault);
        }
    }

    /// <summary>What became of a commit in doubt. As long as nobody knows, the operation is not run again: it may have
    /// taken effect.</summary>
    private async Task<Settled<T>> SettledAsync<T>(
        Func<Session, Task<Settled<T>?>> settle,
        CommitFailedException failed
    )
    {
        try
        {
            return await SettleAsync(settle) ?? throw failed;
        }
        catch (Exception fault) when (fault is not CommitFailedException)
        {
            throw new CommitFailedException("The commit failed, and what became of it could not be asked.", fault);
        }
    }

    /// <summary>Serializable reads wait for whoever holds the row: a commit that is still under way in a session that we
    /// lost is waited for, and not taken for one that failed.</summary>
    private Task<Settled<T>?> SettleAsync<T>(Func<Session, Task<Settled<T>?>> settle) =>
        AgainAsync(async () =>
        {
            await using var connection = await connections.OpenAsync();
            await using var transaction = await BeginAsync(connection, IsolationLevel.Serializable);
            var settled = await settle(new Session(connection, transaction, _dialect));
            await transaction.CommitAsync();
            return settled;
        });

    /// <summary>One snapshot for all statements of a read, where the database allows it.</summary>
    private async Task<IsolationLevel> ReadingAsync(SqlConnection connection)
    {
        if (_reading is { } known)
            return known;
        var allowed = await connection.ExecuteScalarAsync<int>(
            "select cast(snapshot_isolation_state as int) from sys.databases where name = db_name()"
        );
        _reading = allowed == 1 ? IsolationLevel.Snapshot : IsolationLevel.ReadCommitted;
        return _reading.Value;
    }
}
