using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Campaigns;
using SmsActivation.Tests.Twilio;

namespace SmsActivation.Tests.Sending;

/// <summary>Campaigns beside replies, on their way to the carrier.</summary>
public sealed class CampaignSendsTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task Campaigns_are_not_counted_against_the_sends_of_replies()
    {
        await using var rig = await SendRig.StartAsync(_bench.Spine, ceiling: 2);
        await _bench.RunAsync(recipients: 10);
        await _bench.FeedAsync(await _bench.FindAsync());
        for (var i = 0; i < 3; i++)
            await _bench.Spine.SayAsync($"+1201555800{i}", "hello");
        await rig.SendAllAsync();
        Assert.Equal(12, rig.Taken);
        Assert.Equal(10, await _bench.TextsAsync("sent"));
    }

    [Fact]
    public async Task A_quarter_of_the_places_is_left_to_replies()
    {
        await using var rig = await SendRig.StartAsync(_bench.Spine);
        Assert.Equal((24, 32), (rig.Sends.CampaignRoom.Most, rig.Sends.CampaignRoom.Places));
    }

    [Theory]
    [InlineData("SHOP", "SHOP")]
    [InlineData(null, "+15551234567")]
    [InlineData("", "+15551234567")]
    public async Task A_campaign_leaves_from_its_own_sender_if_there_is_one(string? sender, string from)
    {
        var twilio = TwilioTestOptions.Good();
        twilio.CampaignSender = sender;
        twilio.Numbers[0].Number = "+15551234567";
        twilio.Numbers[0].ReplyFrom = null;
        var spring = await _bench.RunAsync(recipients: 1);
        var feed = new FeedStore(_bench.Database, new CampaignPaceOptions(), sender);
        await feed.FeedAsync(spring, "host-a", 1, zones: null, CampaignBench.Words(spring), _bench.Now);
        Assert.Equal(from, twilio.SenderOf(Assert.Single(await _bench.ClaimAsync()).Text));
    }
}
