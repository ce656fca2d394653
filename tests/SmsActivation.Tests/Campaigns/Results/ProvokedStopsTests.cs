using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Events;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Staff;

namespace SmsActivation.Tests.Campaigns.Results;

/// <summary>A STOP counts against one campaign, whichever texted the phone before.</summary>
public sealed class ProvokedStopsTests : IAsyncLifetime
{
    private static readonly Actor By = new(Id: null, "boris");
    private static readonly string Phone = CampaignBench.Phone(0);

    private readonly CampaignBench _bench = new()
    {
        Options = new CampaignPaceOptions
        {
            ApprovalAbove = int.MaxValue,
            MinGap = TimeSpan.Zero,
            PauseFrom = 1,
        },
        Then = [new(TimeSpan.FromHours(2), new Dictionary<string, string> { ["en"] = "Once more" })],
    };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    // A and B text the phone (a: in vain; W: a series, w: its next text), S and R are its STOP and START, E empties B's list.
    [Theory]
    [InlineData("A S", "A")]
    [InlineData("A B S", "B")]
    [InlineData("B A S", "A")]
    [InlineData("A b S", "A")]
    [InlineData("a S", "")]
    [InlineData("A S R B S", "A B")]
    [InlineData("A S R B", "A")]
    [InlineData("A S S", "A")]
    [InlineData("A 13d S", "A")]
    [InlineData("A 15d S", "")]
    [InlineData("A 10d B 10d S", "B")]
    [InlineData("W A w S", "W")]
    [InlineData("W A S", "A")]
    [InlineData("A B S E", "B")]
    [InlineData("A B S X", "B")]
    public async Task The_last_that_texted_the_phone_is_answered(string happens, string counted)
    {
        foreach (var what in happens.Split(' '))
        {
            _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
            await (
                what switch
                {
                    "S" => _bench.Spine.SayAsync(Phone, "STOP"),
                    "R" => _bench.Spine.SayAsync(Phone, "START"),
                    "w" => TextAgainAsync(),
                    "E" => EmptyAsync("B"),
                    "X" => EraseAsync(),
                    [_] => TextAsync(what.ToUpperInvariant(), arrives: char.IsUpper(what[0])),
                    _ => Wait(int.Parse(what[..^1])),
                }
            );
        }
        var against = new List<string>();
        foreach (var campaign in await _bench.Campaigns.ListAsync())
            if (await CountAsync(campaign) is var count and > 0)
                against.Add(count == 1 ? campaign.Name : $"{campaign.Name} {count}");
        Assert.Equal(counted, string.Join(' ', against.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Only_the_campaign_that_is_answered_pauses_by_itself()
    {
        await TextAsync("A", arrives: true);
        _bench.Spine.Clock.Advance(TimeSpan.FromSeconds(1));
        await TextAsync("B", arrives: true);
        _bench.Spine.Clock.Advance(TimeSpan.FromSeconds(1));
        await _bench.Spine.SayAsync(Phone, "STOP");
        Assert.Equal((0, 1), (await TroublesAsync("A"), await TroublesAsync("B")));

        async Task<int> TroublesAsync(string name)
        {
            var troubles = await _bench.Watch.TroublesAsync((await _bench.FindAsync(name)).Id, _bench.Now);
            Assert.Equal(1, troubles.Ended);
            return troubles.Stopped;
        }
    }

    private async Task<int> CountAsync(Campaign campaign)
    {
        var figures = await _bench.Report.ReadAsync(campaign.Id);
        var results = await new Core.Campaigns.Results.ResultsReader(
            _bench.Database,
            _bench.Report,
            new CampaignOptions(),
            _bench.Options
        ).ReadAsync(campaign.Id);
        Assert.Equal(figures.OptedOut, results.Total.OptedOut);
        return figures.OptedOut;
    }

    private async Task TextAsync(string name, bool arrives)
    {
        var kind = name == "W" ? CampaignKind.Reminder : CampaignKind.Invite;
        await FeedAsync(await _bench.RunAsync(recipients: 1, name: name, kind: kind), arrives);
    }

    private async Task TextAgainAsync()
    {
        _bench.Spine.Clock.Advance(TimeSpan.FromHours(3));
        await FeedAsync(await _bench.FindAsync("W"), arrives: true);
    }

    private async Task FeedAsync(Campaign campaign, bool arrives)
    {
        Assert.Equal(new FeedResult.Fed(1, 0), await _bench.FeedAsync(campaign));
        await _bench.RepliesArriveAsync();
        var lease = Assert.Single(await _bench.SendAsync());
        await _bench.ReportAsync(lease, arrives ? DeliveryState.Delivered : DeliveryState.Undelivered);
    }

    private Task Wait(int days)
    {
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(days));
        return Task.CompletedTask;
    }

    private async Task EmptyAsync(string name)
    {
        // The other one runs on.
        await _bench.Runs.StopAsync((await _bench.FindAsync(name)).Id, By, "over", _bench.Now);
        await _bench.Spine.Temporary.ExecuteAsync(
            "update campaigns set state = 'Paused' where name <> @name",
            new { name }
        );
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(91));
        var retention = new RetentionStore(_bench.Database, new RetentionOptions());
        Assert.Equal(1, await retention.ClearAsync(Retained.CampaignPhones, _bench.Now));
    }

    private async Task EraseAsync()
    {
        var people = new PersonStore(_bench.Database, new OptOutKey("a key of the tests, 16 signs"), EventOutbox.Off);
        Assert.IsType<Erasure.Done>(await people.EraseAsync(Phone, hostIsLive: false, _bench.Now));
    }
}
