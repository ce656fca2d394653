using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Hosts;

/// <summary>How far this host's clock is from the database's. Hosts decide by their own clocks, and leases hold between
/// hosts only as far as those agree.</summary>
public sealed class ClockCheck(IDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(2);

    /// <summary>In words when it is more than two seconds, else null.</summary>
    public async Task<string?> FaultAsync()
    {
        var (before, at, after) = await database.ReadAsync(async session =>
        {
            if (session.Dialect.Clock is not { } clock)
                return default;
            // The first one may wait for a connection, and counts only what lies between the two.
            var asked = time.GetUtcNow();
            var there = await session.ScalarAsync<DateTimeOffset?>(clock);
            return (asked, there, time.GetUtcNow());
        });
        if (at is not { } now)
            return null;
        var off =
            now < before ? before - now
            : now > after ? after - now
            : TimeSpan.Zero;
        return off.Duration() <= Allowed
            ? null
            : $"this host's clock is {off.Duration().TotalSeconds:0.0} s {(off > TimeSpan.Zero ? "ahead of" : "behind")} the database's";
    }
}
