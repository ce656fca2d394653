using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Staff;

namespace SmsActivation.Tests.Campaigns;

/// <summary>What is told before a start is what happens then.</summary>
public sealed class CampaignOverlapsTests : IAsyncLifetime
{
    private static readonly Actor By = new(Id: null, "boris");
    private readonly CampaignBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task Open_campaigns_that_share_phones_are_told_with_how_many()
    {
        await _bench.ReadyAsync(recipients: 3, name: "one");
        await _bench.ReadyAsync(recipients: 2, name: "far", first: 50);
        Assert.Equal(
            [
                "2 phones of this list are on that of one too, which is ready to start: nobody is texted by both within 7 days.",
            ],
            await ToldAsync(await _bench.ReadyAsync(recipients: 2, first: 1))
        );
    }

    [Fact]
    public async Task Whoever_was_texted_lately_or_is_held_out_is_counted_and_passed_over()
    {
        var before = await _bench.RunAsync(recipients: 3, name: "before");
        await _bench.AddAsync(before.Id, CampaignBench.Phone(3), line: 3, state: "Control");
        await _bench.FeedAsync(before);
        await _bench.SendAsync();
        await _bench.Runs.StopAsync(before.Id, By, "enough", _bench.Now);

        var spring = await _bench.ReadyAsync(recipients: 5);
        Assert.Equal(
            [
                "3 phones of this list were texted by before within the last 7 days, and would be passed over now.",
                "1 phone of this list is held out to be compared with those whom before texts, and would be passed over now.",
            ],
            await ToldAsync(spring)
        );
        await _bench.Runs.StartAsync(spring.Id, By, _bench.Now);
        Assert.Equal(new FeedResult.Fed(1, 4), await _bench.FeedAsync(await _bench.FindAsync()));
    }

    [Fact]
    public async Task After_the_gap_and_the_comparison_nothing_is_told()
    {
        var before = await _bench.RunAsync(recipients: 3, name: "before");
        await _bench.AddAsync(before.Id, CampaignBench.Phone(3), line: 3, state: "Control");
        await _bench.FeedAsync(before);
        await _bench.SendAsync();
        await _bench.Runs.StopAsync(before.Id, By, "enough", _bench.Now);
        _bench.Spine.Clock.Advance(_bench.Options.MinGap);
        var spring = await _bench.ReadyAsync(recipients: 5);
        Assert.Contains(
            "1 phone of this list is held out",
            Assert.Single(await ToldAsync(spring)),
            StringComparison.Ordinal
        );
        _bench.Spine.Clock.Advance(_bench.Options.ActivatedWithin - _bench.Options.MinGap);
        Assert.Empty(await ToldAsync(spring));
    }

    [Fact]
    public async Task A_correction_is_not_told_of_what_it_corrects()
    {
        var wrong = await _bench.RunAsync(recipients: 3, name: "wrong");
        await _bench.FeedAsync(wrong);
        await _bench.SendAsync();
        await _bench.Runs.StopAsync(wrong.Id, By, "wrong link", _bench.Now);
        var right = await _bench.ReadyAsync(recipients: 3, name: "right");
        await _bench.Spine.Temporary.ExecuteAsync(
            "update campaigns set corrects = @wrong, corrects_first = @wrong where id = @right",
            new { wrong = wrong.Id, right = right.Id }
        );
        Assert.Empty(await ToldAsync(await _bench.FindAsync("right")));
    }

    private async Task<IReadOnlyList<string>> ToldAsync(Campaign campaign) =>
        [
            .. (await new CampaignOverlaps(_bench.Database, _bench.Options).OfAsync(campaign, _bench.Now)).SelectMany(
                other => other.Told(_bench.Options.MinGap)
            ),
        ];
}
