using System.Collections.Concurrent;

namespace SmsActivation.Worker.Sending;

/// <summary>Senders at rest because our account or number is at fault: their texts wait, none is failed. Rests are measured
/// on the steady clock: one that began while the wall clock was a day ahead must not last a day.</summary>
public sealed class SenderPauses(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Rest> _rests = new(StringComparer.Ordinal);

    public void Pause(string sender, TimeSpan length) =>
        _rests.AddOrUpdate(
            sender,
            new Rest(time.GetTimestamp(), length),
            (_, before) => Left(before) > length ? before : new Rest(time.GetTimestamp(), length)
        );

    /// <summary>Null when this sender may send.</summary>
    public DateTimeOffset? Until(string sender, DateTimeOffset now) =>
        _rests.TryGetValue(sender, out var rest) && Left(rest) is var left && left > TimeSpan.Zero ? now + left : null;

    private TimeSpan Left(Rest rest) => rest.Length - time.GetElapsedTime(rest.Since);

    private sealed record Rest(long Since, TimeSpan Length);
}
