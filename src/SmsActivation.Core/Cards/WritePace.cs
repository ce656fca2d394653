namespace SmsActivation.Core.Cards;

/// <summary>How many rows go into the next transaction. Beside a live host each lasts 50 ms at most, with at least as long
/// a pause after it, so that no customer's text waits for a bulk change; alone, nothing is held back.</summary>
public sealed class WritePace(TimeProvider time, Func<bool> hostIsLive)
{
    // Well below what is allowed: the next rows may be slower than the last, and the commit comes on top.
    private static readonly TimeSpan Beside = TimeSpan.FromMilliseconds(30);

    // A host that waits for SQLite's write lock looks every 25 ms at first (sqliteDefaultBusyCallback in its main.c), later
    // ever less often: a pause longer than that is surely seen.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Alone = TimeSpan.FromMilliseconds(250);
    private const int Fewest = 10;
    internal const int Most = 8000;
    private const double FirstGuess = 0.5; // rows a millisecond: too slow rather than too fast
    private const double FastestGrowth = 4;

    private double _rowsPerMillisecond = FirstGuess;
    private bool _beside = hostIsLive();

    /// <summary>A host may come or go while a long import runs, so it is looked for each time.</summary>
    public int NextRows()
    {
        _beside = hostIsLive();
        var target = _beside ? Beside : Alone;
        return (int)Math.Clamp(_rowsPerMillisecond * target.TotalMilliseconds, Fewest, Most);
    }

    /// <summary>Learns from the transaction that just ended, and makes the pause that is owed.</summary>
    public async Task RestAsync(int rows, TimeSpan took, CancellationToken stopping)
    {
        Learn(rows, took);
        if (_beside)
            await Task.Delay(took > ShortestPause ? took : ShortestPause, time, stopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    internal void Learn(int rows, TimeSpan took) =>
        _rowsPerMillisecond = Math.Min(
            rows / Math.Max(took.TotalMilliseconds, 0.1),
            _rowsPerMillisecond * FastestGrowth
        );

    public TransactionClock Clock() => new(time, _beside ? Beside : Alone);
}

/// <summary>Times a transaction from its first statement, which holds the write lock, to its commit.</summary>
/// <param name="allowed">For its statements; the commit comes on top.</param>
public sealed class TransactionClock(TimeProvider time, TimeSpan allowed)
{
    private long _started;

    public void Start() => _started = time.GetTimestamp();

    public bool IsUp => Elapsed >= allowed;

    public TimeSpan Elapsed => time.GetElapsedTime(_started);
}
