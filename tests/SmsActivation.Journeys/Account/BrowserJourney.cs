using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Account;

/// <summary>A customer with a phone and a browser, from the card in the hand to the card on the screen. Each page is also
/// looked at by axe-core; with SMSACTIVATION_SCREENSHOTS naming a folder, it is photographed.</summary>
public sealed class BrowserJourney : IAsyncLifetime
{
    private const string Phone = "+16465550142";
    private const string AsWritten = "646 555 0142";
    private const string Own = "correct horse battery";
    private static readonly string? Album = Environment.GetEnvironmentVariable("SMSACTIVATION_SCREENSHOTS");
    private static readonly int[] Widths = [360, 1280];
    private static readonly Lazy<string> Axe = new(ReadAxe);

    private Installation _host = null!;
    private IPlaywright? _playwright;
    private IBrowser? _chromium;
    private IPage _page = null!;

    public async Task InitializeAsync()
    {
        _host = await Installation.CreateAsync();
        if (BrowserFactAttribute.Executable is not { } executable)
            return;
        _host.Settings.Clear();
        foreach (var (name, value) in HostSettings.ForSimulator(_host))
            _host.Settings[name] = value;
        _host.Settings["ASPNETCORE_URLS"] = _host.PublicUrl;
        _host.Settings["Account__Url"] = $"{_host.PublicUrl}/account";
        await _host.StartAsync();
        _playwright = await Playwright.CreateAsync();
        // As root, in a container, chromium has no sandbox to make.
        _chromium = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = executable, Args = ["--no-sandbox"] }
        );
        _page = await PageAsync("en-US");
    }

    public async Task DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        _playwright?.Dispose();
        await _host.DisposeAsync();
    }

    [BrowserFact]
    public async Task From_the_card_in_the_hand_to_the_card_on_the_screen()
    {
        var card = SimulatedPhone.Told(_host, @"Text this\s+(?<told>\d[\d ]{6,22}\d)");
        await _page.GotoAsync($"{_host.PublicUrl}/simulator");
        var welcome = await TextAsync(card);
        var texted = ReplyTexts.PasswordIn(welcome);

        // The link in the reply.
        var opened = _page.Context.WaitForPageAsync();
        await _page.Locator("#messages a").First.ClickAsync();
        var account = await opened;
        await account.GetByLabel("Phone, user name").WaitForAsync();
        await LookAsync(account, "sign-in");
        await SignInAsync(account, "a wrong one");
        await account.GetByRole(AriaRole.Alert).WaitForAsync();
        await LookAsync(account, "sign-in-wrong");
        await SignInAsync(account, texted);

        await account.GetByRole(AriaRole.Heading, new() { Name = "Choose your own password" }).WaitForAsync();
        await LookAsync(account, "new-password");
        await account.GetByLabel("New password", new() { Exact = true }).FillAsync("password1");
        await account.GetByLabel("New password, once more").FillAsync("password1");
        await account.GetByRole(AriaRole.Button, new() { Name = "Save password" }).ClickAsync();
        await account.GetByText("guessed first").WaitForAsync();
        await LookAsync(account, "new-password-fault");
        await account.GetByLabel("New password", new() { Exact = true }).FillAsync(Own);
        await account.GetByLabel("New password, once more").FillAsync(Own);
        await account.GetByRole(AriaRole.Button, new() { Name = "Save password" }).ClickAsync();

        await account.GetByText("Active", new() { Exact = true }).WaitForAsync();
        await CodesDrawnAsync(account);
        await LookAsync(account, "card");
        await TellAboutThemselvesAsync(account);
        await AgreeToOffersAsync(account);
        await account.GetByRole(AriaRole.Link, new() { Name = "Security" }).ClickAsync();
        await account.GetByRole(AriaRole.Heading, new() { Name = "Sign-ins" }).WaitForAsync();
        await LookAsync(account, "security");
        await account.GetByRole(AriaRole.Link, new() { Name = "Change password" }).ClickAsync();
        await account.GetByLabel("Current password").WaitForAsync();
        await LookAsync(account, "change-password");
        await account.GetByLabel("Current password").FillAsync("not it");
        await account.GetByLabel("New password", new() { Exact = true }).FillAsync("another one entirely");
        await account.GetByLabel("New password, once more").FillAsync("another one entirely");
        await account.GetByRole(AriaRole.Button, new() { Name = "Save password" }).ClickAsync();
        await account.GetByText("current password is not right").WaitForAsync();
        await LookAsync(account, "change-password-fault");
        await account.GotoAsync($"{_host.PublicUrl}/account/nothing");
        await LookAsync(account, "no-such-page");
        await InRussianAsync(account);

        // The texted one has had its day; the own one works until another text is used.
        var other = await PageAsync("en-US");
        await other.GotoAsync($"{_host.PublicUrl}/account");
        await SignInAsync(other, texted);
        await other.GetByText("do not go together").WaitForAsync();
        var second = ReplyTexts.PasswordIn(await TextAsync("PASSWORD"));
        await SignInAsync(other, Own);
        await other.GetByText("Active", new() { Exact = true }).WaitForAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await SignInAsync(other, second.ToUpperInvariant().Replace("-", " "));
        await other.GetByRole(AriaRole.Heading, new() { Name = "Choose your own password" }).WaitForAsync();
        var third = await PageAsync("en-US");
        await third.GotoAsync($"{_host.PublicUrl}/account");
        await SignInAsync(third, Own);
        await third.GetByText("do not go together").WaitForAsync();
    }

    [BrowserFact]
    public async Task A_card_that_ends_and_an_account_that_is_closed_say_so()
    {
        var account = await SignedInAsync();
        foreach (var (state, name) in new[] { ("Blocked", "card-blocked"), ("Replaced", "card-replaced") })
        {
            await _host.ImportAsync([new CardLine(Card, state)]);
            await account.GotoAsync($"{_host.PublicUrl}/account");
            await account.GetByText(state, new() { Exact = true }).WaitForAsync();
            await LookAsync(account, name);
        }
        (await _host.RunAsync("cards", "remove", "--batch", "demo")).MustSucceed();
        await account.GotoAsync($"{_host.PublicUrl}/account");
        await account.GetByText("No card is linked").WaitForAsync();
        await LookAsync(account, "no-card");
        await account.GotoAsync($"{_host.PublicUrl}/account/security");
        await CloseAsync(account, "not it");
        await account.GetByText("current password is not right").WaitForAsync();
        await LookAsync(account, "security-fault");
        await CloseAsync(account, Own);
        await account.GetByText("Your account is closed").WaitForAsync();
        await LookAsync(account, "closed");
        await account.GetByRole(AriaRole.Link, new() { Name = "Русский" }).ClickAsync();
        await account.GetByRole(AriaRole.Heading, new() { Name = "Вход" }).WaitForAsync();
    }

    [BrowserFact]
    public async Task Whoever_guesses_on_must_wait_and_is_locked_out_in_the_end()
    {
        _host.Settings["Account__Tries"] = "2";
        _host.Settings["Account__TriesUntilLocked"] = "2";
        _host.Settings["Account__TryWindow"] = "00:00:20";
        await _host.Host!.TerminateAsync(Eventually.Bound);
        await _host.StartAsync();
        var page = await PageAsync("en-US");
        await page.GotoAsync($"{_host.PublicUrl}/account");
        foreach (var (password, told) in new[] { ("1", "do not go"), ("2", "do not go"), ("3", "Too many tries") })
        {
            await SignInAsync(page, $"wrong {password}");
            await page.GetByText(told).WaitForAsync();
        }
        await LookAsync(page, "too-many-tries");
        await Task.Delay(TimeSpan.FromSeconds(20));
        await SignInAsync(page, "wrong 4");
        await page.GetByText("is locked").WaitForAsync();
        await LookAsync(page, "locked");
    }

    [BrowserFact]
    public async Task Whoever_reads_Russian_is_met_in_Russian_and_texts_the_Russian_word()
    {
        var page = await PageAsync("ru-RU");
        await page.GotoAsync($"{_host.PublicUrl}/account");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Вход" }).WaitForAsync();
        await LookAsync(page, "sign-in-ru");
        var link = await page.GetByRole(AriaRole.Link, new() { Name = "Отправить ПАРОЛЬ" }).GetAttributeAsync("href");
        Assert.Matches(@"^sms:\+\d+\?body=%D0%9F%D0%90%D0%A0%D0%9E%D0%9B%D0%AC$", link);
    }

    [BrowserFact]
    public async Task The_API_is_there_to_read_and_every_link_on_the_page_leads_somewhere()
    {
        var page = await PageAsync("en-US");
        await page.GotoAsync($"{_host.PublicUrl}/docs");
        await page.GetByRole(AriaRole.Heading, new() { Name = "API", Exact = true }).WaitForAsync();
        await LookAsync(page, "docs");
        var dead = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('a[href^="#"]')].map(link => link.hash.slice(1))
                .filter(id => !document.getElementById(id))
            """
        );
        Assert.Empty(dead);
    }

    /// <summary>Asked from outside: what polls inside the page is eval, which its own policy forbids.</summary>
    private static Task CodesDrawnAsync(IPage page) =>
        Eventually.TrueAsync("both codes are drawn", async () => await page.EvaluateAsync<int>(DrawnImages) == 2);

    private const string DrawnImages = "[...document.images].filter(image => image.naturalWidth > 0).length";

    private static async Task TellAboutThemselvesAsync(IPage account)
    {
        await account.GetByRole(AriaRole.Link, new() { Name = "Tell us about yourself" }).ClickAsync();
        await account.GetByLabel("First name").FillAsync("Ann");
        await account.GetByLabel("E-mail").FillAsync("ann@nowhere");
        await account.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await account.GetByText("no e-mail address").WaitForAsync();
        await LookAsync(account, "about-me-fault");
        await account.GetByLabel("E-mail").FillAsync("");
        await account.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await account.GetByRole(AriaRole.Status).WaitForAsync();
        // Half-done is done: what was right is there when they come back.
        await account.ReloadAsync();
        Assert.Equal("Ann", await account.GetByLabel("First name").InputValueAsync());
        await LookAsync(account, "about-me");
    }

    private static async Task AgreeToOffersAsync(IPage account)
    {
        await account.GetByRole(AriaRole.Link, new() { Name = "Consents" }).ClickAsync();
        await account.GetByText("First tell us your birthday").WaitForAsync();
        await BornAsync(account, "1990-02-28");
        await LookAsync(account, "consents");
        await account.GetByRole(AriaRole.Button, new() { Name = "Yes, send me offers" }).ClickAsync();
        await account.GetByRole(AriaRole.Button, new() { Name = "No more offers" }).WaitForAsync();
        await LookAsync(account, "consents-given");
        await account.GetByRole(AriaRole.Button, new() { Name = "No more offers" }).ClickAsync();
        await account.GetByRole(AriaRole.Button, new() { Name = "Yes, send me offers" }).WaitForAsync();
        await account.GetByText("taken back on").WaitForAsync();
        await BornAsync(account, $"{DateTime.UtcNow.Year - 10}-01-01");
        await account.GetByText("for members of 16 and over").WaitForAsync();
        await LookAsync(account, "consents-too-young");
    }

    /// <summary>Chosen on the page itself: every page in Russian, and back.</summary>
    private async Task InRussianAsync(IPage account)
    {
        await account.GotoAsync($"{_host.PublicUrl}/account");
        await account.GetByRole(AriaRole.Button, new() { Name = "Русский" }).ClickAsync();
        await account.GetByText("Действует", new() { Exact = true }).WaitForAsync();
        await CodesDrawnAsync(account);
        await LookAsync(account, "card-ru");
        foreach (var page in new[] { "about-me", "consents", "security", "password" })
        {
            await account.GotoAsync($"{_host.PublicUrl}/account/{page}");
            await LookAsync(account, $"{page}-ru");
        }
        await account.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await account.GetByLabel("Current password").WaitForAsync();
    }

    private string Card => SimulatedPhone.Told(_host, @"Text this\s+(?<told>\d[\d ]{6,22}\d)").Replace(" ", "");

    /// <summary>A member with a password of their own, on the page of their card.</summary>
    private async Task<IPage> SignedInAsync()
    {
        await _page.GotoAsync($"{_host.PublicUrl}/simulator");
        var texted = ReplyTexts.PasswordIn(await TextAsync(Card));
        var account = await PageAsync("en-US");
        await account.GotoAsync($"{_host.PublicUrl}/account");
        await SignInAsync(account, texted);
        await account.GetByLabel("New password", new() { Exact = true }).FillAsync(Own);
        await account.GetByLabel("New password, once more").FillAsync(Own);
        await account.GetByRole(AriaRole.Button, new() { Name = "Save password" }).ClickAsync();
        await account.GetByText("Active", new() { Exact = true }).WaitForAsync();
        return account;
    }

    private static async Task CloseAsync(IPage account, string password)
    {
        await account.GetByLabel("Current password").FillAsync(password);
        await account.GetByRole(AriaRole.Button, new() { Name = "Close my account for good" }).ClickAsync();
    }

    private static async Task BornAsync(IPage account, string day)
    {
        await account.Locator(".pages").GetByText("About me").ClickAsync();
        await account.GetByLabel("Birthday").FillAsync(day);
        await account.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await account.GetByRole(AriaRole.Status).WaitForAsync();
        await account.Locator(".pages").GetByText("Consents").ClickAsync();
        await account.GetByRole(AriaRole.Heading, new() { Name = "Offers by text" }).WaitForAsync();
    }

    /// <summary>Sends it from the phone on the page, and waits for the answer.</summary>
    private async Task<string> TextAsync(string words)
    {
        var answers = _page.Locator("#messages .message:not(.mine)");
        var before = await answers.CountAsync();
        await _page.Locator("#text").FillAsync(words);
        await _page.Locator("#text").PressAsync("Enter");
        await answers.Nth(before).WaitForAsync();
        return await answers.Nth(before).InnerTextAsync();
    }

    private static async Task SignInAsync(IPage page, string password)
    {
        await page.GetByLabel("Phone, user name or card number").FillAsync(AsWritten);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private async Task<IPage> PageAsync(string language)
    {
        var context = await _chromium!.NewContextAsync(
            new()
            {
                Locale = language,
                ViewportSize = new() { Width = Widths[0], Height = 780 },
            }
        );
        context.SetDefaultTimeout((float)Eventually.Bound.TotalMilliseconds);
        return await context.NewPageAsync();
    }

    /// <summary>Nothing serious in it for people who see or use it otherwise, and nothing that leaves its width.</summary>
    private static async Task LookAsync(IPage page, string name)
    {
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 780);
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
                    // The page of the API is as long as the API.
                    new() { Path = Path.Combine(Album, $"{name}-{width}.png"), FullPage = name != "docs" }
                );
        }
        await page.SetViewportSizeAsync(Widths[0], 780);
    }

    private static string ReadAxe()
    {
        var assembly = typeof(AxeResult).Assembly;
        using var stream = assembly.GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
