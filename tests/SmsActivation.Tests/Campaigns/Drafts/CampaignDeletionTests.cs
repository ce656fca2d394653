using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Loads;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Staff;

namespace SmsActivation.Tests.Campaigns.Drafts;

public sealed class CampaignDeletionTests : IAsyncLifetime
{
    private static readonly Actor Boris = new(Id: null, "boris");
    private readonly CampaignBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task All_that_stands_with_it_goes_and_the_book_says_who_did_it()
    {
        var spring = await _bench.ReadyAsync(recipients: 30, kind: CampaignKind.Reminder);
        var other = await _bench.ReadyAsync(recipients: 2, name: "other", first: 100);
        await new CampaignLoadStore(_bench.Database).BeginAsync(
            spring.Id,
            LoadSource.File,
            "list.csv",
            "anna",
            "host-a",
            _bench.Now
        );
        await _bench.Spine.Temporary.ExecuteAsync(
            """
            insert into campaign_left_out (campaign_id, line, value, reason) values (@Id, 7, 'what', 'NotAPhone');
            insert into campaign_tests (campaign_id, outbound_id, sent_by, sent_at) values (@Id, 1, 'anna', @Now);
            insert into campaign_steps (campaign_id, step, gap_seconds) values (@Id, 5, 60)
            """,
            new { spring.Id, _bench.Now }
        );
        Assert.True(await DeleteAsync(spring));
        Assert.Equal(
            ("other", 2),
            (
                Assert.Single(await _bench.Campaigns.ListAsync()).Name,
                await _bench.Spine.Temporary.ScalarAsync<int>("select count(*) from campaign_recipients")
            )
        );
        foreach (var table in new[] { "texts", "steps", "step_texts", "left_out", "loads", "tests" })
            Assert.Equal(
                0,
                await _bench.Spine.Temporary.ScalarAsync<int>(
                    $"select count(*) from campaign_{table} where campaign_id <> @Id",
                    new { other.Id }
                )
            );
        Assert.Equal(
            "boris CampaignDeleted spring",
            await _bench.Spine.Temporary.ScalarAsync<string>(
                "select concat(staff_name, ' ', kind, ' ', detail) from staff_acts"
            )
        );
    }

    [Theory]
    [InlineData("Running")]
    [InlineData("Paused")]
    [InlineData("Stopped")]
    [InlineData("Done")]
    public async Task One_that_has_started_stays_whatever_became_of_it(string state)
    {
        var spring = await _bench.RunAsync(recipients: 1);
        await _bench.Spine.Temporary.ExecuteAsync("update campaigns set state = @state", new { state });
        Assert.False(await DeleteAsync(spring));
        Assert.Equal(state, (await _bench.FindAsync()).State.ToString());
    }

    [Fact]
    public async Task One_whose_list_is_read_or_that_was_changed_since_stays()
    {
        var spring = await _bench.ReadyAsync(recipients: 1);
        Assert.False(await DeleteAsync(spring with { Version = spring.Version + 1 }));
        await _bench.Spine.Temporary.ExecuteAsync(
            "update campaigns set state = 'Loading', feed_token = 'a host', feed_until = @until",
            new { until = _bench.Now + TimeSpan.FromSeconds(10) }
        );
        Assert.False(await DeleteAsync(spring));
        // Its host is gone.
        _bench.Spine.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.True(await DeleteAsync(spring));
    }

    private Task<bool> DeleteAsync(Campaign seen) =>
        new CampaignDeletion(
            _bench.Database,
            new WritePace(TimeProvider.System, () => true),
            _bench.Spine.Clock
        ).DeleteAsync(seen.Id, Boris, seen.Version, CancellationToken.None);
}
