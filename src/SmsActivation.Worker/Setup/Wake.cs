namespace SmsActivation.Worker.Setup;

/// <summary>Rings a loop's bell: any number of rings while it works are one reason to look again.</summary>
public sealed class Wake(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _bell = new(0, 1);

    public void Ring()
    {
        try
        {
            _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has rung already and has not been answered yet.
        }
    }

    /// <summary>Waits for a ring, at most <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            await _bell.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time is up, or the host stops: the loop looks at its own condition.
        }
    }

    public void Dispose() => _bell.Dispose();
}

/// <summary>Texts to handle.</summary>
public sealed class InboxWake(TimeProvider time) : IDisposable
{
    public Wake Bell { get; } = new(time);

    public void Dispose() => Bell.Dispose();
}

/// <summary>Replies to send.</summary>
public sealed class OutboxWake(TimeProvider time) : IDisposable
{
    public Wake Bell { get; } = new(time);

    public void Dispose() => Bell.Dispose();
}
