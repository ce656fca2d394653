using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;
using Xunit.Abstractions;

namespace SmsActivation.Journeys.Campaigns;

/// <summary>A campaign by the built host: its pace, its stop, and what a power cut does to it.</summary>
public sealed class CampaignJourney(ITestOutputHelper output)
{
    private const int PerSecond = 50;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan OnABusyMachine = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_campaign_keeps_its_pace_and_ends_at_once_when_it_is_stopped()
    {
        await using var host = await Installation.CreateAsync();
        var phones = CampaignLists.Phones(900);
        await CampaignLists.AddAsync(host, "spring", PerSecond, phones);
        await host.StartAsync();
        (await host.RunAsync("campaign", "start", "spring")).MustSucceed();
        await Eventually.TrueAsync(
            "twelve seconds of it are sent",
            async () => (await CreatesAsync(host)).Count >= 12 * PerSecond,
            OnABusyMachine
        );
        // A reply does not wait behind it.
        var asked = DateTimeOffset.UtcNow;
        var text = new InboundSms(PhoneNumbers.Draw("US"), "hello");
        await host.PostAsync(text);
        await Eventually.TrueAsync(
            "a text is answered",
            async () => (await host.Carrier.TextsAsync(text.From)).Count == 1
        );
        output.WriteLine($"answered {(DateTimeOffset.UtcNow - asked).TotalMilliseconds:0} ms after it came");

        (await host.RunAsync("campaign", "stop", "spring", "--reason", "wrong link")).MustSucceed();
        var stopped = DateTimeOffset.UtcNow;
        await Task.Delay(EndsWithin * 2);

        var seen = await host.Carrier.SeenAsync();
        Assert.Empty(seen.Violations);
        var creates = await CreatesAsync(host);
        // Of an hour from when each was written; the machine may be slow.
        Assert.All(creates, create => Assert.InRange(create.ValidityPeriod ?? 0, 3600 - 120, 3600));
        var last = creates[^1].At - stopped;
        output.WriteLine($"{creates.Count} sent; the last request {last.TotalMilliseconds:0} ms after the stop");
        Assert.InRange(last, TimeSpan.FromMinutes(-1), EndsWithin);
        AssertPace(creates);

        var taken = creates.Where(create => create.Sid is not null).Select(create => create.To).ToList();
        Assert.Equal(taken.Count, taken.Distinct().Count());
        var (got, unknown) = await CampaignLists.WhoAsync(host, "spring");
        Assert.Empty(unknown);
        Assert.Equal(taken.Order(), got.Order());
        var report = await CampaignLists.ReportAsync(host, "spring");
        Assert.Equal(phones.Count - taken.Count, report.GetProperty("neverTexted").GetInt32());
        Assert.Equal(0, report.GetProperty("waiting").GetInt32());
    }

    [Fact]
    public async Task After_power_cuts_a_campaign_goes_on_and_texts_nobody_twice()
    {
        await using var host = await Installation.CreateAsync(account: account =>
            account with
            {
                DelayMilliseconds = 100,
            }
        );
        var phones = CampaignLists.Phones(600);
        await CampaignLists.AddAsync(host, "spring", PerSecond, phones);
        await host.StartAsync();
        (await host.RunAsync("campaign", "start", "spring")).MustSucceed();
        for (var kill = 1; kill <= 3; kill++)
        {
            await Eventually.TrueAsync(
                "it goes on",
                async () => (await CreatesAsync(host)).Count >= 120 * kill,
                OnABusyMachine
            );
            host.Host!.Kill();
            await host.StartAsync();
        }
        await AssertOnceAsync(host, phones);
    }

    [Fact]
    public async Task Two_hosts_share_a_campaign_and_one_that_dies_makes_nobody_get_it_twice()
    {
        await using var host = await Installation.CreateAsync();
        host.Settings["SMSACTIVATION_SHARE_DATABASE"] = "1";
        var phones = CampaignLists.Phones(400);
        await CampaignLists.AddAsync(host, "spring", PerSecond, phones);
        await host.StartAsync();
        var beside = await host.StartBesideAsync();
        (await host.RunAsync("campaign", "start", "spring")).MustSucceed();
        await Eventually.TrueAsync("it goes on", async () => (await CreatesAsync(host)).Count >= 150, OnABusyMachine);
        // Whichever of the two feeds it; the other one gets the carrier's reports.
        beside.Process.Kill();
        await AssertOnceAsync(host, phones);
    }

    private async Task AssertOnceAsync(Installation host, IReadOnlyList<string> phones)
    {
        await Eventually.TrueAsync(
            "everybody has had their turn",
            async () => (await CampaignLists.ReportAsync(host, "spring")).GetProperty("state").GetString() == "Done",
            OnABusyMachine
        );

        var taken = (await CreatesAsync(host))
            .Where(create => create.Sid is not null)
            .Select(create => create.To)
            .ToList();
        Assert.Equal(taken.Count, taken.Distinct().Count());
        var (got, unknown) = await CampaignLists.WhoAsync(host, "spring");
        output.WriteLine($"{taken.Count} taken, {got.Count} known to have it, {unknown.Count} of unknown end");
        Assert.Equal(phones.Order(), got.Concat(unknown).Order());
        Assert.Subset(taken.ToHashSet(), got.ToHashSet());
    }

    private static async Task<IReadOnlyList<CreateSeen>> CreatesAsync(Installation host) =>
        [
            .. (await host.Carrier.SeenAsync())
                .Creates.Where(create => create.Body.StartsWith("Your card waits", StringComparison.Ordinal))
                .OrderBy(create => create.At),
        ];

    /// <summary>With room for a machine that does other things; the output says how well it was kept.</summary>
    private void AssertPace(IReadOnlyList<CreateSeen> creates)
    {
        var begun = creates[0].At;
        var windows = new List<int>();
        for (var from = begun; from + Window <= creates[^1].At; from += TimeSpan.FromSeconds(1))
            windows.Add(creates.Count(create => create.At >= from && create.At < from + Window));
        var kept = PerSecond * Window.TotalSeconds;
        output.WriteLine($"in 10 s: {windows.Min()} to {windows.Max()}, asked for {kept:0}");
        Assert.InRange(windows.Max(), kept * 0.3, kept * 1.3);
    }
}
