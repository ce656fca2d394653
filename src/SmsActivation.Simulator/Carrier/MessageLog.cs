using System.Threading.Channels;

namespace SmsActivation.Simulator.Carrier;

/// <summary>All messages of the carrier, in memory, the oldest dropped first; and everybody who watches them.</summary>
internal sealed class MessageLog(int capacity)
{
    private const int Backlog = 500;
    private const int WatcherQueue = 2_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, SimulatedMessage> bySid = new(StringComparer.Ordinal);
    private readonly Queue<string> byAge = new();
    private readonly List<ChannelWriter<SimulatedMessage>> watchers = [];
    private long revision;

    /// <summary>Names this memory: a page that outlived it must start over.</summary>
    public string Run { get; } = Guid.NewGuid().ToString("N");

    public SimulatedMessage Add(SimulatedMessage message)
    {
        lock (gate)
        {
            byAge.Enqueue(message.Sid);
            while (byAge.Count > capacity)
            {
                bySid.Remove(byAge.Dequeue());
            }
            return Publish(message);
        }
    }

    /// <summary>The changed message, or null if it was dropped meanwhile.</summary>
    public SimulatedMessage? Change(string sid, Func<SimulatedMessage, SimulatedMessage> change)
    {
        lock (gate)
        {
            return bySid.TryGetValue(sid, out var message) ? Publish(change(message)) : null;
        }
    }

    public SimulatedMessage? Find(string sid)
    {
        lock (gate)
        {
            return bySid.GetValueOrDefault(sid);
        }
    }

    public IReadOnlyList<SimulatedMessage> NewestFirst()
    {
        lock (gate)
        {
            return [.. byAge.Reverse().Select(sid => bySid[sid])];
        }
    }

    /// <summary>The newest messages, oldest first, and from then on every change: nothing falls between the two.</summary>
    public Watch StartWatch()
    {
        // A watcher too slow for its queue loses the oldest changes; a later one brings the message whole again.
        var changes = System.Threading.Channels.Channel.CreateBounded<SimulatedMessage>(
            new BoundedChannelOptions(WatcherQueue) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        lock (gate)
        {
            watchers.Add(changes.Writer);
            var known = byAge.Skip(Math.Max(0, byAge.Count - Backlog)).Select(sid => bySid[sid]).ToArray();
            return new Watch(known, changes.Reader, () => StopWatch(changes.Writer));
        }
    }

    private void StopWatch(ChannelWriter<SimulatedMessage> watcher)
    {
        lock (gate)
        {
            watchers.Remove(watcher);
        }
    }

    private SimulatedMessage Publish(SimulatedMessage message)
    {
        var published = message with { Revision = ++revision };
        bySid[published.Sid] = published;
        foreach (var watcher in watchers)
        {
            watcher.TryWrite(published);
        }
        return published;
    }
}

/// <summary>One watcher's view of the log, until disposed.</summary>
internal sealed class Watch(IReadOnlyList<SimulatedMessage> known, ChannelReader<SimulatedMessage> changes, Action stop)
    : IDisposable
{
    public IReadOnlyList<SimulatedMessage> Known => known;
    public ChannelReader<SimulatedMessage> Changes => changes;

    public void Dispose() => stop();
}
