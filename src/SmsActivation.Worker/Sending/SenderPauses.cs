using System.Collections.Concurrent;

namespace SmsActivation.Worker.Sending;

/// <summary>Senders at rest because our account or number is at fault: their texts wait, none is failed.</summary>
public sealed class SenderPauses
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    public void Pause(string sender, DateTimeOffset until) =>
        _until.AddOrUpdate(sender, until, (_, before) => before > until ? before : until);

    /// <summary>Null when this sender may send.</summary>
    public DateTimeOffset? Until(string sender, DateTimeOffset now) =>
        _until.TryGetValue(sender, out var until) && until > now ? until : null;
}
