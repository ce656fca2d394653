using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmsActivation.Journeys.Browsing;

namespace SmsActivation.Journeys.Ops;

/// <summary>A campaign that somebody made on the host is approved, started, held and stopped in the browser by marketing.</summary>
public sealed partial class CampaignPagesJourney : IAsyncLifetime
{
    private const int People = 40;
    private SimulatedSite _site = null!;

    public async Task InitializeAsync() =>
        _site = await SimulatedSite.StartAsync(("Campaigns__ApprovalAbove", "10"), ("Campaigns__PauseFrom", "1"));

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [BrowserFact]
    public async Task A_list_is_texted_after_a_second_persons_word_and_stopped_in_the_middle()
    {
        await ListAsync("spring", "campaign load spring list.csv");
        var ops = await _site.OpsAsync(role: "Marketing");
        await ops.GetByRole(AriaRole.Link, new() { Name = "Campaigns" }).ClickAsync();
        await Chromium.LookAsync(ops, "ops-campaigns");
        await ops.GetByRole(AriaRole.Link, new() { Name = "spring" }).ClickAsync();
        await ops.GetByText("ready to start").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-ready");
        Assert.Equal(0, await ops.GetByRole(AriaRole.Button, new() { Name = "Start" }).CountAsync());
        await ops.GetByRole(AriaRole.Button, new() { Name = "approve" }).ClickAsync();
        ops.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await ops.GetByRole(AriaRole.Button, new() { Name = $"Start: text {People} people" }).ClickAsync();

        // Without a reload.
        await ops.Locator("#figures .num").GetByText(Progress()).WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-runs");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Pause it" }).ClickAsync();
        await ops.GetByRole(AriaRole.Button, new() { Name = "Go on with it" }).ClickAsync();
        await ops.GetByLabel("Why").FillAsync("wrong <b>link</b>");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Stop it for good" }).ClickAsync();
        await ops.GetByText(Stopped()).WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-stopped");
        await ops.GetByRole(AriaRole.Link, new() { Name = "Campaigns" }).First.ClickAsync();
        await ops.Locator("#campaigns [data-label='People']").GetByText($"{People}").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaigns-stopped");

        var got = await _site.Host.RunAsync("campaign", "who", "spring");
        got.MustSucceed();
        var lines = got.Output.Split('\n').Count(line => line.Contains("line ", StringComparison.Ordinal));
        Assert.InRange(lines, 1, People - 1);
        Assert.Empty(_site.Chromium.Errors);
    }

    [BrowserFact]
    public async Task A_campaign_that_waits_for_the_day_says_until_when_on_its_page_in_the_list_and_in_the_report()
    {
        var newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var hour = (TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, newYork).Hour + 12) % 24;
        await ListAsync("night", "campaign load night list.csv", $"{hour:00}:00", $"{hour + 1:00}:00");
        var ops = await _site.OpsAsync();
        await ops.GotoAsync($"{_site.Host.PublicUrl}/ops/campaigns");
        await ops.GetByRole(AriaRole.Link, new() { Name = "night" }).ClickAsync();
        ops.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await ops.GetByRole(AriaRole.Button, new() { Name = "approve" }).ClickAsync();
        await ops.GetByRole(AriaRole.Button, new() { Name = $"Start: text {People} people" }).ClickAsync();
        await ops.GetByText($"It waits for daytime: the next text leaves about {hour:00}:00 in New York")
            .WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-night");
        await ops.GetByRole(AriaRole.Link, new() { Name = "Campaigns" }).First.ClickAsync();
        await ops.Locator("#campaigns").GetByText("goes on 20").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaigns-night");
        var report = await _site.Host.RunAsync("campaign", "report", "night");
        Assert.Contains($"about {hour:00}:00 in New York", report.Output, StringComparison.Ordinal);
        Assert.Empty(_site.Chromium.Errors);
    }

    [BrowserFact]
    public async Task A_campaign_that_pauses_by_itself_says_why_on_its_page_in_the_list_and_to_whoever_looks_at_what_is_wrong()
    {
        await ListAsync("noisy", "campaign load noisy list.csv");
        var admin = await _site.OpsAsync();
        await admin.GotoAsync($"{_site.Host.PublicUrl}/ops/campaigns");
        await admin.GetByRole(AriaRole.Link, new() { Name = "noisy" }).ClickAsync();
        admin.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "approve" }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = $"Start: text {People} people" }).ClickAsync();
        await admin
            .Locator("#figures .sums div", new() { HasTextString = "delivered" })
            .GetByText("1")
            .First.WaitForAsync();
        await AnswerStopAsync("+12125551000");
        await AnswerStopAsync("+12125551001");

        // Without a reload.
        await admin.GetByText("It has paused by itself at").WaitForAsync(new() { Timeout = 40_000 });
        await admin.GetByText("texts were answered by STOP").First.WaitForAsync();
        await Chromium.LookAsync(admin, "ops-campaign-paused-by-itself");
        await admin.GetByRole(AriaRole.Link, new() { Name = "Campaigns" }).First.ClickAsync();
        await admin.GetByText("paused by itself").WaitForAsync();
        await Chromium.LookAsync(admin, "ops-campaigns-paused");

        var ops = await _site.OpsAsync(role: "Marketing");
        await ops.GetByText("Campaign noisy has paused by itself").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-now-campaign-paused");
        await ops.GetByRole(AriaRole.Link, new() { Name = "See its page" }).ClickAsync();
        await ops.GetByText("It has paused by itself at").WaitForAsync();
        await admin.GotoAsync($"{_site.Host.PublicUrl}/ops/needs");
        await Chromium.LookAsync(admin, "ops-needs-campaign-paused");
        await admin.GetByRole(AriaRole.Link, new() { Name = "See its page" }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Go on with it" }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Pause it" }).WaitForAsync();
        Assert.Equal(0, await admin.GetByText("It has paused by itself").CountAsync());
        Assert.Empty(_site.Chromium.Errors);
    }

    /// <summary>From a phone of the list.</summary>
    private async Task AnswerStopAsync(string phone) =>
        await (await _site.PhoneAsync()).Page.EvaluateAsync(
            "from => fetch('/simulator/phone/send', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({from, body: 'STOP'})})",
            phone
        );

    [GeneratedRegex("^([5-9]|[1-9][0-9]) %$")]
    private static partial Regex Progress();

    [GeneratedRegex("^Stopped by demo-marketing at .*UTC: wrong <b>link</b>")]
    private static partial Regex Stopped();

    private async Task ListAsync(string name, string load, string from = "00:00", string until = "24:00")
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
            "en=Hi {name}, text us the number of your card. STOP to end",
            "--per-second",
            "1",
            "--from",
            from,
            "--until",
            until,
        ];
        (await _site.Host.RunAsync(make)).MustSucceed();
        (await _site.Host.RunAsync(load.Split(' '))).MustSucceed();
    }
}
