using SmsActivation.Core.Restore;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Inbox;

/// <summary>How far the carrier's list of inbound texts was read, for all hosts together.</summary>
public sealed class SweepMarks(IDatabase database)
{
    private const string Installed = "installed_at";
    private const string Begun = "inbound_sweep_begun_at";
    private const string Swept = "inbound_swept_until";

    /// <summary>The list is never read further back than this, but by a restore.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Texts from before this were never ours to answer. Written once, at the first start.</summary>
    public static Task RecordInstallationAsync(IDatabase database, DateTimeOffset now) =>
        database.WriteAsync(session => SetOnceAsync(session, Installed, now));

    /// <summary>From when on the list is to be read; null when a host has begun to within
    /// <paramref name="apart"/>.</summary>
    public Task<DateTimeOffset?> TryBeginAsync(TimeSpan apart, TimeSpan overlap, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var claimed = await session.ExecuteAsync(
                """
                update facts set value = @now
                -- one that is yet to come was set by a clock that was ahead
                where name = @Begun and (value <= @before or value > @now)
                """,
                new
                {
                    Begun,
                    now = StoredTypes.Text(now),
                    before = StoredTypes.Text(now - apart),
                }
            );
            if (claimed == 0 && !await SetOnceAsync(session, Begun, now))
                return null;
            return (DateTimeOffset?)await SinceAsync(session, overlap, now);
        });

    /// <summary>From when on the list is to be read, for a sweep that claims nothing and ends nothing.</summary>
    public Task<DateTimeOffset> SinceAsync(TimeSpan overlap, DateTimeOffset now) =>
        database.ReadAsync(session => SinceAsync(session, overlap, now));

    /// <summary>What came before was never ours to answer.</summary>
    public Task<DateTimeOffset?> InstalledAsync() => database.ReadAsync(session => GetAsync(session, Installed));

    /// <summary>All up to this was read.</summary>
    public Task EndAsync(DateTimeOffset until, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var moved = await session.ExecuteAsync(
                "update facts set value = @until where name = @Swept and (value < @until or value > @now)",
                new
                {
                    Swept,
                    until = StoredTypes.Text(until),
                    now = StoredTypes.Text(now),
                }
            );
            return moved > 0 || await SetOnceAsync(session, Swept, until);
        });

    internal static Task<DateTimeOffset?> SweptUntilAsync(Session session) => GetAsync(session, Swept);

    /// <summary>What came after that is not here any more.</summary>
    internal static Task<int> GoBackAsync(Session session, DateTimeOffset until) =>
        session.ExecuteAsync(
            "update facts set value = @until where name in (@Begun, @Swept) and value > @until",
            new
            {
                Begun,
                Swept,
                until = StoredTypes.Text(until),
            }
        );

    private static async Task<DateTimeOffset> SinceAsync(Session session, TimeSpan overlap, DateTimeOffset now)
    {
        var installed = await GetAsync(session, Installed) ?? now;
        var swept = await GetAsync(session, Swept) ?? installed;
        var since = swept > now ? installed : swept - overlap;
        var longest = now - Longest;
        // Its predecessor had taken them in: the gap is read whole, however long.
        if (await RestoreStore.OpenAsync(session) is { } restore && restore.From - overlap < longest)
            longest = restore.From - overlap;
        return new[] { installed, longest, since }.Max();
    }

    private static Task<DateTimeOffset?> GetAsync(Session session, string name) =>
        session.ScalarAsync<DateTimeOffset?>("select value from facts where name = @name", new { name });

    private static Task<bool> SetOnceAsync(Session session, string name, DateTimeOffset value) =>
        session.TryInsertAsync(
            "insert into facts (name, value) values (@name, @value)",
            new { name, value = StoredTypes.Text(value) }
        );
}
