using SmsActivation.Core.Needs;

namespace SmsActivation.Worker.Ops.Needs;

/// <summary>How many things wait for a person, for the navigation of every page: asked for every few seconds at
/// most.</summary>
public sealed class NeedsBadge(NeedsQuery query, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);
    private Counted? _last;

    public async Task<int> CountAsync()
    {
        if (_last is { } last && time.GetElapsedTime(last.At) < KeptFor)
            return last.Count;
        var at = time.GetTimestamp();
        var count = await query.CountAsync(time.GetUtcNow());
        _last = new Counted(count, at);
        return count;
    }

    /// <summary>It has just changed, and whoever changed it looks.</summary>
    public void Forget() => _last = null;

    private sealed record Counted(int Count, long At);
}
