using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Replies;
using SmsActivation.Tests.Campaigns;
using SmsActivation.Worker.Ops.Campaigns;

namespace SmsActivation.Tests.Ops;

public sealed class CampaignForesightsTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new();
    private CampaignForesights _foresights = null!;

    public Task InitializeAsync()
    {
        _foresights = new CampaignForesights(
            _bench.Campaigns,
            new CampaignLook(_bench.Database, new CampaignOptions(), _bench.Options),
            new CampaignOptions(),
            new ReplyOptions { Example = "" },
            _bench.Spine.Clock
        );
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _foresights.Dispose();
        await _bench.DisposeAsync();
    }

    [Theory]
    [InlineData("update campaigns set made_by = 'clara'", false)]
    [InlineData("update campaigns set version = version + 1 where name = 'spring'", true)]
    [InlineData("update campaigns set state = 'Running' where name = 'summer'", true)]
    [InlineData("delete from campaigns where name = 'autumn'", true)]
    public async Task A_list_is_read_again_only_when_something_of_it_may_have_changed(string change, bool again)
    {
        await _bench.ReadyAsync(recipients: 3);
        await _bench.ReadyAsync(recipients: 0, name: "summer");
        var autumn = await _bench.ReadyAsync(recipients: 0, name: "autumn");
        await _bench.Spine.Temporary.ExecuteAsync("delete from campaign_texts where campaign_id = @Id", autumn);
        Assert.Equal(3, await TextsAsync());
        // Nobody does so behind the pages' back: whoever sees it has read the list again.
        await _bench.Spine.Temporary.ExecuteAsync("update campaign_recipients set state = 'Dropped' where line = 1");
        Assert.Equal(3, await TextsAsync());
        await _bench.Spine.Temporary.ExecuteAsync(change);
        Assert.Equal(again ? 2 : 3, await TextsAsync());
    }

    [Fact]
    public async Task It_stands_for_ten_minutes_and_its_hours_are_of_now()
    {
        await _bench.ReadyAsync(recipients: 3);
        var first = await ReadAsync();
        await _bench.Spine.Temporary.ExecuteAsync("update campaign_recipients set state = 'Dropped' where line = 1");
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(9));
        var second = await ReadAsync();
        Assert.Equal(
            (3, first.Forecast.EndsAt + TimeSpan.FromMinutes(9)),
            (second.Estimate.Texts, second.Forecast.EndsAt)
        );
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await TextsAsync());
    }

    private async Task<long> TextsAsync() => (await ReadAsync()).Estimate.Texts;

    private async Task<CampaignForesight> ReadAsync() =>
        (await _foresights.ReadAsync(await _bench.FindAsync(), CancellationToken.None))!;
}
