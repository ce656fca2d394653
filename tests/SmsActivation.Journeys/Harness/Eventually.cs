using System.Diagnostics;

namespace SmsActivation.Journeys.Harness;

/// <summary>Waits by looking again, with bounds wide enough for a busy machine.</summary>
public static class Eventually
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <exception cref="TimeoutException">It did not come true; <paramref name="what"/> says what was awaited.</exception>
    public static async Task TrueAsync(string what, Func<Task<bool>> look, TimeSpan? within = null)
    {
        var bound = within ?? Bound;
        var watch = Stopwatch.StartNew();
        var pause = ShortestPause;
        while (!await look())
        {
            if (watch.Elapsed > bound)
                throw new TimeoutException($"Not within {bound.TotalSeconds:0} s: {what}");
            await Task.Delay(pause);
            // A look is often a process of its own: many at once would be most of the machine's work.
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }
}
