using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Tests.Activation;
using SmsActivation.Worker.Campaigns;
using SmsActivation.Worker.Hosts;

namespace SmsActivation.Tests.Campaigns.Results;

public sealed class CampaignCreditsTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    /// <summary>As where many hosts draw ids: one comes to light below another that was looked at before.</summary>
    [Fact]
    public async Task An_activation_that_is_committed_late_is_credited_all_the_same()
    {
        var spring = await _bench.RunAsync(2);
        await _bench.FeedAsync(spring);
        await _bench.SendAsync();
        for (var i = 0; i < 2; i++)
        {
            await _bench.Spine.AddCardAsync(Spine.Card(i));
            await _bench.Spine.SayAsync(CampaignBench.Phone(i), Spine.Card(i));
        }
        var late = (await new CreditStore(_bench.Database, _bench.Options).ActivationsAsync(0))[0];
        await SetOutcomeAsync(late, "Unprocessed");
        var credits = new CampaignCredits(
            new CreditStore(_bench.Database, _bench.Options),
            new SomeEngine(takesManyHosts: true),
            new Neighbours(alone: true, _bench.Spine.Clock),
            _bench.Spine.Clock,
            NullLogger<CampaignCredits>.Instance
        );
        await credits.PassAsync(CancellationToken.None);
        Assert.Equal(1, (await _bench.Report.ReadAsync(spring.Id)).Activated);
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(4));
        await SetOutcomeAsync(late, "Activated");
        await credits.PassAsync(CancellationToken.None);
        Assert.Equal(2, (await _bench.Report.ReadAsync(spring.Id)).Activated);
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await credits.PassAsync(CancellationToken.None);
        Assert.True(await new CreditStore(_bench.Database, _bench.Options).MarkAsync() > late);
    }

    private Task SetOutcomeAsync(long id, string outcome) =>
        _bench.Spine.Temporary.ExecuteAsync(
            "update activation_log set outcome = @outcome where id = @id",
            new { id, outcome }
        );
}
