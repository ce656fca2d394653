using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Browsing;

/// <summary>Debian's chromium, driven by Playwright. Each page that is looked at is also looked at by axe-core; with
/// SMSACTIVATION_SCREENSHOTS naming a folder, it is photographed.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const int Height = 780;
    private static readonly string? Album = Environment.GetEnvironmentVariable("SMSACTIVATION_SCREENSHOTS");
    private static readonly int[] Widths = [360, 1280];
    private static readonly Lazy<string> Axe = new(ReadAxe);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>What pages wrote to their consoles as errors, and what they threw.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        // As root, in a container, chromium has no sandbox to make.
        var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = BrowserFactAttribute.Executable, Args = ["--no-sandbox"] }
        );
        return new Chromium(playwright, browser);
    }

    /// <summary>A page with cookies of its own, as wide as a phone.</summary>
    public async Task<IPage> PageAsync(string language = "en-US", ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser.NewContextAsync(
            new()
            {
                Locale = language,
                ColorScheme = scheme,
                ViewportSize = new() { Width = Widths[0], Height = Height },
            }
        );
        context.SetDefaultTimeout((float)Eventually.Bound.TotalMilliseconds);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Errors.Enqueue($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => Errors.Enqueue($"{page.Url}: {error}");
        return page;
    }

    /// <summary>Nothing serious in it for people who see or use it otherwise, and nothing that leaves its width.</summary>
    /// <param name="whole">As long as the page is; else what a screen holds.</param>
    public static async Task LookAsync(IPage page, string name, bool whole = true)
    {
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, Height);
            // The page's policy lets no script in; this one comes from outside the page.
            await page.EvaluateAsync(Axe.Value);
            var serious = await page.EvaluateAsync<string[]>(
                """
                async () => (await axe.run()).violations
                    .filter(one => one.impact === 'serious' || one.impact === 'critical')
                    .map(one => `${one.id}: ${one.nodes.map(node => node.html).join(' ')}`)
                """
            );
            Assert.True(serious.Length == 0, $"{name} at {width} px: {string.Join("; ", serious)}");
            var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(wide <= width, $"{name} is {wide} px wide at {width} px");
            if (Album is not null)
                await page.ScreenshotAsync(
                    new() { Path = Path.Combine(Album, $"{name}-{width}.png"), FullPage = whole }
                );
        }
        await page.SetViewportSizeAsync(Widths[0], Height);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string ReadAxe()
    {
        var assembly = typeof(AxeResult).Assembly;
        using var stream = assembly.GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
