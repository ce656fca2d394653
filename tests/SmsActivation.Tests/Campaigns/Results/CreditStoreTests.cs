using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Campaigns.Results;

public sealed class CreditStoreTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new();
    private CreditStore Store => new(_bench.Database, _bench.Options);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task An_activation_is_credited_once_however_many_hosts_look_at_it()
    {
        await TextedAsync(3);
        for (var i = 0; i < 3; i++)
            await _bench.Spine.SayAsync(CampaignBench.Phone(i), Spine.Card(i));
        var ids = await Store.ActivationsAsync(0);
        var written = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Store.CreditAsync(ids)));
        Assert.Equal(3, written.Sum());
        Assert.Equal(0, await Store.CreditAsync(ids));
        Assert.Equal(3, (await _bench.Report.ReadAsync(1)).Activated);
    }

    [Fact]
    public async Task The_first_look_begins_where_the_first_campaign_did()
    {
        await _bench.Spine.AddCardAsync(Spine.Card(0));
        await _bench.Spine.SayAsync("+12015559999", Spine.Card(0));
        Assert.Equal(await Store.NewestAsync(), await Store.MarkAsync());
        _bench.Spine.Clock.Advance(TimeSpan.FromHours(1));
        await TextedAsync(1, firstCard: 1);
        await _bench.Spine.SayAsync(CampaignBench.Phone(0), Spine.Card(1));
        Assert.Equal(await Store.NewestAsync() - 1, await Store.MarkAsync());
        Assert.Single(await Store.ActivationsAsync(await Store.MarkAsync()));
    }

    [Fact]
    public async Task A_text_that_never_left_has_no_credit()
    {
        var spring = await _bench.RunAsync(1);
        await _bench.FeedAsync(spring);
        await _bench.Spine.AddCardAsync(Spine.Card(0));
        await _bench.Spine.SayAsync(CampaignBench.Phone(0), Spine.Card(0));
        Assert.Equal(0, await Store.CreditAsync(await Store.ActivationsAsync(0)));
        Assert.Equal(0, (await _bench.Report.ReadAsync(spring.Id)).Activated);
    }

    [Fact]
    public async Task The_mark_never_goes_back()
    {
        await Store.MoveMarkAsync(7);
        await Store.MoveMarkAsync(5);
        Assert.Equal(7, await Store.MarkAsync());
        await Store.MoveMarkAsync(9);
        Assert.Equal(9, await Store.MarkAsync());
    }

    [Fact]
    public async Task Whoever_is_held_out_counts_beside_whoever_waits_for_their_turn()
    {
        var spring = await _bench.ReadyAsync(2, control: 50, keyword: "SPRING");
        await _bench.AddAsync(spring.Id, CampaignBench.Phone(9), line: 9, state: "Control", card: Spine.Card(9));
        await _bench.Runs.StartAsync(spring.Id, new(Id: null, "boris"), _bench.Now);
        foreach (var card in new[] { 1, 9 })
            await _bench.Spine.AddCardAsync(Spine.Card(card));
        await _bench.Spine.SayAsync(CampaignBench.Phone(1), Spine.Card(1));
        await _bench.Spine.SayAsync("+12015559999", Spine.Card(9));
        Assert.Equal(0, await Store.CreditAsync(await Store.ActivationsAsync(0)));
        // Their turn comes, and they are not texted any more.
        await _bench.FeedAsync(await _bench.FindAsync());
        var results = await new ResultsReader(
            _bench.Database,
            _bench.Report,
            new CampaignOptions(),
            _bench.Options
        ).ReadAsync(spring.Id);
        Assert.Equal((new Share(1, 2), new Share(1, 1)), (results.Lift.Texted, results.Lift.Control));
    }

    private async Task TextedAsync(int people, int firstCard = 0)
    {
        var spring = await _bench.RunAsync(people);
        await _bench.FeedAsync(spring);
        await _bench.RepliesArriveAsync();
        await _bench.SendAsync();
        for (var i = 0; i < people; i++)
            await _bench.Spine.AddCardAsync(Spine.Card(firstCard + i));
    }
}
