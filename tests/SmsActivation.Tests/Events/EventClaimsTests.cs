using SmsActivation.Core.Events;

namespace SmsActivation.Tests.Events;

public sealed class EventClaimsTests : IAsyncLifetime
{
    private static readonly EventFault Fault = new(500, "answered 500");
    private readonly EventBench _bench = new(targets: ["site", "till"]);

    public Task InitializeAsync() => _bench.InitializeAsync();

    public Task DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Of_a_member_only_the_oldest_is_under_way_and_the_others_hold_up_no_other_member()
    {
        await _bench.HappenAsync(1, 1, 2, 1);
        var (first, which) = await _bench.ClaimAsync();
        Assert.Equal(["1#1", "2#1"], which);
        Assert.Empty((await _bench.ClaimAsync()).Which);
        await _bench.DeliverAsync(first);
        (first, which) = await _bench.ClaimAsync();
        Assert.Equal(["1#2"], which);
        // Put off, it still stands before the next.
        Assert.True(await _bench.Claims.PutOffAsync(first.Events[0].Id, first.Token, Fault, _bench.Now.AddHours(1)));
        Assert.Empty((await _bench.ClaimAsync()).Which);
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["1#2"], (await _bench.ClaimAsync()).Which);
    }

    [Fact]
    public async Task Each_target_has_a_queue_of_its_own()
    {
        await _bench.HappenAsync(1, 1);
        await _bench.DeliverAsync((await _bench.ClaimAsync("site")).Lease);
        Assert.Equal(["1#1"], (await _bench.ClaimAsync("till")).Which);
        Assert.Equal(["1#2"], (await _bench.ClaimAsync("site")).Which);
    }

    [Fact]
    public async Task Who_is_frozen_loses_the_event_and_its_late_word_changes_nothing()
    {
        await _bench.HappenAsync(1);
        var (late, _) = await _bench.ClaimAsync();
        Assert.Equal(0, await _bench.Claims.TakeBackAsync(all: false, _bench.Now));
        _bench.Clock.Advance(_bench.Options.Lease);
        Assert.Equal(1, await _bench.Claims.TakeBackAsync(all: false, _bench.Now));
        var (again, which) = await _bench.ClaimAsync();
        Assert.Equal(["1#1"], which);
        Assert.Equal(2, again.Events[0].Attempts);
        var id = late.Events[0].Id;
        Assert.False(await _bench.Claims.DeliveredAsync(id, late.Token, 200, _bench.Now));
        Assert.False(await _bench.Claims.GiveUpAsync(id, late.Token, Fault, "site", _bench.Now));
        Assert.Equal(0, await _bench.Claims.ReleaseAsync(late.Token, id, _bench.Now));
        Assert.True(await _bench.Claims.DeliveredAsync(id, again.Token, 200, _bench.Now));
    }

    [Fact]
    public async Task A_new_host_takes_all_back_at_once_and_a_try_that_was_none_does_not_count()
    {
        await _bench.HappenAsync(1);
        await _bench.ClaimAsync();
        Assert.Equal(1, await _bench.Claims.TakeBackAsync(all: true, _bench.Now));
        var (lease, _) = await _bench.ClaimAsync();
        Assert.Equal(1, await _bench.Claims.ReleaseAsync(lease.Token, lease.Events[0].Id, _bench.Now));
        Assert.Equal(2, (await _bench.ClaimAsync()).Lease.Events[0].Attempts);
    }

    [Fact]
    public async Task What_is_given_up_lets_the_next_go_and_a_person_hears_of_it_once_a_day()
    {
        await _bench.HappenAsync(1, 1, 1);
        for (var i = 0; i < 2; i++)
        {
            var (lease, _) = await _bench.ClaimAsync();
            Assert.True(await _bench.Claims.GiveUpAsync(lease.Events[0].Id, lease.Token, Fault, "site", _bench.Now));
        }
        Assert.Equal(["1#3"], (await _bench.ClaimAsync()).Which);
        Assert.Equal(
            1,
            await _bench.Temporary.ScalarAsync<long>("select count(*) from alerts where kind = 'EventGivenUp'")
        );
    }

    [Fact]
    public async Task Told_again_they_go_out_in_their_old_order_before_what_is_newer()
    {
        await _bench.HappenAsync(1, 1);
        await _bench.DeliverAsync((await _bench.ClaimAsync()).Lease);
        var (lease, _) = await _bench.ClaimAsync();
        await _bench.Claims.GiveUpAsync(lease.Events[0].Id, lease.Token, Fault, "site", _bench.Now);
        await _bench.HappenAsync(1);
        var site = _bench.Options.Targets[0];
        Assert.Equal(2, await _bench.Query.ReplayAsync(new EventFilter { MemberId = 1 }, site, _bench.Now));
        foreach (var expected in new[] { "1#1", "1#2", "1#3" })
        {
            (lease, var which) = await _bench.ClaimAsync();
            Assert.Equal([expected], which);
            Assert.Equal(1, lease.Events[0].Attempts);
            await _bench.DeliverAsync(lease);
        }
    }

    [Fact]
    public async Task A_new_target_can_be_told_what_happened_before_it_was_one()
    {
        await _bench.HappenAsync(1, 1);
        var late = new EventTarget { Name = "late" };
        Assert.Equal(2, await _bench.Query.ReplayAsync(new EventFilter { Since = _bench.Now }, late, _bench.Now));
        Assert.Equal(0, await _bench.Query.ReplayAsync(new EventFilter { Since = _bench.Now }, late, _bench.Now));
        Assert.Equal(["1#1"], (await _bench.ClaimAsync("late")).Which);
    }

    [Fact]
    public async Task A_listing_narrows_by_what_is_asked()
    {
        await _bench.HappenAsync(1, 2);
        await _bench.DeliverAsync((await _bench.ClaimAsync("till")).Lease);
        Assert.Equal(4, (await _bench.Query.ListAsync(new EventFilter())).Count);
        var one = Assert.Single(
            await _bench.Query.ListAsync(
                new EventFilter
                {
                    MemberId = 2,
                    State = "delivered",
                    Target = "till",
                    Type = EventType.MemberProfileChanged,
                    Since = _bench.Now,
                }
            )
        );
        Assert.Equal(("till", 1, 200, "name,birthday"), (one.Target, one.Attempts, one.Status, one.Changed));
        Assert.Equal(2, (await _bench.Query.ListAsync(new EventFilter { EventId = one.EventId })).Count);
        Assert.Equal(one.EventId, (await _bench.Query.ListAsync(new EventFilter { Limit = 1 }))[0].EventId);
    }
}
