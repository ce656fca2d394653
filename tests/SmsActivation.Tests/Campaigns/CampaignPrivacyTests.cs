using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Events;
using SmsActivation.Core.Privacy;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Campaigns;

/// <summary>Lists of people go as the people do: when somebody is erased, and when their time is over.</summary>
public sealed class CampaignPrivacyTests : IAsyncLifetime
{
    private static readonly string Phone = CampaignBench.Phone(1);
    private readonly CampaignBench _bench = new();

    public async Task InitializeAsync()
    {
        var spring = await _bench.RunAsync(recipients: 3);
        await _bench.Spine.Temporary.ExecuteAsync(
            """
            insert into campaign_left_out (campaign_id, line, value, reason) values (@Id, 99, @Phone, 'Duplicate');
            insert into phone_consents (phone, source, words, given_at) values (@Phone, 'till', 'yes', @Now)
            """,
            new
            {
                spring.Id,
                Phone,
                _bench.Now,
            }
        );
    }

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task Whoever_is_erased_stands_on_no_list_and_is_texted_no_more()
    {
        var people = new PersonStore(_bench.Database, new OptOutKey(key: null), EventOutbox.Off);
        var done = Assert.IsType<Erasure.Done>(await people.EraseAsync(Phone, hostIsLive: false, _bench.Now));
        Assert.Equal(1, done.What.Campaigns);
        Assert.Empty(await EveryColumn.HoldingAsync(_bench.Database, Phone));
        Assert.Equal(1, await _bench.CountAsync("Erased"));
        Assert.Equal(new FeedResult.Fed(2, 0), await _bench.FeedAsync(await _bench.FindAsync()));
    }

    [Fact]
    public async Task An_opt_out_that_outlived_an_erasure_holds_for_a_list_that_knows_nothing_of_it()
    {
        var key = new OptOutKey("a key of the tests, 16 signs or more");
        await _bench.Spine.Temporary.ExecuteAsync(
            "insert into conversations (sender, sms_opted_out_at, created_at) values (@Phone, @Now, @Now)",
            new { Phone, _bench.Now }
        );
        var people = new PersonStore(_bench.Database, key, EventOutbox.Off);
        Assert.IsType<Erasure.Done>(await people.EraseAsync(Phone, hostIsLive: false, _bench.Now));
        var spring = await _bench.FindAsync();
        await _bench.AddAsync(spring.Id, Phone, line: 100);
        var feed = new FeedStore(_bench.Database, _bench.Options, sender: null, key);
        var words = CampaignBench.Words(spring);
        await feed.FeedAsync(spring, "host-a", 1000, zones: null, words, _bench.Now);
        Assert.DoesNotContain(Phone, (await _bench.ClaimAsync()).Select(lease => lease.Text.Sender));
        _bench.Spine.Clock.Advance(FeedRules.Stale);
        await _bench.Returns.TidyAsync(_bench.Now);
        await feed.FeedAsync(spring, "host-a", 1000, zones: null, words, _bench.Now);
        Assert.Equal(1, await _bench.CountAsync("OptedOut"));
    }

    [Fact]
    public async Task A_list_is_kept_while_its_campaign_runs_and_90_days_after()
    {
        var retention = new RetentionStore(_bench.Database, new RetentionOptions());
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal((0, 0), await ClearAsync());
        var spring = await _bench.FindAsync();
        await _bench.Runs.StopAsync(spring.Id, new(Id: null, "boris"), "over", _bench.Now);
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(89));
        Assert.Equal((0, 0), await ClearAsync());
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((3, 1), await ClearAsync());
        Assert.Equal(3, await _bench.CountAsync("TooOld"));
        Assert.Empty(await EveryColumn.HoldingAsync(_bench.Database, CampaignBench.Phone(2)));

        async Task<(int, int)> ClearAsync() =>
            (
                await retention.ClearAsync(Retained.CampaignPhones, _bench.Now),
                await retention.ClearAsync(Retained.CampaignLeftOut, _bench.Now)
            );
    }
}
