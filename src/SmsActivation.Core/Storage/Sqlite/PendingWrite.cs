namespace SmsActivation.Core.Storage.Sqlite;

/// <summary>One caller's operation in a group: run inside the transaction, answered only after it.</summary>
internal abstract class PendingWrite
{
    /// <summary>Runs the operation; the answer is kept back. True when its savepoint is to be rolled back.</summary>
    public abstract bool Run(Session session);

    /// <summary>Keeps a fault of this operation alone, to be told once the group is settled.</summary>
    public abstract void KeepFault(Exception fault);

    /// <summary>The group is on disk: tells the caller what came of it.</summary>
    public abstract void Release();

    /// <summary>The group is not on disk, whatever the operation had answered.</summary>
    public abstract void Fail(Exception fault);

    /// <summary>Whether the commit took effect is not known: asks by key on a new connection.</summary>
    public abstract void Settle(Session session, Exception fault);
}

internal sealed class PendingWrite<T>(Func<Session, Task<T>> operation, Func<Session, Task<Settled<T>?>>? settle)
    : PendingWrite
{
    // Continuations must not run on the writer's thread: a slow one would hold up every commit.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _fault;

    public Task<T> Answer => _answer.Task;

    // SQLite's async methods complete synchronously, so the writer's thread never waits here.
    public override bool Run(Session session)
    {
        _result = operation(session).GetAwaiter().GetResult();
        return session.Undone;
    }

    public override void KeepFault(Exception fault) => _fault = fault;

    public override void Release()
    {
        if (_fault is null)
            _answer.TrySetResult(_result!);
        else
            _answer.TrySetException(_fault);
    }

    public override void Fail(Exception fault) => _answer.TrySetException(fault);

    public override void Settle(Session session, Exception fault)
    {
        if (settle?.Invoke(session).GetAwaiter().GetResult() is { } settled)
            _answer.TrySetResult(settled.Result);
        else
            Fail(new CommitFailedException("The commit failed and its work was not found on disk.", fault));
    }
}
