using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Hosts;

/// <summary>The hosts that live on one database, and the roles that one of them has at a time.</summary>
public sealed class HostStore(IDatabase database)
{
    /// <summary>A host that has not been seen for so long is taken for dead.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(40);

    /// <summary>Old rows tell nobody anything.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    /// <summary>Says that this host lives, and answers how many do, itself among them.</summary>
    public Task<int> BeatAsync(HostName host, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var row = new
            {
                host.Id,
                host.Name,
                now,
            };
            var seen = await session.ExecuteAsync("update hosts set seen_at = @now where id = @Id", row);
            if (seen == 0)
            {
                await session.ExecuteAsync("delete from hosts where seen_at <= @gone", new { gone = now - Forgotten });
                await session.ExecuteAsync(
                    "insert into hosts (id, name, started_at, seen_at) values (@Id, @Name, @now, @now)",
                    row
                );
            }
            return await LiveAsync(session, now);
        });

    public Task<int> LiveAsync(DateTimeOffset now) => database.ReadAsync(session => LiveAsync(session, now));

    /// <summary>The machines that served lately, for people to choose from.</summary>
    public Task<IReadOnlyList<string>> NamesAsync() =>
        database.ReadAsync(session => session.QueryAsync<string>("select distinct name from hosts order by name"));

    /// <summary>At a stop: others need not wait for this one's silence.</summary>
    public Task LeaveAsync(HostName host) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync("delete from host_roles where holder = @Id", new { host.Id });
            return await session.ExecuteAsync("delete from hosts where id = @Id", new { host.Id });
        });

    /// <summary>What this host knows of itself; false before its first beat.</summary>
    public async Task<bool> SayAsync(HostName host, HostFacts facts, DateTimeOffset now) =>
        await database.WriteAsync(session =>
            session.ExecuteAsync(
                "update hosts set facts = @facts, facts_at = @now where id = @Id",
                new
                {
                    host.Id,
                    facts = facts.Write(),
                    now,
                }
            )
        ) > 0;

    /// <summary>True while this host has the role, or takes it over from one whose lease has run out.</summary>
    public Task<bool> TryHoldAsync(HostName host, string role, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var row = new
            {
                role,
                host.Id,
                now,
                until = now + Silence,
            };
            var held = await session.ExecuteAsync(
                """
                update host_roles set holder = @Id, lease_until = @until
                where role = @role and (holder = @Id or lease_until <= @now)
                """,
                row
            );
            return held > 0
                || await session.TryInsertAsync(
                    "insert into host_roles (role, holder, lease_until) values (@role, @Id, @until)",
                    row
                );
        });

    private static Task<int> LiveAsync(Session session, DateTimeOffset now) =>
        session.ScalarAsync<int>("select count(*) from hosts where seen_at > @since", new { since = now - Silence });
}

/// <param name="Id">Drawn at each start: a host that starts again is another one.</param>
/// <param name="Name">The machine, for people.</param>
public sealed record HostName(string Id, string Name)
{
    private const int LongestName = 128;

    public static HostName Draw() =>
        new(
            Guid.NewGuid().ToString("N"),
            Environment.MachineName is { Length: > LongestName } name ? name[..LongestName] : Environment.MachineName
        );
}
