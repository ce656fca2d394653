using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Events;
using SmsActivation.Core.Privacy;
using SmsActivation.Worker.Campaigns;
using SmsActivation.Worker.Hosts;

namespace SmsActivation.Tests.Campaigns.Results;

public sealed class CampaignResultsTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new() { Options = Options() };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_reported_is_what_a_plain_recount_finds(int seed)
    {
        var run = new MixedRun(_bench, seed);
        var credits = Credits();
        await run.RunAsync();
        await credits.PassAsync(CancellationToken.None);
        await run.GoOnAsync();
        await credits.PassAsync(CancellationToken.None);

        var recount = await Recount.OfAsync(_bench.Database);
        foreach (var campaign in new[] { run.Spring, run.Summer })
        {
            var results = await ReadAsync(campaign);
            Assert.Equal(recount.Activated(campaign.Id), Recount.Lines(results.Rows.SelectMany(Activations)));
            Assert.Equal(recount.Texts(campaign.Id).Sum(CountOf), results.Total.Texts);
            Assert.Equal(
                Added(recount.Texts(campaign.Id), state: "delivered"),
                Recount.Lines(results.Rows.SelectMany(row => Times(row.Delivered, $"{row.Day} {row.Batch}")))
            );
            Assert.Equal(recount.OptedOut(campaign.Id), results.Total.OptedOut);
            Assert.Equal(results.Figures.OptedOut, results.Total.OptedOut);
            Assert.Equal(results.Figures.Activated, results.Total.Activated);
            Assert.Equal(recount.SignedIn(campaign.Id), results.Total.SignedIn);
            Assert.Equal(
                (recount.Compared(campaign.Id, "Fed", "Dropped"), recount.Compared(campaign.Id, "Control")),
                (results.Lift.Texted.Part, results.Lift.Control.Part)
            );
            Assert.Equal(results.Figures.Of(RecipientState.Control), results.Lift.Control.Of);
        }
        // Chance has left nothing out.
        var both = ResultRow.Sum([(await ReadAsync(run.Spring)).Total, (await ReadAsync(run.Summer)).Total]);
        Assert.All(
            new[] { both.ByKeyword, both.ByCard, both.ByPhone, both.OptedOut, both.Failed, both.Sent, both.SignedIn },
            count => Assert.NotEqual(0, count)
        );
    }

    [Fact]
    public async Task Lists_that_are_emptied_and_people_who_are_erased_leave_the_results_as_they_were()
    {
        var run = new MixedRun(_bench, seed: 1);
        await run.RunAsync();
        await Credits().PassAsync(CancellationToken.None);
        await _bench.Runs.StopAsync(run.Summer.Id, new(Id: null, "boris"), "over", _bench.Now);
        // Not counted apart: those who were never texted.
        await _bench.Spine.Temporary.ExecuteAsync("delete from campaign_recipients where state = 'Waiting'");
        var before = await ReadAsync(run.Spring);
        var people = new PersonStore(_bench.Database, new OptOutKey("a key of the tests, 16 signs"), EventOutbox.Off);
        for (var i = 0; i < 10; i++)
            await people.EraseAsync(CampaignBench.Phone(i), hostIsLive: false, _bench.Now);
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(91));
        var retention = new RetentionStore(_bench.Database, new RetentionOptions());
        // Spring's list is not old yet: sign-ins go before it.
        while (await retention.ClearAsync(Retained.Sessions, _bench.Now) > 0) { }
        Assert.Equal(before.Rows, (await ReadAsync(run.Spring)).Rows);
        while (await retention.ClearAsync(Retained.CampaignPhones, _bench.Now) > 0) { }

        var after = await ReadAsync(run.Spring);
        Assert.NotEqual(0, after.Total.Activated);
        Assert.NotEqual(0, after.Total.OptedOut);
        Assert.NotEqual(0, after.Total.SignedIn);
        Assert.Equal(0, await _bench.Spine.Temporary.ScalarAsync<int>("select count(*) from account_sessions"));
        Assert.Equal(before.Rows, after.Rows);
        Assert.Equal(before.Lift, after.Lift);
    }

    [Fact]
    public async Task What_is_billed_is_priced_by_country_and_what_has_no_price_is_said()
    {
        var run = new MixedRun(_bench, seed: 1);
        await run.RunAsync();
        await _bench.Spine.Temporary.ExecuteAsync(
            "update campaign_recipients set country = case when line % 2 = 0 then 'US' else 'CA' end"
        );
        await _bench.Spine.Temporary.ExecuteAsync("update outbound_messages set segments = 2 where campaign_id = 1");
        var total = (await ReadAsync(run.Spring)).Total;
        var billed = await _bench.Spine.Temporary.ScalarAsync<int>(
            """
            select count(*) from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
            where r.campaign_id = 1 and r.country = 'US' and o.state in ('sent', 'delivered', 'undelivered')
            """
        );
        Assert.Equal(billed * 2 * 0.01m, total.Cost);
        Assert.Equal(total.Segments - (billed * 2), total.Unpriced);
        Assert.Equal(0, total.Unmeasured);
    }

    private Task<CampaignResults> ReadAsync(Campaign campaign) =>
        new ResultsReader(
            _bench.Database,
            _bench.Report,
            new CampaignOptions { Prices = { ["US"] = "0.01" } },
            _bench.Options
        ).ReadAsync(campaign.Id);

    private CampaignCredits Credits() =>
        new(
            new CreditStore(_bench.Database, _bench.Options),
            new SomeEngine(takesManyHosts: false),
            new Neighbours(alone: true, _bench.Spine.Clock),
            _bench.Spine.Clock,
            NullLogger<CampaignCredits>.Instance
        );

    private static CampaignPaceOptions Options() => new() { ApprovalAbove = int.MaxValue, MinGap = TimeSpan.Zero };

    private static IEnumerable<string> Activations(ResultRow row) =>
        [
            .. Times(row.ByKeyword, $"{row.Day} Keyword {row.Batch}"),
            .. Times(row.ByCard, $"{row.Day} Card {row.Batch}"),
            .. Times(row.ByPhone, $"{row.Day} Phone {row.Batch}"),
        ];

    private static IEnumerable<string> Times(int times, string line) => Enumerable.Repeat(line, times);

    private static int CountOf(string line) => int.Parse(line.Split(": ")[1]);

    private static IReadOnlyList<string> Added(IReadOnlyList<string> lines, string state) =>
        Recount.Lines(
            lines
                .Where(line => line.Contains($" {state}:", StringComparison.Ordinal))
                .SelectMany(line => Times(CountOf(line), line.Split($" {state}:")[0]))
        );
}
