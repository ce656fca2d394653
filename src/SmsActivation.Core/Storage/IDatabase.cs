namespace SmsActivation.Core.Storage;

/// <summary>The database as stores see it: reads beside writes, each write a transaction of its own.</summary>
public interface IDatabase : IAsyncDisposable
{
    /// <summary>Runs queries on one consistent snapshot.</summary>
    Task<T> ReadAsync<T>(Func<Session, Task<T>> query);

    /// <summary>Runs one operation; the answer is given only once it is on disk.</summary>
    /// <param name="operation">All of its statements or none take effect. It may be run again before it is answered, so
    /// whatever it does beside its statements must bear that.</param>
    /// <param name="settle">Looks up by key what became of the operation, on a new connection, when the commit itself
    /// failed: that failure does not say whether the work is on disk. Null answers "it is not there".</param>
    /// <param name="urgent">Somebody outside waits for the answer: it gives way to no other work of this host.</param>
    /// <exception cref="CommitFailedException">Whether the operation took effect is not known, or it did not.</exception>
    Task<T> WriteAsync<T>(
        Func<Session, Task<T>> operation,
        Func<Session, Task<Settled<T>?>>? settle = null,
        bool urgent = false
    );
}

/// <summary>What a look-up by key found after a commit that failed.</summary>
public sealed record Settled<T>(T Result);

/// <summary>The commit failed; what was asked for is not known to be on disk.</summary>
public sealed class CommitFailedException : Exception
{
    public CommitFailedException() { }

    public CommitFailedException(string message)
        : base(message) { }

    public CommitFailedException(string message, Exception inner)
        : base(message, inner) { }
}
