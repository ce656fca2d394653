using System.Data.Common;

namespace SmsActivation.Core.Storage;

/// <summary>The few things that engines say differently; all else is one SQL text for both.</summary>
public abstract class Dialect
{
    public abstract bool IsUniqueViolation(DbException exception);

    /// <summary>The insert, answering with the identity of the row it made.</summary>
    public abstract string InsertForId(string insert);

    /// <summary>The tail of an ordered select that keeps its first rows: <paramref name="parameter"/> names a count.</summary>
    public abstract string First(string parameter);

    /// <summary>What <see cref="Session.InsertNewAsync{T}"/> does, by the engine's fastest way.</summary>
    public abstract Task<IReadOnlyList<T>> InsertNewAsync<T>(
        DbConnection connection,
        DbTransaction? transaction,
        BulkInsert<T> insert,
        IReadOnlyList<T> rows
    );
}
