using SmsActivation.Core.Events;
using SmsActivation.Core.Telemetry;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Telemetry;

public sealed class QueueDepthsTests : IAsyncDisposable
{
    private const string Phone = "+14155552671";
    private static readonly EventOptions Events = new() { Targets = [new EventTarget { Name = "site" }] };
    private readonly Spine _spine = new(events: Events);

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public async ValueTask DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task Where_nothing_waits_every_queue_says_so()
    {
        var depths = await ReadAsync();
        Assert.Equal(["inbox", "dead", "outbox", "unknown", "left_to_person", "events"], depths.Keys);
        Assert.All(depths.Values, depth => Assert.True(depth is { Rows: 0, OldestAt: null }, depth.Queue));
    }

    [Fact]
    public async Task Each_queue_counts_its_own_and_knows_since_when_the_oldest_waits()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
        var decided = Now;
        _spine.Clock.Advance(TimeSpan.FromMinutes(1));
        var first = Now;
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, "one"));
        _spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await _spine.Inbox.AcceptAsync(_spine.Text("+14155552672", "two"));

        var depths = await ReadAsync();
        Assert.Equal(new QueueDepth("inbox", 2, first), depths["inbox"]);
        Assert.Equal(new QueueDepth("outbox", 1, decided), depths["outbox"]);
        Assert.Equal(new QueueDepth("events", 2, decided), depths["events"]);
        Assert.Equal(0, depths["dead"].Rows + depths["unknown"].Rows + depths["left_to_person"].Rows);
    }

    [Fact]
    public async Task What_a_person_must_settle_is_a_queue_of_its_own()
    {
        await _spine.SayAsync(Phone, "one");
        await _spine.SayAsync("+14155552672", "two");
        var since = Now - TimeSpan.FromHours(1);
        await _spine.Temporary.ExecuteAsync(
            """
            update outbound_messages set state = 'unknown', unknown_since = @since,
                left_to_person = case when sender = @Phone then 'several match' end
            """,
            new { since, Phone }
        );
        await _spine.Temporary.ExecuteAsync(
            "update inbound_messages set state = 'dead' where sender = @Phone",
            new { Phone }
        );
        var depths = await ReadAsync();
        Assert.Equal(new QueueDepth("unknown", 1, since), depths["unknown"]);
        Assert.Equal(new QueueDepth("left_to_person", 1, since), depths["left_to_person"]);
        Assert.Equal(new QueueDepth("dead", 1, Now), depths["dead"]);

        await _spine.Temporary.ExecuteAsync("update outbound_messages set dealt_at = @Now", new { Now });
        await _spine.Temporary.ExecuteAsync("update inbound_messages set dealt_at = @Now", new { Now });
        depths = await ReadAsync();
        Assert.Equal(0, depths["dead"].Rows + depths["unknown"].Rows + depths["left_to_person"].Rows);
    }

    private async Task<OrderedDictionary<string, QueueDepth>> ReadAsync()
    {
        var depths = new OrderedDictionary<string, QueueDepth>();
        foreach (var depth in await new QueueDepths(_spine.Temporary.Database).ReadAsync())
            depths.Add(depth.Queue, depth);
        return depths;
    }
}
