using SmsActivation.Core.Storage;

namespace SmsActivation.Tests.Storage;

/// <summary>A database whose writes fail or hang when it is told to.</summary>
internal sealed class UnreliableDatabase(IDatabase real) : IDatabase
{
    public Exception? Fault { get; set; }
    public Task? Hang { get; set; }
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
    ) => Fault is { } fault ? Task.FromException<T>(fault) : real.WriteAsync(operation, settle, urgent);

    private static async Task<T> AfterAsync<T>(Task hang, Func<Task<T>> write)
    {
        await hang;
        return await write();
    }
}
