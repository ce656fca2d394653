using Microsoft.Playwright;
using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Ops;

/// <summary>Somebody has the first page of /ops open, and a customer texts.</summary>
public sealed class NowJourney : IAsyncLifetime
{
    private SimulatedSite _site = null!;
    private Installation Host => _site.Host;

    public async Task InitializeAsync() => _site = await SimulatedSite.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [BrowserFact]
    public async Task A_text_is_seen_on_the_open_page_without_a_reload()
    {
        var now = await SignedInAsync();
        await now.GetByText("No text came in the last hour").WaitForAsync();
        await now.EvaluateAsync("window.stayed = true");
        var phone = await _site.PhoneAsync();
        await phone.TextAsync(_site.Card);
        await now.GetByText("1 text in the last hour, 1 of them activated a card").First.WaitForAsync();
        // From a phone that has its card this owes no answer.
        await phone.Page.Locator("#text").FillAsync("<script>alert(1)</script> & \"quotes\" \u202Eright to left");
        await phone.Page.Locator("#text").PressAsync("Enter");
        await now.GetByText("2 texts in the last hour, 1 of them activated a card").First.WaitForAsync();
        await now.GetByRole(AriaRole.Link, new() { Name = "Acknowledged" }).WaitForAsync();
        Assert.True(await now.EvaluateAsync<bool>("window.stayed === true"));
        await now.GetByText("The same as a table").First.ClickAsync();
        await now.GetByRole(AriaRole.Columnheader, new() { Name = "Minute" }).WaitForAsync();
        await Chromium.LookAsync(now, "ops-now");
        Assert.Empty(_site.Chromium.Errors);
    }

    [BrowserFact]
    public async Task A_page_that_is_open_says_that_its_session_ended_and_holds_up_no_stop()
    {
        var one = await SignedInAsync();
        var other = await SignedInAsync();
        await other.GetByText("Live, as of").WaitForAsync();
        await one.GotoAsync($"{Host.PublicUrl}/ops/me");
        await one.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" }).ClickAsync();
        await other.GetByText("You are signed out").WaitForAsync();
        await one.GotoAsync($"{Host.PublicUrl}/ops");
        await one.GetByText("Live, as of").WaitForAsync();
        await Host.Host!.TerminateAsync(Eventually.Bound);
        Assert.Equal(0, Host.Host.ExitCode);
        await one.GetByText("Connecting again").WaitForAsync();
        await Host.StartAsync();
        await one.GetByText("Live, as of").WaitForAsync();
    }

    private async Task<IPage> SignedInAsync()
    {
        var page = await _site.OpsAsync();
        await page.GetByText("Live, as of").WaitForAsync();
        return page;
    }
}
