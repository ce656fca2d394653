using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Hosts;

/// <summary>One that serves this database, or did in the last day and ended without a word.</summary>
/// <param name="Roles">What it does for all, as far as its lease goes.</param>
public sealed record HostView(
    string Id,
    string Name,
    DateTimeOffset StartedAt,
    DateTimeOffset SeenAt,
    IReadOnlyList<HeldRole> Roles
)
{
    public bool Lives(DateTimeOffset now) => SeenAt > now - HostStore.Silence;

    internal static async Task<IReadOnlyList<HostView>> AllAsync(Session session)
    {
        var rows = await session.QueryAsync<Row>(
            """
            select h.id, h.name, h.started_at, h.seen_at, r.role, r.lease_until
            from hosts h left join host_roles r on r.holder = h.id
            order by h.started_at, h.id, r.role
            """
        );
        return
        [
            .. rows.GroupBy(row => row.Id)
                .Select(host => new HostView(
                    host.Key,
                    host.First().Name,
                    host.First().StartedAt,
                    host.First().SeenAt,
                    [
                        .. host.Where(row => row.Role is not null)
                            .Select(row => new HeldRole(row.Role!, row.LeaseUntil!.Value)),
                    ]
                )),
        ];
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset SeenAt { get; init; }
        public string? Role { get; init; }
        public DateTimeOffset? LeaseUntil { get; init; }
    }
}

public sealed record HeldRole(string Role, DateTimeOffset Until);
