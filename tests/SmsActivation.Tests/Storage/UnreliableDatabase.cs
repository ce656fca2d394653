using SmsActivation.Core.Storage;

namespace SmsActivation.Tests.Storage;

/// <summary>A database whose writes fail or hang when it is told to.</summary>
internal sealed class UnreliableDatabase(IDatabase real) : IDatabase
{
    public Exception? Fault { get; set; }
    public Task? Hang { get; set; }

    /// <summary>Commits take effect and are answered with a fault, as when the connection goes in that moment.</summary>
    public bool LosesAnswers { get; set; }
    public Task? LastHung { get; private set; }

    public Task<T> ReadAsync<T>(Func<Session, Task<T>> query) => real.ReadAsync(query);

    public Task<T> WriteAsync<T>(
        Func<Session, Task<T>> operation,
        Func<Session, Task<Settled<T>?>>? settle = null,
        bool urgent = false
    )
    {
        if (Hang is { } hang)
        {
            var hung = AfterAsync(hang, () => WriteNowAsync(operation, settle, urgent));
            LastHung = hung;
            return hung;
        }
        return WriteNowAsync(operation, settle, urgent);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<T> WriteNowAsync<T>(
        Func<Session, Task<T>> operation,
        Func<Session, Task<Settled<T>?>>? settle,
        bool urgent
    )
    {
        if (Fault is { } fault)
            return Task.FromException<T>(fault);
        return LosesAnswers ? LoseAnswerAsync(operation, settle) : real.WriteAsync(operation, settle, urgent);
    }

    private async Task<T> LoseAnswerAsync<T>(Func<Session, Task<T>> operation, Func<Session, Task<Settled<T>?>>? settle)
    {
        await real.WriteAsync(operation);
        return settle is not null && await real.ReadAsync(settle) is { } settled
            ? settled.Result
            : throw new CommitFailedException("The answer was lost.");
    }

    private static async Task<T> AfterAsync<T>(Task hang, Func<Task<T>> write)
    {
        await hang;
        return await write();
    }
}
