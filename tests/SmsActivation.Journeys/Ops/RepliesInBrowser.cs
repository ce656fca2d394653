using Microsoft.Playwright;
using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Ops;

/// <summary>The words of a reply, changed in a browser and read on the simulated phone.</summary>
public sealed class RepliesInBrowser : IAsyncLifetime
{
    private Installation _host = null!;
    private Chromium? _chromium;

    public async Task InitializeAsync()
    {
        _host = await Installation.CreateAsync();
        if (BrowserFactAttribute.Executable is null)
            return;
        _host.Settings.Clear();
        foreach (var (name, value) in HostSettings.ForSimulator(_host))
            _host.Settings[name] = value;
        _host.Settings["ASPNETCORE_URLS"] = _host.PublicUrl;
        await _host.StartAsync();
        _chromium = await Chromium.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        await _host.DisposeAsync();
    }

    [BrowserFact]
    public async Task The_cost_is_told_as_somebody_types_and_the_phone_shows_what_was_published()
    {
        var page = await _chromium!.PageAsync();
        await SignInAsync(page);
        await page.GotoAsync($"{_host.PublicUrl}/ops/replies");
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

        var phone = new PhonePage(await _chromium.PageAsync());
        await phone.OpenAsync(_host);
        Assert.Contains(
            "We don't know this card <b>at all</b>. Ask 800-555-0199",
            await phone.TextAsync(CardNumbers.Luhn16())
        );
        Assert.Empty(_chromium.Errors);
    }

    /// <summary>The simulator's one click, without the page that it stands on.</summary>
    private async Task SignInAsync(IPage page)
    {
        var form = page.APIRequest.CreateFormData();
        form.Set("role", "marketing");
        await page.APIRequest.PostAsync(
            $"{_host.PublicUrl}/ops/demo",
            new()
            {
                Headers = [KeyValuePair.Create("Sec-Fetch-Site", "same-origin")],
                Form = form,
                MaxRedirects = 0,
            }
        );
    }
}
