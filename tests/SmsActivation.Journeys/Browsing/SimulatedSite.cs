using Microsoft.Playwright;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Browsing;

/// <summary>A host with nothing set but where it listens, so that its carrier is simulated, and a browser before it.</summary>
internal sealed class SimulatedSite : IAsyncDisposable
{
    private SimulatedSite(Installation host, Chromium chromium) => (Host, Chromium) = (host, chromium);

    public Installation Host { get; }
    public Chromium Chromium { get; }

    public static async Task<SimulatedSite> StartAsync(params (string Name, string Value)[] settings)
    {
        var host = await Installation.CreateAsync();
        host.Settings.Clear();
        foreach (var (name, value) in HostSettings.ForSimulator(host))
            host.Settings[name] = value;
        host.Settings["ASPNETCORE_URLS"] = host.PublicUrl;
        host.Settings["Account__Url"] = $"{host.PublicUrl}/account";
        foreach (var (name, value) in settings)
            host.Settings[name] = value;
        await host.StartAsync();
        return new SimulatedSite(host, await Chromium.StartAsync());
    }

    /// <summary>As grouped as on the card: the one that the host tells a newcomer to text.</summary>
    public string Card => SimulatedPhone.Told(Host, @"Text this\s+(?<told>\d[\d ]{6,22}\d)");

    /// <summary>A phone of its own, ready to text.</summary>
    public async Task<PhonePage> PhoneAsync()
    {
        var phone = new PhonePage(await Chromium.PageAsync());
        await phone.OpenAsync(Host);
        return phone;
    }

    /// <summary>Signed in at /ops by one click.</summary>
    public async Task<IPage> OpsAsync(ColorScheme scheme = ColorScheme.Light, string role = "Administrator")
    {
        var page = await Chromium.PageAsync(scheme: scheme);
        await page.GotoAsync($"{Host.PublicUrl}/ops");
        await page.GetByRole(AriaRole.Button, new() { Name = role }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Now", Exact = true }).WaitForAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await Chromium.DisposeAsync();
        await Host.DisposeAsync();
    }
}
