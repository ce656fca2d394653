using Microsoft.Playwright;
using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Account;

/// <summary>A customer with a phone and a browser, from the card in the hand to the card on the screen.</summary>
public sealed class BrowserJourney : IAsyncLifetime
{
    private const string Phone = "+16465550142";
    private const string AsWritten = "646 555 0142";
    private const string Own = "correct horse battery";

    private SimulatedSite _site = null!;
    private Installation Host => _site.Host;
    private PhonePage _phone = null!;

    public async Task InitializeAsync()
    {
        _site = await SimulatedSite.StartAsync();
        _phone = new PhonePage(await PageAsync("en-US"));
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [BrowserFact]
    public async Task From_the_card_in_the_hand_to_the_card_on_the_screen()
    {
        var card = _site.Card;
        await _phone.OpenAsync(Host);
        var welcome = await _phone.TextAsync(card);
        var texted = ReplyTexts.PasswordIn(welcome);

        // The link in the reply.
        var opened = _phone.Page.Context.WaitForPageAsync();
        await _phone.Page.Locator("#messages a").First.ClickAsync();
        var account = await opened;
        await account.GetByLabel("Phone, user name").WaitForAsync();
        await Chromium.LookAsync(account, "sign-in");
        await SignInAsync(account, "a wrong one");
        await account.GetByRole(AriaRole.Alert).WaitForAsync();
        await Chromium.LookAsync(account, "sign-in-wrong");
        await SignInAsync(account, texted);

        await account.GetByRole(AriaRole.Heading, new() { Name = "Choose your own password" }).WaitForAsync();
        await Chromium.LookAsync(account, "new-password");
        await account.GetByLabel("New password", new() { Exact = true }).FillAsync("password1");
        await account.GetByLabel("New password, once more").FillAsync("password1");
        await account.GetByRole(AriaRole.Button, new() { Name = "Save password" }).ClickAsync();
        await account.GetByText("guessed first").WaitForAsync();
        await Chromium.LookAsync(account, "new-password-fault");
        await account.GetByLabel("New password", new() { Exact = true }).FillAsync(Own);
        await account.GetByLabel("New password, once more").FillAsync(Own);
        await account.GetByRole(AriaRole.Button, new() { Name = "Save password" }).ClickAsync();

        await account.GetByText("Active", new() { Exact = true }).WaitForAsync();
        await CodesDrawnAsync(account);
        await Chromium.LookAsync(account, "card");
        await TellAboutThemselvesAsync(account);
        await AgreeToOffersAsync(account);
        await account.GetByRole(AriaRole.Link, new() { Name = "Security" }).ClickAsync();
        await account.GetByRole(AriaRole.Heading, new() { Name = "Sign-ins" }).WaitForAsync();
        await Chromium.LookAsync(account, "security");
        await account.GetByRole(AriaRole.Link, new() { Name = "Change password" }).ClickAsync();
        await account.GetByLabel("Current password").WaitForAsync();
        await Chromium.LookAsync(account, "change-password");
        await account.GetByLabel("Current password").FillAsync("not it");
        await account.GetByLabel("New password", new() { Exact = true }).FillAsync("another one entirely");
        await account.GetByLabel("New password, once more").FillAsync("another one entirely");
        await account.GetByRole(AriaRole.Button, new() { Name = "Save password" }).ClickAsync();
        await account.GetByText("current password is not right").WaitForAsync();
        await Chromium.LookAsync(account, "change-password-fault");
        await account.GotoAsync($"{Host.PublicUrl}/account/nothing");
        await Chromium.LookAsync(account, "no-such-page");
        await InRussianAsync(account);

        // The texted one has had its day; the own one works until another text is used.
        var other = await PageAsync("en-US");
        await other.GotoAsync($"{Host.PublicUrl}/account");
        await SignInAsync(other, texted);
        await other.GetByText("do not go together").WaitForAsync();
        var second = ReplyTexts.PasswordIn(await _phone.TextAsync("PASSWORD"));
        await SignInAsync(other, Own);
        await other.GetByText("Active", new() { Exact = true }).WaitForAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await SignInAsync(other, second.ToUpperInvariant().Replace("-", " "));
        await other.GetByRole(AriaRole.Heading, new() { Name = "Choose your own password" }).WaitForAsync();
        var third = await PageAsync("en-US");
        await third.GotoAsync($"{Host.PublicUrl}/account");
        await SignInAsync(third, Own);
        await third.GetByText("do not go together").WaitForAsync();
    }

    [BrowserFact]
    public async Task A_card_that_ends_and_an_account_that_is_closed_say_so()
    {
        var account = await SignedInAsync();
        foreach (var (state, name) in new[] { ("Blocked", "card-blocked"), ("Replaced", "card-replaced") })
        {
            await Host.ImportAsync([new CardLine(Card, state)]);
            await account.GotoAsync($"{Host.PublicUrl}/account");
            await account.GetByText(state, new() { Exact = true }).WaitForAsync();
            await Chromium.LookAsync(account, name);
        }
        (await Host.RunAsync("cards", "remove", "--batch", "demo")).MustSucceed();
        await account.GotoAsync($"{Host.PublicUrl}/account");
        await account.GetByText("No card is linked").WaitForAsync();
        await Chromium.LookAsync(account, "no-card");
        await account.GotoAsync($"{Host.PublicUrl}/account/security");
        await CloseAsync(account, "not it");
        await account.GetByText("current password is not right").WaitForAsync();
        await Chromium.LookAsync(account, "security-fault");
        await CloseAsync(account, Own);
        await account.GetByText("Your account is closed").WaitForAsync();
        await Chromium.LookAsync(account, "closed");
        await account.GetByRole(AriaRole.Link, new() { Name = "Русский" }).ClickAsync();
        await account.GetByRole(AriaRole.Heading, new() { Name = "Вход" }).WaitForAsync();
    }

    [BrowserFact]
    public async Task Whoever_guesses_on_must_wait_and_is_locked_out_in_the_end()
    {
        Host.Settings["Account__Tries"] = "2";
        Host.Settings["Account__TriesUntilLocked"] = "2";
        // Three tries fit into it also where a page takes seconds.
        Host.Settings["Account__TryWindow"] = "00:00:45";
        await Host.Host!.TerminateAsync(Eventually.Bound);
        await Host.StartAsync();
        var page = await PageAsync("en-US");
        await page.GotoAsync($"{Host.PublicUrl}/account");
        foreach (var (password, told) in new[] { ("1", "do not go"), ("2", "do not go"), ("3", "Too many tries") })
        {
            await SignInAsync(page, $"wrong {password}");
            await page.GetByText(told).WaitForAsync();
        }
        await Chromium.LookAsync(page, "too-many-tries");
        await Task.Delay(TimeSpan.FromSeconds(45));
        await SignInAsync(page, "wrong 4");
        await page.GetByText("is locked").WaitForAsync();
        await Chromium.LookAsync(page, "locked");
    }

    [BrowserFact]
    public async Task Whoever_reads_Russian_is_met_in_Russian_and_texts_the_Russian_word()
    {
        var page = await PageAsync("ru-RU");
        await page.GotoAsync($"{Host.PublicUrl}/account");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Вход" }).WaitForAsync();
        await Chromium.LookAsync(page, "sign-in-ru");
        var link = await page.GetByRole(AriaRole.Link, new() { Name = "Отправить ПАРОЛЬ" }).GetAttributeAsync("href");
        Assert.Matches(@"^sms:\+\d+\?body=%D0%9F%D0%90%D0%A0%D0%9E%D0%9B%D0%AC$", link);
    }

    [BrowserFact]
    public async Task The_API_is_there_to_read_and_every_link_on_the_page_leads_somewhere()
    {
        var page = await PageAsync("en-US");
        await page.GotoAsync($"{Host.PublicUrl}/docs");
        await page.GetByRole(AriaRole.Heading, new() { Name = "API", Exact = true }).WaitForAsync();
        await Chromium.LookAsync(page, "docs", whole: false); // as long as the API
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
        await Chromium.LookAsync(account, "about-me-fault");
        await account.GetByLabel("E-mail").FillAsync("");
        await account.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await account.GetByRole(AriaRole.Status).WaitForAsync();
        // Half-done is done: what was right is there when they come back.
        await account.ReloadAsync();
        Assert.Equal("Ann", await account.GetByLabel("First name").InputValueAsync());
        await Chromium.LookAsync(account, "about-me");
    }

    private static async Task AgreeToOffersAsync(IPage account)
    {
        await account.GetByRole(AriaRole.Link, new() { Name = "Consents" }).ClickAsync();
        await account.GetByText("First tell us your birthday").WaitForAsync();
        await BornAsync(account, "1990-02-28");
        await Chromium.LookAsync(account, "consents");
        await account.GetByRole(AriaRole.Button, new() { Name = "Yes, send me offers" }).ClickAsync();
        await account.GetByRole(AriaRole.Button, new() { Name = "No more offers" }).WaitForAsync();
        await Chromium.LookAsync(account, "consents-given");
        await account.GetByRole(AriaRole.Button, new() { Name = "No more offers" }).ClickAsync();
        await account.GetByRole(AriaRole.Button, new() { Name = "Yes, send me offers" }).WaitForAsync();
        await account.GetByText("taken back on").WaitForAsync();
        await BornAsync(account, $"{DateTime.UtcNow.Year - 10}-01-01");
        await account.GetByText("for members of 16 and over").WaitForAsync();
        await Chromium.LookAsync(account, "consents-too-young");
    }

    /// <summary>Chosen on the page itself: every page in Russian, and back.</summary>
    private async Task InRussianAsync(IPage account)
    {
        await account.GotoAsync($"{Host.PublicUrl}/account");
        await account.GetByRole(AriaRole.Button, new() { Name = "Русский" }).ClickAsync();
        await account.GetByText("Действует", new() { Exact = true }).WaitForAsync();
        await CodesDrawnAsync(account);
        await Chromium.LookAsync(account, "card-ru");
        foreach (var page in new[] { "about-me", "consents", "security", "password" })
        {
            await account.GotoAsync($"{Host.PublicUrl}/account/{page}");
            await Chromium.LookAsync(account, $"{page}-ru");
        }
        await account.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await account.GetByLabel("Current password").WaitForAsync();
    }

    private string Card => _site.Card.Replace(" ", "");

    /// <summary>A member with a password of their own, on the page of their card.</summary>
    private async Task<IPage> SignedInAsync()
    {
        await _phone.OpenAsync(Host);
        var texted = ReplyTexts.PasswordIn(await _phone.TextAsync(Card));
        var account = await PageAsync("en-US");
        await account.GotoAsync($"{Host.PublicUrl}/account");
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

    private static async Task SignInAsync(IPage page, string password)
    {
        await page.GetByLabel("Phone, user name or card number").FillAsync(AsWritten);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private Task<IPage> PageAsync(string language) => _site.Chromium.PageAsync(language);
}
