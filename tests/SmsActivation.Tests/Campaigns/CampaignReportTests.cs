using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Delivery;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Campaigns;

public sealed class CampaignReportTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task What_came_of_a_campaign_is_counted()
    {
        var spring = await _bench.RunAsync(recipients: 9, perSecond: 22);
        await _bench.AddAsync(spring.Id, "+12015558000", 100, card: Spine.Card(2));
        await _bench.AddAsync(spring.Id, "+12015558001", 101, state: "Control");
        await _bench.AddAsync(spring.Id, "+12015558002", 102);
        await _bench.FeedAsync(spring);
        var sent = await _bench.SendAsync(most: 10);
        await _bench.ReportAsync(sent[0], DeliveryState.Delivered);
        await _bench.ReportAsync(sent[1], DeliveryState.Undelivered, code: 30003);
        await _bench.ReportAsync(sent[2], DeliveryState.Undelivered, code: 30003);
        await _bench.ReportAsync(sent[3], DeliveryState.Failed);
        await _bench.Spine.SayAsync(CampaignBench.Phone(5), "STOP");
        // By phone, and by the card of the list from another phone; not one that came too late.
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        await _bench.Spine.AddCardAsync(Spine.Card(2));
        await _bench.Spine.AddCardAsync(Spine.Card(3));
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(1));
        await _bench.Spine.SayAsync(CampaignBench.Phone(6), Spine.Card(1));
        await _bench.Spine.SayAsync("+12015559998", Spine.Card(2));
        _bench.Spine.Clock.Advance(_bench.Options.ActivatedWithin);
        await _bench.Spine.SayAsync(CampaignBench.Phone(7), Spine.Card(3));

        var credits = new CreditStore(_bench.Database, _bench.Options);
        await credits.CreditAsync(await credits.ActivationsAsync(0));

        var figures = await _bench.Report.ReadAsync(spring.Id);
        Assert.Equal("Control 1, Fed 11", Told(figures.Recipients));
        Assert.Equal("delivered 1, failed 1, queued 1, sent 6, undelivered 2", Told(figures.Texts));
        Assert.Equal("30003 2, no reason given 1", Told(figures.Failed));
        Assert.Equal((1, 2), (figures.OptedOut, figures.Activated));
    }

    [Fact]
    public async Task Who_got_it_comes_page_by_page_and_whole()
    {
        var spring = await _bench.RunAsync(recipients: 0);
        await _bench.Spine.Temporary.ExecuteAsync(
            $"""
            {Numbers.With}
            insert into outbound_messages
                (sender, channel, to_address, template, language, holds_password, state, due_at, created_at)
            select concat('+', 10000 + i), 'Sms', concat('+', 10000 + i), 'Campaign', 'en', 0, 'delivered', @Now, @Now
            from n where i <= 2500 order by i
            """,
            new { _bench.Now }
        );
        await _bench.Spine.Temporary.ExecuteAsync(
            """
            insert into campaign_recipients (campaign_id, line, phone, zones, state, outbound_id, fed_at)
            select @Id, id, sender, 0, 'Fed', id, @Now from outbound_messages
            """,
            new { spring.Id, _bench.Now }
        );
        var seen = 0;
        await foreach (var one in CampaignWho.Of(_bench.Database, spring, unknown: false))
            Assert.Equal(++seen, one.Line);
        Assert.Equal(2500, seen);
    }

    private static string Told(IReadOnlyList<CampaignCount> counts) =>
        string.Join(", ", counts.Select(count => $"{count.What} {count.Count}"));
}
