using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Tests.Campaigns;
using SmsActivation.Worker.Ops.Campaigns;

namespace SmsActivation.Tests.Ops;

public sealed class CampaignCountsTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task A_long_count_is_waited_for_by_nobody_and_made_again_only_after_a_while()
    {
        var spring = await _bench.RunAsync(3);
        await _bench.FeedAsync(spring);
        await using var slow = new SlowDatabase(_bench.Database);
        var clock = _bench.Spine.Clock;
        var options = new CampaignOptions();
        var counts = new CampaignCounts(
            new ResultsReader(slow, new CampaignReport(slow, _bench.Options), options, _bench.Options),
            _bench.Report,
            new SeriesReport(slow),
            _bench.Campaigns,
            clock
        );
        var none = await counts.ReadAsync(spring);
        Assert.Null(none.Age);
        Assert.Equal(3, none.Results.Figures.Of(RecipientState.Fed));
        Assert.Equal(0, none.Results.Total.Texts);

        clock.Advance(TimeSpan.FromSeconds(2));
        slow.LetGo();
        var first = await counts.ReadAsync(spring);
        Assert.Equal((3, TimeSpan.FromSeconds(2)), (first.Results.Total.Texts, first.Age!.Value));
        // It took two seconds: for forty from its beginning it stands.
        await _bench.SendAsync();
        clock.Advance(TimeSpan.FromSeconds(37));
        var old = await counts.ReadAsync(spring);
        Assert.Equal((3, TimeSpan.FromSeconds(39)), (old.Results.Total.Queued, old.Age!.Value));
        clock.Advance(TimeSpan.FromSeconds(1));
        var anew = await counts.ReadAsync(spring);
        Assert.Equal((3, TimeSpan.Zero), (anew.Results.Total.Sent, anew.Age!.Value));
    }

    [Fact]
    public async Task A_campaign_that_stands_otherwise_is_counted_anew_at_once()
    {
        var spring = await _bench.RunAsync(3);
        var counts = new RestedCounts<int>(_bench.Spine.Clock);
        Assert.Equal(1, (await counts.ReadAsync(spring, () => SlowlyAsync(1)))!.Count);
        Assert.Equal(1, (await counts.ReadAsync(spring, () => SlowlyAsync(2)))!.Count);
        var stopped = spring with { State = CampaignState.Stopped };
        Assert.Equal(3, (await counts.ReadAsync(stopped, () => SlowlyAsync(3)))!.Count);

        Task<int> SlowlyAsync(int count)
        {
            _bench.Spine.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(count);
        }
    }
}
