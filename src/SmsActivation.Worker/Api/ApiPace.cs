using System.Collections.Concurrent;

namespace SmsActivation.Worker.Api;

/// <summary>How often each key may ask: as many at once as in a minute, and then evenly. Kept by each host for
/// itself.</summary>
internal sealed class ApiPace(ApiOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, Bucket> _buckets = new();

    /// <summary>Null when it may, else how long to wait.</summary>
    public TimeSpan? Take(long key)
    {
        var bucket = _buckets.GetOrAdd(key, _ => new Bucket(options.RequestsPerMinute, time.GetUtcNow()));
        lock (bucket)
        {
            var now = time.GetUtcNow();
            var perSecond = options.RequestsPerMinute / 60.0;
            var passed = Math.Max(0, (now - bucket.At).TotalSeconds);
            bucket.Left = Math.Min(options.RequestsPerMinute, bucket.Left + (passed * perSecond));
            bucket.At = now;
            if (bucket.Left < 1)
                return TimeSpan.FromSeconds((1 - bucket.Left) / perSecond);
            bucket.Left--;
            return null;
        }
    }

    private sealed class Bucket(double left, DateTimeOffset at)
    {
        public double Left { get; set; } = left;
        public DateTimeOffset At { get; set; } = at;
    }
}

/// <summary>Section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>Of one key, at one host.</summary>
    public int RequestsPerMinute { get; init; } = 600;

    public IEnumerable<string> Faults()
    {
        if (RequestsPerMinute is < 1 or > 1_000_000)
            yield return $"Api:RequestsPerMinute is {RequestsPerMinute}: it must be from 1 to 1000000.";
    }
}
