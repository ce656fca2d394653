namespace SmsActivation.Worker.Setup;

/// <summary>Rings a loop's bell: any number of rings while it works are one reason to look again.</summary>
public sealed class Wake(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _bell = new(0, 1);
    private int _rung;

    public void Ring()
    {
        // Most rings of a busy hour find that it has rung already.
        if (Interlocked.Exchange(ref _rung, 1) == 0)
            _bell.Release();
    }

    /// <summary>Waits for a ring, at most <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken stopping)
    {
        try
        {
            using var limit = new CancellationTokenSource(atMost, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
            await _bell.WaitAsync(either.Token);
            // Before the loop looks: a ring from here on is a reason to look again.
            Interlocked.Exchange(ref _rung, 0);
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

/// <summary>Something has happened that whoever watches the dashboard wants to see.</summary>
public sealed class NowWake(TimeProvider time) : IDisposable
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
