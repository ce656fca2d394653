using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Delivery;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Campaigns.Series;

/// <summary>The feeder over days.</summary>
public sealed class SeriesFeederTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new()
    {
        Then =
        [
            new SeriesStep(TimeSpan.FromDays(3), new Dictionary<string, string> { ["en"] = "Again {name}" }),
            new SeriesStep(TimeSpan.FromDays(7), new Dictionary<string, string> { ["en"] = "Last {name}" }),
        ],
    };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task Eleven_days_of_a_series_by_two_hosts_with_pauses_send_each_text_once_and_at_its_time()
    {
        await _bench.RunAsync(recipients: 20, perSecond: 10, kind: CampaignKind.Reminder);
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        using var first = _bench.Feeder();
        using var second = _bench.Feeder();
        var begun = _bench.Now;
        var sent = new List<(string Phone, string Words, TimeSpan At)>();
        var (passes, idle) = (0, 0);
        for (; _bench.Now - begun < TimeSpan.FromDays(11); passes++)
        {
            var running = await first.PassAsync(CancellationToken.None);
            // One dies after the second day.
            if (_bench.Now - begun < TimeSpan.FromDays(2))
                await second.PassAsync(CancellationToken.None);
            foreach (var lease in (await _bench.SendAsync()).Where(lease => lease.Text.IsCampaign))
            {
                sent.Add((lease.Text.Sender, lease.Text.Words!, _bench.Now - begun));
                await _bench.ReportAsync(lease, DeliveryState.Delivered);
            }
            if (passes % 50 == 49)
                await PauseAsync();
            idle += running == 0 ? 1 : 0;
            _bench.Spine.Clock.Advance(running == 0 ? TimeSpan.FromMinutes(10) : TimeSpan.FromMilliseconds(200));
            if (_bench.Now - begun > TimeSpan.FromDays(1) && sent.Count == 20)
                await _bench.Spine.SayAsync(CampaignBench.Phone(0), Spine.Card(1));
        }
        Assert.Equal(20 + 19 + 19, sent.Count);
        Assert.Equal(sent.Count, sent.Select(text => (text.Phone, text.Words)).Distinct().Count());
        Assert.All(At("Again"), at => Assert.InRange(at, TimeSpan.FromDays(3), TimeSpan.FromDays(3.1)));
        Assert.All(At("Last"), at => Assert.InRange(at, TimeSpan.FromDays(10), TimeSpan.FromDays(10.1)));
        Assert.Equal(CampaignState.Done, (await _bench.FindAsync()).State);
        // Between texts every pass that follows a look does nothing.
        Assert.InRange(idle, passes * 0.4, passes);

        IEnumerable<TimeSpan> At(string word) =>
            sent.Where(text => text.Words.StartsWith(word, StringComparison.Ordinal)).Select(text => text.At);
    }

    private async Task PauseAsync()
    {
        var wake = await _bench.FindAsync();
        var by = new Core.Staff.Actor(Id: null, "boris");
        await _bench.Runs.PauseAsync(wake.Id, by, _bench.Now);
        await _bench.Runs.ResumeAsync(wake.Id, by, _bench.Now);
    }
}
