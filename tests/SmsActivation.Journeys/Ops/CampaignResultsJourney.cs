using System.Text.Json;
using Microsoft.Playwright;
using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Campaigns;

namespace SmsActivation.Journeys.Ops;

/// <summary>Marketing see what comes of a campaign while it comes: a customer texts its keyword with a card, from a phone of
/// their own, and the open page counts it.</summary>
public sealed class CampaignResultsJourney : IAsyncLifetime
{
    private const int People = 30;
    private SimulatedSite _site = null!;

    public async Task InitializeAsync() =>
        _site = await SimulatedSite.StartAsync(
            ("Campaigns__Prices__US", "0.0079"),
            ("Campaigns__Prices__CA", "0.0075")
        );

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [BrowserFact]
    public async Task An_activation_by_keyword_is_counted_on_the_open_page_and_in_every_report()
    {
        await LoadAsync("spring");
        (await _site.Host.RunAsync("campaign", "start", "spring")).MustSucceed();
        var ops = await _site.OpsAsync(role: "Marketing");
        await ops.GotoAsync($"{_site.Host.PublicUrl}/ops/campaigns");
        await ops.GetByRole(AriaRole.Link, new() { Name = "spring" }).ClickAsync();
        var figures = ops.Locator("#results .figures");
        await figures.GetByText($"of {People} texts").WaitForAsync();
        await ops.GetByText("By day, language, batch and failure").ClickAsync();

        var phone = await _site.PhoneAsync();
        await phone.TextAsync($"Spring! {_site.Card}");

        // Without a reload.
        await figures.Locator(".big").First.GetByText("1", new() { Exact = true }).WaitForAsync();
        await ops.GetByText("1 by the keyword, 0 by the card of the list, 0 by the phone").WaitForAsync();
        Assert.True(await ops.GetByRole(AriaRole.Table, new() { Name = "By language" }).IsVisibleAsync());
        await Chromium.LookAsync(ops, "ops-campaign-results-live");

        var file = await ops.RunAndWaitForDownloadAsync(() =>
            ops.GetByRole(AriaRole.Link, new() { Name = "Download as CSV" }).ClickAsync()
        );
        var lines = await File.ReadAllLinesAsync(await file.PathAsync());
        var report = await _site.Host.RunAsync("campaign", "report", "spring", "--json", "--csv", "spring.csv");
        report.MustSucceed();
        Assert.Equal(lines, await File.ReadAllLinesAsync(Path.Combine(_site.Host.Work, "spring.csv")));
        var json = JsonDocument.Parse(report.Output).RootElement;
        Assert.Equal(1, json.GetProperty("activatedBy").GetProperty("keyword").GetInt32());
        Assert.Equal(1, lines.Skip(1).Sum(line => int.Parse(line.Split(',')[11])));
        Assert.Equal(People, lines.Skip(1).Sum(line => int.Parse(line.Split(',')[3])));

        var again = await _site.Host.RunAsync([
            "campaign",
            "create",
            "summer",
            "--text",
            "en=Hello. STOP to end",
            "--keyword",
            "sPRING",
        ]);
        Assert.Contains("it is that of the campaign 'spring'", again.Errors, StringComparison.Ordinal);
        Assert.Empty(_site.Chromium.Errors);
    }

    [BrowserFact]
    public async Task Three_weeks_of_a_campaign_are_shown_beside_those_who_were_held_out()
    {
        if (_site.Host.ServerConnectionString is not null)
            return;
        await CampaignHistory.AddAsync(_site.Host, "winter");
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var ops = await _site.OpsAsync(scheme, role: "Marketing");
            await ops.GotoAsync($"{_site.Host.PublicUrl}/ops/campaigns/900");
            await ops.GetByText("It works:").WaitForAsync();
            var name = $"ops-campaign-results-{scheme.ToString().ToLowerInvariant()}";
            await Chromium.LookAsync(ops, name);
            await ops.GetByText("By day, language, batch and failure").ClickAsync();
            await Chromium.LookAsync(ops, name + "-tables");
        }
        Assert.Empty(_site.Chromium.Errors);
    }

    private async Task LoadAsync(string name)
    {
        var rows = Enumerable
            .Range(0, People)
            .Select(i => $"+1212555{1000 + i},Ann,till,I agree to offers,2026-01-01T00:00:00Z");
        await File.WriteAllTextAsync(
            Path.Combine(_site.Host.Work, "list.csv"),
            "phone,name,consent_source,consent_text,consent_at\n" + string.Join('\n', rows)
        );
        string[] make =
        [
            "campaign",
            "create",
            name,
            "--text",
            "en=Hi {name}, text SPRING and the number of your card. STOP to end",
            "--keyword",
            "SPRING",
            "--per-second",
            "20",
            "--from",
            "00:00",
            "--until",
            "24:00",
        ];
        (await _site.Host.RunAsync(make)).MustSucceed();
        (await _site.Host.RunAsync("campaign", "load", name, "list.csv")).MustSucceed();
    }
}
