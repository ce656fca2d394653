using System.Data.Common;
using Dapper;

namespace SmsActivation.Core.Storage;

/// <summary>One unit of work on one connection. Statements go through here so that a store reads alike on each
/// engine; an operation that returns <see cref="Undo{T}"/> leaves no trace in the database.</summary>
public sealed class Session(DbConnection connection, DbTransaction? transaction, Dialect dialect)
{
    public Dialect Dialect { get; } = dialect;

    internal bool Undone { get; private set; }

    public Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        connection.ExecuteAsync(Running(sql), parameters, transaction);

    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null) =>
        connection.ExecuteScalarAsync<T>(Running(sql), parameters, transaction);

    public Task<T?> FirstAsync<T>(string sql, object? parameters = null) =>
        connection.QueryFirstOrDefaultAsync<T>(Running(sql), parameters, transaction);

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null) =>
        (await connection.QueryAsync<T>(Running(sql), parameters, transaction)).AsList();

    /// <summary>Runs a select for its <see cref="Dialect.Locked"/> rows alone; nothing where reading locks nothing.</summary>
    public Task LockAsync(string sql, object? parameters = null) =>
        Dialect.Locked.Length == 0 ? Task.CompletedTask : QueryAsync<object>(sql, parameters);

    /// <summary>False when a unique index says that someone was faster; the key violation is the check.</summary>
    public async Task<bool> TryInsertAsync(string sql, object? parameters = null)
    {
        try
        {
            await ExecuteAsync(sql, parameters);
            return true;
        }
        catch (DbException exception) when (Dialect.IsUniqueViolation(exception))
        {
            return false;
        }
    }

    /// <summary>Inserts and gives the new row's id; null when a unique index says that someone was faster.</summary>
    public async Task<long?> TryInsertForIdAsync(string insert, object? parameters = null)
    {
        try
        {
            return await ScalarAsync<long>(Dialect.InsertForId(insert), parameters);
        }
        catch (DbException exception) when (Dialect.IsUniqueViolation(exception))
        {
            return null;
        }
    }

    /// <summary>Inserts the rows whose key is not there yet and answers with the others, in their order. No two of the
    /// rows may have the same key.</summary>
    public Task<IReadOnlyList<T>> InsertNewAsync<T>(BulkInsert<T> insert, IReadOnlyList<T> rows) =>
        Dialect.InsertNewAsync(connection, transaction, insert, rows);

    /// <summary>Changes rows whose guard still holds, and answers with how many those were.</summary>
    public Task<int> UpdateAsync<T>(BulkUpdate<T> update, IReadOnlyList<T> rows) =>
        Dialect.UpdateAsync(connection, transaction, update, rows);

    /// <summary>Takes the whole operation back and answers with <paramref name="result"/>.</summary>
    public T Undo<T>(T result)
    {
        Undone = true;
        return result;
    }

    private string Running(string sql)
    {
        Dialect.Running(sql);
        return sql;
    }
}
