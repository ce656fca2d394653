namespace SmsActivation.Core.Activation;

/// <summary>New rows of the activation log as they come, each once. An id is given when a row is written and seen when it is
/// committed, so with many hosts a lower one may come after a higher one: a stretch that is longer than any transaction is
/// looked through again, and what was told is remembered.</summary>
public sealed class LogFollowing(LogQuery log, LogFilter filter, TimeProvider time)
{
    /// <summary>How long a transaction may hold back an id that is lower than others.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private const int AtFirst = 5000;
    private const int MostTogether = 500;

    private readonly HashSet<long> _told = [];
    private readonly Queue<(long At, long Highest)> _highest = [];
    private long _floor;

    /// <summary>What is there: the newest that fit. From now on only others are new.</summary>
    public async Task<IReadOnlyList<LogEntry>> BeginAsync()
    {
        _floor = Math.Max(0, await log.HighestAsync() - AtFirst);
        await NewIdsAsync();
        var rows = await log.ListAsync(filter);
        _told.UnionWith(rows.Select(row => row.Id));
        return rows;
    }

    /// <summary>What has come since, by id; another call may bring lower ones.</summary>
    public async Task<IReadOnlyList<LogEntry>> NextAsync()
    {
        var rows = new List<LogEntry>();
        foreach (var some in (await NewIdsAsync()).Chunk(MostTogether))
            rows.AddRange(await log.GetAsync(some));
        return rows;
    }

    private async Task<List<long>> NewIdsAsync()
    {
        var asked = time.GetTimestamp();
        var (highest, ids) = await log.BehindAsync(filter, _floor);
        var added = ids.Where(_told.Add).ToList();
        _highest.Enqueue((asked, highest));
        while (_highest.TryPeek(out var old) && time.GetElapsedTime(old.At, asked) > Longest)
        {
            _floor = Math.Max(_floor, old.Highest);
            _highest.Dequeue();
        }
        _told.RemoveWhere(id => id <= _floor);
        return added;
    }
}
