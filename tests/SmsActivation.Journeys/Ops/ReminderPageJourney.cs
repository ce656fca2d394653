using Microsoft.Playwright;
using SmsActivation.Journeys.Browsing;

namespace SmsActivation.Journeys.Ops;

/// <summary>A series on its page: its words, who waits for which text, and when the next one is due.</summary>
public sealed class ReminderPageJourney : IAsyncLifetime
{
    private SimulatedSite _site = null!;

    public async Task InitializeAsync() => _site = await SimulatedSite.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [BrowserFact]
    public async Task Between_two_texts_the_page_says_when_the_next_is_due()
    {
        await ListAsync();
        var ops = await _site.OpsAsync(role: "Marketing");
        await ops.GetByRole(AriaRole.Link, new() { Name = "Campaigns" }).ClickAsync();
        await ops.GetByRole(AriaRole.Link, new() { Name = "wake" }).ClickAsync();
        await ops.GetByText("en, 3d later").WaitForAsync();
        await ops.GetByText("Your points still wait").WaitForAsync();
        ops.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await ops.GetByRole(AriaRole.Button, new() { Name = "Start: text 3 people" }).ClickAsync();

        // Without a reload.
        await ops.GetByText("The next text of the series is due about").WaitForAsync();
        await ops.Locator("#steps tbody tr:nth-child(2) td", new() { HasTextString = "3" }).First.WaitForAsync();
        // Of all that may go, three of nine.
        await ops.Locator("#figures .num").GetByText("33 %", new() { Exact = true }).WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-reminder");
        await ops.GetByLabel("Why").FillAsync("the shop is closed");
        await ops.GetByRole(AriaRole.Button, new() { Name = "Stop it for good" }).ClickAsync();
        await ops.GetByText("Nobody gets these any more").WaitForAsync();
        await ops.Locator("#steps [data-label='Stopped before it']").First.WaitForAsync();
        await ops.Locator("#figures .sums div", new() { HasTextString = "never texted" }).GetByText("0").WaitForAsync();
        await Chromium.LookAsync(ops, "ops-campaign-reminder-stopped");
        Assert.Empty(_site.Chromium.Errors);
    }

    private async Task ListAsync()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_site.Host.Work, "list.csv"),
            "phone,name,consent_source,consent_text,consent_at\n"
                + string.Concat(
                    Enumerable.Range(0, 3).Select(i => $"+1212555{1000 + i},Ann,till,I agree,2026-01-01T00:00:00Z\n")
                )
        );
        string[] make =
        [
            "campaign",
            "create",
            "wake",
            "--kind",
            "reminder",
            "--text",
            "en=Hi {name}, text us the number of your card. STOP to end",
            "--then",
            "3d",
            "en=Your points still wait, {name}. STOP to end",
            "--then",
            "1w",
            "en=Last reminder, {name}. STOP to end",
            "--from",
            "00:00",
            "--until",
            "24:00",
        ];
        (await _site.Host.RunAsync(make)).MustSucceed();
        (await _site.Host.RunAsync("campaign", "load", "wake", "list.csv")).MustSucceed();
    }
}
