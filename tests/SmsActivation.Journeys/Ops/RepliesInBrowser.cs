using Microsoft.Playwright;
using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Ops;

/// <summary>The words of a reply, changed in a browser and read on the simulated phone.</summary>
public sealed class RepliesInBrowser : IAsyncLifetime
{
    private SimulatedSite _site = null!;

    public async Task InitializeAsync() => _site = await SimulatedSite.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [BrowserFact]
    public async Task The_cost_is_told_as_somebody_types_and_the_phone_shows_what_was_published()
    {
        var page = await _site.Chromium.PageAsync();
        await SignInAsync(page);
        await page.GotoAsync($"{_site.Host.PublicUrl}/ops/replies");
        await Chromium.LookAsync(page, "ops-replies", whole: false);
        await page.Locator("a[href='/ops/replies/UnknownCard/en']").ClickAsync();
        var look = page.GetByRole(AriaRole.Region, new() { Name = "Preview" });
        await look.GetByText("This is what is sent now").WaitForAsync();

        await page.GetByLabel("Text").FillAsync("We don’t know this card <b>at all</b>. Ask {nobody}");
        await look.GetByText("unknown placeholder {nobody}").WaitForAsync();
        await look.GetByText("curly apostrophe").WaitForAsync();
        await Chromium.LookAsync(page, "ops-reply-fault");
        await page.GetByLabel("Text").FillAsync("We don't know this card <b>at all</b>. Ask {support}");
        await look.GetByText("It can be published").WaitForAsync();
        Assert.Contains("GSM-7", await look.InnerTextAsync());
        await page.GetByLabel("Why").FillAsync("shorter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Status).GetByText("Version 1 is published").WaitForAsync();
        await Chromium.LookAsync(page, "ops-reply");

        var phone = await _site.PhoneAsync();
        Assert.Contains(
            "We don't know this card <b>at all</b>. Ask 800-555-0199",
            await phone.TextAsync(CardNumbers.Luhn16())
        );
        Assert.Empty(_site.Chromium.Errors);
    }

    /// <summary>The simulator's one click, without the page that it stands on.</summary>
    private async Task SignInAsync(IPage page)
    {
        var form = page.APIRequest.CreateFormData();
        form.Set("role", "marketing");
        await page.APIRequest.PostAsync(
            $"{_site.Host.PublicUrl}/ops/demo",
            new()
            {
                Headers = [KeyValuePair.Create("Sec-Fetch-Site", "same-origin")],
                Form = form,
                MaxRedirects = 0,
            }
        );
    }
}
