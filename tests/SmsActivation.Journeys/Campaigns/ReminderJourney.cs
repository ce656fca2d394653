using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Campaigns;

/// <summary>A series in seconds instead of days, by the built host.</summary>
public sealed class ReminderJourney
{
    private static readonly TimeSpan OnABusyMachine = TimeSpan.FromMinutes(4);
    private static readonly string[] Words = ["First", "Second", "Third"];

    [Fact]
    public async Task A_series_ends_for_who_activates_or_stops_and_nobody_gets_a_step_twice_across_a_pause_and_a_power_cut()
    {
        await using var host = await Installation.CreateAsync();
        var card = CardNumbers.Luhn16();
        var phones = CampaignLists.Phones(8);
        var (activates, stops, rest) = (phones[0], phones[1], phones.Skip(2).ToList());
        await MakeAsync(host, phones);
        await host.ImportAsync([new CardLine(card)]);
        await host.StartAsync();
        (await host.RunAsync("campaign", "start", "wake")).MustSucceed();

        await SentAsync(host, "First", phones.Count);
        await host.PostAsync(new InboundSms(activates, card));
        (await host.RunAsync("campaign", "pause", "wake")).MustSucceed();
        (await host.RunAsync("campaign", "resume", "wake")).MustSucceed();

        await SentAsync(host, "Second", phones.Count - 1);
        var stop = new InboundSms(stops, "STOP");
        await host.PostAsync(stop);
        await host.SettledAsync([stop.Sid]);
        host.Host!.Kill();
        await host.StartAsync();

        await Eventually.TrueAsync(
            "the series is done",
            async () => (await CampaignLists.ReportAsync(host, "wake")).GetProperty("state").GetString() == "Done",
            OnABusyMachine
        );
        Assert.Equal(phones.Order(), (await CreatesAsync(host, "First")).Order());
        Assert.Equal(rest.Append(stops).Order(), (await CreatesAsync(host, "Second")).Order());
        Assert.Equal(rest.Order(), (await CreatesAsync(host, "Third")).Order());
        var report = await CampaignLists.ReportAsync(host, "wake");
        Assert.Equal(1, report.GetProperty("seriesEnded").GetProperty("Activated").GetInt32());
        Assert.Equal(1, report.GetProperty("seriesEnded").GetProperty("OptedOut").GetInt32());
        Assert.Equal(1, report.GetProperty("activated").GetInt32());
        Assert.Empty((await host.Carrier.SeenAsync()).Violations);
    }

    private static async Task MakeAsync(Installation host, IReadOnlyList<string> phones)
    {
        (await host.RunAsync("db", "migrate")).MustSucceed();
        await File.WriteAllTextAsync(
            Path.Combine(host.Work, "wake.txt"),
            string.Join(
                "\nafter 15s\n",
                Words.Select(word => $"en = {word}: text us the number of your card. STOP to end")
            )
        );
        await File.WriteAllLinesAsync(
            Path.Combine(host.Work, "list.csv"),
            [
                "phone,consent_source,consent_text,consent_at",
                .. phones.Select(phone => $"{phone},till,I agree to offers,2026-01-01T00:00:00Z"),
            ]
        );
        string[] make = ["campaign", "create", "wake", "--kind", "reminder", "--steps", "wake.txt"];
        (await host.RunAsync([.. make, "--per-second", "20", "--from", "00:00", "--until", "24:00"])).MustSucceed();
        (await host.RunAsync("campaign", "load", "wake", "list.csv")).MustSucceed();
    }

    private static Task SentAsync(Installation host, string word, int count) =>
        Eventually.TrueAsync(
            $"'{word}' is sent to {count}",
            async () => (await CreatesAsync(host, word)).Count >= count,
            OnABusyMachine
        );

    /// <summary>To whom the carrier took it, once for each time.</summary>
    private static async Task<IReadOnlyList<string>> CreatesAsync(Installation host, string word) =>
        [
            .. (await host.Carrier.SeenAsync())
                .Creates.Where(create =>
                    create.Sid is not null && create.Body.StartsWith(word, StringComparison.Ordinal)
                )
                .Select(create => create.To),
        ];
}
