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

    /// <summary>Behind a table's name: its rows that are read stay as they are until the commit.</summary>
    public abstract string Locked { get; }

    /// <summary>Behind a table's name: as <see cref="Locked"/>, and rows that somebody else holds are passed over. For
    /// claims, which look again.</summary>
    public abstract string Claimed { get; }

    /// <summary>Behind a table's name: as <see cref="Locked"/>, and no row that fits comes into being either.</summary>
    public abstract string Alone { get; }

    /// <summary>Selects the names of our tables, in order.</summary>
    public abstract string TableNames { get; }

    /// <summary>Selects the time by the database's own clock, for a warning and never for a decision; null where that is
    /// the host's own.</summary>
    public abstract string? Clock { get; }

    /// <summary>How many rows of a large write are best sent together.</summary>
    public abstract int RowsTogether { get; }

    /// <summary>Called with each text before it runs; tests listen here.</summary>
    internal virtual void Running(string sql) { }

    /// <summary>What <see cref="Session.InsertNewAsync{T}"/> does, by the engine's fastest way.</summary>
    internal abstract Task<IReadOnlyList<T>> InsertNewAsync<T>(
        DbConnection connection,
        DbTransaction? transaction,
        BulkInsert<T> insert,
        IReadOnlyList<T> rows
    );

    /// <summary>What <see cref="Session.UpdateAsync{T}"/> does, by the engine's fastest way.</summary>
    internal abstract Task<int> UpdateAsync<T>(
        DbConnection connection,
        DbTransaction? transaction,
        BulkUpdate<T> update,
        IReadOnlyList<T> rows
    );
}
