using Microsoft.Playwright;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Ops;

/// <summary>The words of a reply, changed in a browser and read on the simulated phone.</summary>
public sealed class RepliesInBrowser : IAsyncLifetime
{
    private readonly List<string> _errors = [];
    private Installation _host = null!;
    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    public async Task InitializeAsync()
    {
        _host = await Installation.CreateAsync();
        if (BrowserFactAttribute.Executable is not { } executable)
            return;
        _host.Settings.Clear();
        foreach (var (name, value) in HostSettings.ForSimulator(_host))
            _host.Settings[name] = value;
        _host.Settings["ASPNETCORE_URLS"] = _host.PublicUrl;
        await _host.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = executable, Args = ["--no-sandbox"] }
        );
    }

    public async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        _playwright?.Dispose();
        await _host.DisposeAsync();
    }

    [BrowserFact]
    public async Task The_cost_is_told_as_somebody_types_and_the_phone_shows_what_was_published()
    {
        var page = await PageAsync();
        await page.APIRequest.PostAsync(
            $"{_host.PublicUrl}/ops/demo",
            new() { Headers = [KeyValuePair.Create("Sec-Fetch-Site", "same-origin")], MaxRedirects = 0, Form = Marketing(page) }
        );
        await page.GotoAsync($"{_host.PublicUrl}/ops/replies");
        await page.Locator("a[href='/ops/replies/UnknownCard/en']").ClickAsync();
        var look = page.GetByRole(AriaRole.Region, new() { Name = "Preview" });
        await look.GetByText("This is what is sent now").WaitForAsync();

        await page.GetByLabel("Text").FillAsync("We don’t know this card <b>at all</b>. Ask {nobody}");
        await look.GetByText("unknown placeholder {nobody}").WaitForAsync();
        await look.GetByText("curly apostrophe").WaitForAsync();
        await page.GetByLabel("Text").FillAsync("We don't know this card <b>at all</b>. Ask {support}");
        await look.GetByText("It can be published").WaitForAsync();
        Assert.Contains("GSM-7", await look.InnerTextAsync());
        await page.GetByLabel("Why").FillAsync("shorter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Status).GetByText("Version 1 is published").WaitForAsync();

        var phone = await PageAsync();
        await phone.GotoAsync($"{_host.PublicUrl}/simulator");
        await phone.Locator("#text").FillAsync(CardNumbers.Luhn16());
        await phone.Locator("#text").PressAsync("Enter");
        await phone
            .Locator("#messages .message:not(.mine)")
            .GetByText("We don't know this card <b>at all</b>. Ask 800-555-0199")
            .WaitForAsync();
        Assert.Empty(_errors);
    }

    private static IFormData Marketing(IPage page)
    {
        var form = page.APIRequest.CreateFormData();
        form.Set("role", "marketing");
        return form;
    }

    private async Task<IPage> PageAsync()
    {
        var page = await _chromium!.NewPageAsync(new() { ViewportSize = new() { Width = 360, Height = 780 } });
        page.SetDefaultTimeout((float)Eventually.Bound.TotalMilliseconds);
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _errors.Add(message.Text);
        };
        return page;
    }
}
