using SmsActivation.Core.Events;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Events;

/// <summary>A database with members 1 to 3, two receivers, and things that happen.</summary>
internal sealed class EventBench : IAsyncLifetime
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public EventBench(string url = "https://shop.example/hooks", params string[] targets)
    {
        Options = new EventOptions
        {
            Targets =
            [
                .. (targets.Length > 0 ? targets : ["site"]).Select(name => new EventTarget
                {
                    Name = name,
                    Url = url,
                    Secret = Secret,
                }),
            ],
        };
        Outbox = new EventOutbox(Options);
        Claims = new EventClaims(Temporary.Database, Options);
        Query = new EventQuery(Temporary.Database, Options);
    }

    public TemporaryDatabase Temporary { get; } = new();
    public ManualClock Clock { get; } = new();
    public EventOptions Options { get; }
    public EventOutbox Outbox { get; }
    public EventClaims Claims { get; }
    public EventQuery Query { get; }
    public DateTimeOffset Now => Clock.GetUtcNow();

    public Task InitializeAsync() =>
        Temporary.ExecuteAsync(
            """
            insert into members (phone, username, created_at)
            values ('+15550100001', 'a', @now), ('+15550100002', 'b', @now), ('+15550100003', 'c', @now)
            """,
            new { now = Now }
        );

    public async Task DisposeAsync() => await Temporary.DisposeAsync();

    public async Task HappenAsync(params long[] members)
    {
        foreach (var member in members)
            await Temporary.Database.WriteAsync(async session =>
            {
                var told = new EventToTell(EventType.MemberProfileChanged, member, null) { Changed = "name,birthday" };
                await Outbox.AddAsync(session, told, Now);
                return true;
            });
    }

    /// <summary>Claims and answers with member and sequence of each: <c>1#2</c>.</summary>
    public async Task<(EventLease Lease, IReadOnlyList<string> Which)> ClaimAsync(
        string target = "site",
        int most = 100
    )
    {
        var lease = await Claims.ClaimAsync(target, most, Now);
        return (lease, [.. lease.Events.Select(told => $"{told.MemberId}#{told.Sequence}")]);
    }

    public async Task DeliverAsync(EventLease lease)
    {
        foreach (var told in lease.Events)
            Assert.True(await Claims.DeliveredAsync(told.Id, lease.Token, 200, Now));
    }

    /// <summary>What the events so far say has changed.</summary>
    public Task<IReadOnlyList<string>> ChangedAsync() =>
        Temporary.Database.ReadAsync(session => session.QueryAsync<string>("select changed from events order by id"));
}
