namespace SmsActivation.Worker.Hosts;

/// <summary>The loop of what one host does for all: every so often while it has the role, and soon after it took it over.</summary>
internal static class SweepLoop
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(
        Neighbours neighbours,
        TimeSpan every,
        TimeProvider time,
        Func<CancellationToken, Task> pass,
        CancellationToken stopping
    )
    {
        using var timer = new PeriodicTimer(every < Look ? every : Look, time);
        long? last = null;
        try
        {
            do
            {
                if (!neighbours.Sweeps)
                    last = null;
                else if (last is not { } at || time.GetElapsedTime(at) >= every)
                {
                    last = time.GetTimestamp();
                    await pass(stopping);
                }
            } while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops; what was not done is found by the next pass, here or on another.
        }
    }
}
