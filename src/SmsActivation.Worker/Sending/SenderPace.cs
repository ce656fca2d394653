using System.Collections.Concurrent;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Hosts;

namespace SmsActivation.Worker.Sending;

/// <summary>How fast each of our senders may send from this host: a bucket that holds a second's worth. Hosts that share a
/// database share the pace, each as much as the others. A sender without a pace leaves that to the carrier's own
/// queue.</summary>
public sealed class SenderPace
{
    private readonly TwilioOptions _twilio;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, double> _perSecond;
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    private readonly Neighbours _neighbours;

    public SenderPace(TwilioOptions twilio, Neighbours neighbours, TimeProvider time)
    {
        _neighbours = neighbours;
        _twilio = twilio;
        _time = time;
        _perSecond = twilio
            .Numbers.Where(number => number.PerSecond > 0)
            .GroupBy(number => twilio.ReplySender(number.Number))
            .ToDictionary(same => same.Key, same => same.Min(number => number.PerSecond));
    }

    /// <summary>Whether any sender has a pace.</summary>
    public bool IsKept => _perSecond.Count > 0;

    /// <summary>The numbers of ours whose replies would leave from a sender that has sent its share for now.</summary>
    public IReadOnlyList<string> Resting =>
        [
            .. _twilio
                .Numbers.Select(number => number.Number)
                .Where(number => Find(_twilio.ReplySender(number)) is { } bucket && bucket.Tokens(_time) < 1),
        ];

    /// <summary>One send from this sender now.</summary>
    public bool TryTake(string sender) => Find(sender)?.TryTake(_time, atLeast: 1) ?? true;

    /// <summary>The same, for a reply that would leave past the queue: only where the sender is idle, so that a welcome in
    /// the queue is not kept waiting by it.</summary>
    public bool TryTakeIdle(string sender) =>
        Find(sender) is not { } bucket || bucket.TryTake(_time, atLeast: bucket.Capacity);

    public void GiveBack(string sender) => Find(sender)?.GiveBack();

    /// <summary>This sender has a pace and sends at it: what waits for it waits for its turn, and for nothing else.</summary>
    public bool IsAtWork(string sender) => Find(sender)?.IsAtWork(_time) ?? false;

    /// <summary>How long until a sender may send again; null where none has a pace.</summary>
    public TimeSpan? Shortest => IsKept ? TimeSpan.FromSeconds(_neighbours.Live / _perSecond.Values.Max()) : null;

    private Bucket? Find(string sender)
    {
        if (!IsKept)
            return null;
        // A number's WhatsApp has a pace of its own, and the carrier's queue for it.
        return _perSecond.TryGetValue(sender, out var perSecond)
            ? _buckets.GetOrAdd(sender, _ => new Bucket(perSecond, _neighbours, _time))
            : null;
    }

    private sealed class Bucket(double perSecond, Neighbours neighbours, TimeProvider time)
    {
        private const double LongestBreak = 15; // seconds: as long as one POST may take
        private readonly Lock _gate = new();
        private double _tokens = Math.Max(1, perSecond / neighbours.Live);
        private long _at = time.GetTimestamp();

        public double Capacity => Math.Max(1, Share);

        private double Share => perSecond / neighbours.Live;

        private long? _takenAt;

        /// <summary>A text left a moment ago: within a few turns at this pace.</summary>
        public bool IsAtWork(TimeProvider clock)
        {
            lock (_gate)
                return _takenAt is { } at
                    && clock.GetElapsedTime(at) < TimeSpan.FromSeconds(Math.Max(LongestBreak, 3 / Share));
        }

        public double Tokens(TimeProvider clock)
        {
            lock (_gate)
                return Filled(clock);
        }

        public bool TryTake(TimeProvider clock, double atLeast)
        {
            lock (_gate)
            {
                if (Filled(clock) < atLeast)
                    return false;
                _tokens -= 1;
                _takenAt = clock.GetTimestamp();
                return true;
            }
        }

        public void GiveBack()
        {
            lock (_gate)
                _tokens = Math.Min(Capacity, _tokens + 1);
        }

        private double Filled(TimeProvider clock)
        {
            var now = clock.GetTimestamp();
            _tokens = Math.Min(Capacity, _tokens + (clock.GetElapsedTime(_at, now).TotalSeconds * Share));
            _at = now;
            return _tokens;
        }
    }
}
