using SmsActivation.Core.Alerts;
using SmsActivation.Core.Staff;

namespace SmsActivation.Tests.Alerts;

public sealed class AlertStoreTests : IAsyncLifetime
{
    private static readonly Alert Dead = new(AlertKind.DeadTexts, "", 2);
    private readonly AlertBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task What_is_raised_stands_once_and_is_seen_again()
    {
        Assert.True(await _bench.Store.RaiseAsync(Dead, _bench.Now));
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(await _bench.Store.RaiseAsync(Dead, _bench.Now));
        Assert.True(await _bench.Store.RaiseAsync(new Alert(AlertKind.ApiKeySuspended, "till"), _bench.Now));
        var standing = await _bench.Store.StandingAsync();
        Assert.Equal(
            [(AlertKind.DeadTexts, "", (long?)2), (AlertKind.ApiKeySuspended, "till", null)],
            standing.Select(alert => (alert.Kind, alert.Subject, alert.Figure))
        );
        Assert.Equal((_bench.Now.AddMinutes(-5), _bench.Now), (standing[0].RaisedAt, standing[0].LastSeenAt));
    }

    [Fact]
    public async Task Of_hosts_that_raise_it_at_once_one_does()
    {
        var raised = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _bench.Store.RaiseAsync(Dead, _bench.Now)));
        Assert.Single(raised, one => one);
        await _bench.OneAsync();
    }

    [Fact]
    public async Task It_stands_with_its_newest_figure_until_it_is_over_and_can_be_raised_again()
    {
        Assert.Equal([Dead], await _bench.LookAsync(Dead));
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await _bench.LookAsync(Dead with { Figure = 5, Usual = 1 }));
        var stands = await _bench.OneAsync();
        Assert.Equal((5, 1, _bench.Now), (stands.Figure, stands.Usual, stands.LastSeenAt));
        _bench.Clock.Advance(_bench.Options.ClearAfter);
        await _bench.LookAsync();
        Assert.Empty(await _bench.Store.StandingAsync());
        Assert.Equal([Dead], await _bench.LookAsync(Dead));
    }

    [Fact]
    public async Task What_was_seen_again_since_the_look_is_not_over()
    {
        await _bench.LookAsync(Dead);
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        var changes = AlertChanges.Between(await _bench.Store.StandingAsync(), [], _bench.Options, _bench.Now);
        Assert.Single(changes.Over);
        await _bench.Store.RaiseAsync(Dead, _bench.Now);
        await _bench.Store.ApplyAsync(changes, _bench.Now);
        await _bench.OneAsync();
    }

    [Fact]
    public async Task Who_acknowledges_it_is_in_the_book_and_the_second_one_is_not()
    {
        await _bench.LookAsync(Dead);
        var alert = await _bench.OneAsync();
        Assert.True(await _bench.Query.AcknowledgeAsync(alert.Id, new Actor(7, "Ann"), "on it", _bench.Now));
        Assert.False(await _bench.Query.AcknowledgeAsync(alert.Id, new Actor(8, "Bob"), null, _bench.Now));
        Assert.False(await _bench.Query.AcknowledgeAsync(alert.Id + 1, new Actor(8, "Bob"), null, _bench.Now));
        var stands = Assert.Single(await _bench.Query.StandingAsync());
        Assert.Equal(("Ann", _bench.Now), (stands.AcknowledgedBy, stands.AcknowledgedAt));
        Assert.Equal(
            1,
            await _bench.Temporary.ScalarAsync<int>(
                """
                select count(*) from staff_acts
                where kind = 'AlertAcknowledged' and staff_name = 'Ann' and reason = 'on it'
                    and detail = '2 texts could not be handled'
                """
            )
        );
    }

    [Fact]
    public async Task The_most_severe_come_first()
    {
        await _bench.LookAsync(new Alert(AlertKind.RefusalsJump, "UnknownCard", 40, 5));
        await _bench.LookAsync(Dead);
        Assert.Equal(
            [AlertKind.DeadTexts, AlertKind.RefusalsJump],
            (await _bench.Query.StandingAsync()).Select(alert => alert.Kind)
        );
    }

    [Fact]
    public async Task A_kind_of_a_newer_version_is_left_to_it()
    {
        await _bench.Temporary.ExecuteAsync(
            """
            insert into alerts (kind, subject, raised_at, last_seen_at, tell_at)
            values ('OfTomorrow', '', @Now, @Now, @Now)
            """,
            new { _bench.Now }
        );
        Assert.Empty(await _bench.Store.StandingAsync());
        Assert.Empty(await _bench.TellAsync());
    }
}
