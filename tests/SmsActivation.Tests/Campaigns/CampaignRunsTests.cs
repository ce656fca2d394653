using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Staff;

namespace SmsActivation.Tests.Campaigns;

public sealed class CampaignRunsTests : IAsyncLifetime
{
    private static readonly Actor By = new(Id: null, "boris");
    private readonly CampaignBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task A_stop_beats_what_is_queued_and_what_was_claimed()
    {
        var spring = await _bench.RunAsync(recipients: 30);
        await _bench.FeedAsync(spring);
        var got = await _bench.SendAsync(most: 3);
        var claimed = await _bench.ClaimAsync(most: 2);
        Assert.True(await _bench.Runs.StopAsync(spring.Id, By, "wrong link", _bench.Now));

        Assert.Empty(await _bench.ClaimAsync());
        foreach (var lease in claimed)
        {
            Assert.False(await _bench.Spine.Sends.BeginAsync(lease, "text", password: null, _bench.Now));
            Assert.Equal(1, await _bench.Spine.SendClaims.HandBackAsync(lease, _bench.Now));
        }
        Assert.Equal(2, await _bench.Returns.TidyAsync(_bench.Now));
        Assert.Equal(new FeedResult.NotOurs(), await _bench.FeedAsync(spring));
        Assert.Equal((3, 7), (await _bench.TextsAsync("sent"), await _bench.TextsAsync("failed")));
        Assert.Equal((27, 3), (await _bench.CountAsync("Waiting"), await _bench.CountAsync("Fed")));
        // The phones are free for a reply.
        Assert.Equal(
            0,
            await _bench.Spine.Temporary.ScalarAsync<int>(
                "select count(*) from conversations where send_token is not null"
            )
        );
        var stopped = await _bench.FindAsync();
        Assert.Equal(
            (CampaignState.Stopped, By.Name, "wrong link"),
            (stopped.State, stopped.EndedBy, stopped.EndReason)
        );
        Assert.Equal(got.Select(lease => lease.Text.Sender), await WhoAsync(unknown: false));
    }

    [Fact]
    public async Task A_text_under_way_at_the_stop_comes_to_its_own_end()
    {
        var spring = await _bench.RunAsync(recipients: 1);
        await _bench.FeedAsync(spring);
        var lease = Assert.Single(await _bench.ClaimAsync());
        await _bench.Spine.Sends.BeginAsync(lease, "text", password: null, _bench.Now);
        await _bench.Runs.StopAsync(spring.Id, By, "wrong link", _bench.Now);
        Assert.Equal(CampaignBench.Phone(0), Assert.Single(await WhoAsync(unknown: true)));
        await _bench.Spine.Sends.AcceptedAsync(lease, "SM1", _bench.Now);
        Assert.Equal(CampaignBench.Phone(0), Assert.Single(await WhoAsync(unknown: false)));
        Assert.Empty(await WhoAsync(unknown: true));
    }

    [Fact]
    public async Task A_pause_holds_all_of_it_and_resuming_goes_on_where_it_was()
    {
        var spring = await _bench.RunAsync(recipients: 15);
        await _bench.FeedAsync(spring);
        var claimed = await _bench.ClaimAsync(most: 1);
        Assert.True(await _bench.Runs.PauseAsync(spring.Id, By, _bench.Now));
        Assert.False(await _bench.Runs.PauseAsync(spring.Id, By, _bench.Now));
        Assert.False(await _bench.Spine.Sends.BeginAsync(claimed[0], "text", password: null, _bench.Now));
        await _bench.Spine.SendClaims.HandBackAsync(claimed[0], _bench.Now);
        Assert.Empty(await _bench.ClaimAsync());
        await _bench.Returns.TidyAsync(_bench.Now);
        Assert.Equal((15, 0), (await _bench.CountAsync("Waiting"), await _bench.CountAsync("Fed")));

        Assert.True(await _bench.Runs.ResumeAsync(spring.Id, By, _bench.Now));
        var again = await _bench.FindAsync();
        Assert.Equal((CampaignState.Running, null, null), (again.State, again.EndedBy, again.EndedAt));
        await _bench.FeedAsync(again);
        Assert.Equal(10, (await _bench.SendAsync()).Count);
    }

    [Fact]
    public async Task Only_what_is_ready_starts_and_what_is_stopped_never_goes_on()
    {
        var spring = await _bench.ReadyAsync(recipients: 1);
        Assert.False(await _bench.Runs.PauseAsync(spring.Id, By, _bench.Now));
        Assert.False(await _bench.Runs.StopAsync(spring.Id, By, "r", _bench.Now));
        Assert.True(await _bench.Runs.StartAsync(spring.Id, By, _bench.Now));
        Assert.False(await _bench.Runs.StartAsync(spring.Id, By, _bench.Now));
        Assert.True(await _bench.Runs.StopAsync(spring.Id, By, "r", _bench.Now));
        Assert.False(await _bench.Runs.ResumeAsync(spring.Id, By, _bench.Now));
        Assert.False(await _bench.Runs.StartAsync(spring.Id, By, _bench.Now));
    }

    [Fact]
    public async Task A_restored_copy_sends_no_campaign_on()
    {
        await _bench.RunAsync(recipients: 5);
        await _bench.ReadyAsync(recipients: 5, name: "summer", first: 50);
        await _bench.FeedAsync(await _bench.FindAsync());
        await _bench.Spine.Temporary.ExecuteAsync(
            "insert into facts (name, value) values ('installed_at', '2026-01-01')"
        );
        Assert.True(
            await new RestoreStore(_bench.Database, new OutboxOptions()).TryBeginAsync(
                _bench.Now - TimeSpan.FromHours(1),
                _bench.Now
            )
        );
        var campaigns = await _bench.Campaigns.ListAsync();
        Assert.Equal(["summer", "spring"], campaigns.Select(campaign => campaign.Name));
        Assert.All(campaigns, campaign => Assert.Equal(CampaignState.Stopped, campaign.State));
        Assert.Empty(await _bench.ClaimAsync());
    }

    [Fact]
    public async Task A_large_one_needs_the_word_of_somebody_who_did_not_make_it()
    {
        var campaign = await _bench.ReadyAsync(recipients: 3);
        var runs = new CampaignRuns(_bench.Database, new CampaignPaceOptions { ApprovalAbove = 2 });
        Assert.False(await runs.StartAsync(campaign.Id, By, _bench.Now));
        Assert.False(await runs.ApproveAsync(campaign.Id, By with { Name = campaign.MadeBy }, _bench.Now));
        await _bench.Spine.Temporary.ExecuteAsync("update campaigns set loaded_by = 'carla'");
        Assert.False(await runs.ApproveAsync(campaign.Id, By with { Name = "carla" }, _bench.Now));
        Assert.False(await runs.StartAsync(campaign.Id, By, _bench.Now));
        Assert.True(await runs.ApproveAsync(campaign.Id, By, _bench.Now));
        Assert.Equal(By.Name, (await _bench.Campaigns.FindAsync(campaign.Id))!.ApprovedBy);
        Assert.True(await runs.StartAsync(campaign.Id, By, _bench.Now));
        Assert.Equal(
            ["CampaignApproved", "CampaignStarted"],
            await _bench.Database.ReadAsync(session =>
                session.QueryAsync<string>("select kind from staff_acts order by id")
            )
        );
    }

    private async Task<IReadOnlyList<string>> WhoAsync(bool unknown)
    {
        var phones = new List<string>();
        await foreach (var one in CampaignWho.Of(_bench.Database, await _bench.FindAsync(), unknown))
            phones.Add(one.Phone);
        return phones;
    }
}
