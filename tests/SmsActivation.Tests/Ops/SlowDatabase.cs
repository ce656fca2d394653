using SmsActivation.Core.Storage;

namespace SmsActivation.Tests.Ops;

/// <summary>Its first read takes as long as the test likes; later ones go by it.</summary>
internal sealed class SlowDatabase(IDatabase database) : IDatabase
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reads;

    public void LetGo() => _held.SetResult();

    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> query)
    {
        if (Interlocked.Increment(ref _reads) == 1)
            await _held.Task;
        return await database.ReadAsync(query);
    }

    public Task<T> WriteAsync<T>(
        Func<Session, Task<T>> operation,
        Func<Session, Task<Settled<T>?>>? settle = null,
        bool urgent = false
    ) => database.WriteAsync(operation, settle, urgent);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
