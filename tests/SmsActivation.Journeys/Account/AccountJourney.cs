using System.Net;
using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Account;

/// <summary>From the welcome text to the card on the screen.</summary>
public sealed class AccountJourney : IAsyncLifetime
{
    private const string Own = "correct horse battery";
    private Installation _host = null!;
    private string _phone = "";
    private string _card = "";

    public async Task InitializeAsync()
    {
        _host = await Installation.CreateAsync();
        _card = CardNumbers.Luhn16();
        _phone = PhoneNumbers.Draw("US");
        await _host.ImportAsync([new CardLine(_card)]);
        await _host.StartAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_texted_password_opens_once_and_the_own_one_until_another_is_texted_and_used()
    {
        var texted = await TextedPasswordAsync(_card);
        using var browser = new Browser(_host.Url);
        await browser.OpenAsync("/account");
        Assert.Contains("Sign in", browser.Page);
        await SignInAsync(browser, texted);
        Assert.Contains("Choose your own password", browser.Page);
        // Nothing else is shown before that is done.
        await browser.OpenAsync("/account");
        Assert.EndsWith("/account/password", browser.At);
        await browser.PostAsync("/account/password", ("password", "password1"), ("again", "password1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("guessed first", browser.Page);
        await browser.PostAsync("/account/password", ("password", Own), ("again", Own));
        Assert.Contains("Active", browser.Page);
        Assert.Contains(CardNumbers.Spaced(_card), browser.Page);
        await browser.OpenAsync($"/account/qr/{_card}");
        Assert.Equal("image/svg+xml", browser.Answer.Content.Headers.ContentType!.MediaType);

        using var other = new Browser(_host.Url);
        await SignInAsync(other, texted);
        Assert.Contains("do not go together", other.Page);
        var second = await TextedPasswordAsync("PASSWORD");
        await SignInAsync(other, Own);
        Assert.Contains("My card", other.Page);
        await SignInAsync(browser, second);
        Assert.Contains("Choose your own password", browser.Page);
        using var third = new Browser(_host.Url);
        await SignInAsync(third, Own);
        Assert.Contains("do not go together", third.Page);
    }

    [Fact]
    public async Task A_form_of_another_site_or_without_its_token_changes_nothing()
    {
        using var browser = new Browser(_host.Url);
        await SignInAsync(browser, await TextedPasswordAsync(_card));
        await browser.PostFromAsync("https://evil.example", "/account/password", ("password", Own), ("again", Own));
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        await browser.PostFromAsync(_host.Url, "/account/password", ("password", Own), ("again", Own));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        await browser.OpenAsync("/account");
        Assert.EndsWith("/account/password", browser.At);
    }

    [Fact]
    public async Task Who_signed_out_is_out_and_sees_no_card_of_another()
    {
        using var browser = new Browser(_host.Url);
        await SignInAsync(browser, await TextedPasswordAsync(_card));
        await browser.PostAsync("/account/password", ("password", Own), ("again", Own));
        await browser.OpenAsync("/account/qr/9900550000000000");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await browser.OpenAsync("/account");
        await browser.PostAsync("/account/sign-out");
        Assert.Contains("Sign in", browser.Page);
        await browser.OpenAsync("/account");
        Assert.DoesNotContain("My card", browser.Page);
    }

    [Fact]
    public async Task Who_closes_the_account_gets_the_data_first_and_blocks_the_card()
    {
        using var browser = new Browser(_host.Url);
        await SignInAsync(browser, await TextedPasswordAsync(_card));
        await browser.PostAsync("/account/password", ("password", Own), ("again", Own));
        await browser.OpenAsync("/account/data");
        Assert.Equal("my-data.json", browser.Answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Contains($"\"number\": \"{_card}\"", browser.Page);
        Assert.DoesNotContain("hash", browser.Page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"\"phone\": \"{_phone}\"", browser.Page);
        Assert.Contains("\"text\": \"By texting my card's number", browser.Page);
        Assert.Contains("\"language\": \"en\"", browser.Page);

        using var other = new Browser(_host.Url);
        await SignInAsync(other, Own);
        await browser.OpenAsync("/account/security");
        await browser.PostAsync("/account/sign-out-others");
        Assert.Contains("Everyone else is signed out", browser.Page);
        await other.OpenAsync("/account/security");
        Assert.Contains("You were signed out", other.Page);
        await other.OpenAsync("/account");
        Assert.DoesNotContain("You were signed out", other.Page);

        await browser.PostAsync("/account/close", ("current", "not my password"));
        Assert.Contains("not right", browser.Page);
        await browser.PostAsync("/account/close", ("current", Own));
        Assert.Contains("role=\"status\">Your account is closed", browser.Page);
        Assert.Contains("href=\"/account?lang=ru\"", browser.Page);
        await SignInAsync(browser, Own);
        Assert.Contains("do not go together", browser.Page);
        Assert.Equal(("Blocked", null), ((await _host.CardAsync(_card)).State, (await _host.CardAsync(_card)).Phone));
        // Nor does the phone open it again, whoever has it now.
        Assert.Contains("no active card", await AnswerAsync("PASSWORD"));
    }

    [Fact]
    public async Task The_language_is_chosen_on_every_page_and_stays_the_members()
    {
        using var browser = new Browser(_host.Url);
        await browser.OpenAsync("/account");
        await browser.PostAsync("/account/sign-in", ("name", _phone), ("password", "wrong"));
        // A link on the answer to a form leads to the page of it.
        Assert.Contains("href=\"/account?lang=ru\"", browser.Page);
        await browser.OpenAsync("/account/sign-in?lang=ru");
        Assert.Equal((HttpStatusCode.OK, "/account"), (browser.Status, browser.At));
        await browser.OpenAsync("/account?lang=ru");
        Assert.Contains("aria-label=\"Язык\"", browser.Page);

        await SignInAsync(browser, await TextedPasswordAsync(_card));
        await browser.PostAsync("/account/language", ("language", "ru"), ("to", "/account/password"));
        Assert.EndsWith("/account/password", browser.At);
        Assert.Contains("Придумайте свой пароль", browser.Page);
        await browser.PostAsync("/account/password", ("password", Own), ("again", Own));
        Assert.Contains("Моя карта", browser.Page);
        await browser.PostAsync("/account/language", ("language", "xx"), ("to", "/account"));
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        await browser.OpenAsync("/account/security");
        await browser.PostAsync("/account/language", ("language", "en"), ("to", "https://evil.example"));
        Assert.Equal("/account", browser.At);
        Assert.Contains("My card", browser.Page);
    }

    [Fact]
    public async Task A_card_that_is_not_in_use_any_more_says_what_became_of_it()
    {
        using var browser = new Browser(_host.Url);
        await SignInAsync(browser, await TextedPasswordAsync(_card));
        await browser.PostAsync("/account/password", ("password", Own), ("again", Own));
        foreach (var (state, word) in new[] { ("Replaced", "number of the new card"), ("Blocked", "switched off") })
        {
            await _host.ImportAsync([new CardLine(_card, state)]);
            await browser.OpenAsync("/account");
            Assert.Contains(state, browser.Page);
            Assert.Contains(word, browser.Page);
            Assert.Contains(CardNumbers.Spaced(_card), browser.Page);
            Assert.DoesNotContain("No card is linked", browser.Page);
        }
    }

    [Fact]
    public async Task An_address_of_no_page_has_a_page_that_says_so()
    {
        using var browser = new Browser(_host.Url);
        await browser.OpenAsync("/account/nothing");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Contains("no such page", browser.Page);
        Assert.StartsWith("default-src 'none'", browser.Answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task Who_was_too_young_for_offers_is_not_older_by_saying_so()
    {
        using var browser = new Browser(_host.Url);
        await SignInAsync(browser, await TextedPasswordAsync(_card));
        await browser.PostAsync("/account/password", ("password", Own), ("again", Own));
        await browser.OpenAsync("/account/about-me");
        Assert.Matches(@"First name\s+<span class=""soft"">", browser.Page);
        var young = $"{DateTime.UtcNow.Year - 10}-01-01";
        await browser.PostAsync("/account/about-me", ("birthday", young));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        foreach (var other in new[] { "1990-01-01", "" })
        {
            await browser.PostAsync("/account/about-me", ("birthday", other), ("firstName", "Ann"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
            Assert.Contains("stays for now", browser.Page);
        }
        await browser.OpenAsync("/account/about-me");
        Assert.Contains(young, browser.Page);
        Assert.Contains("value=\"Ann\"", browser.Page);
    }

    [Fact]
    public async Task Every_answer_is_guarded_and_nothing_typed_becomes_markup()
    {
        using var browser = new Browser(_host.Url);
        await browser.OpenAsync("/account");
        await browser.PostAsync("/account/sign-in", ("name", "\"><script>alert(1)</script>"), ("password", "x"));
        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
        var raw = await browser.Answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script", raw);
        Assert.StartsWith("default-src 'none'", browser.Answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-store", browser.Answer.Headers.CacheControl!.ToString());
    }

    private Task SignInAsync(Browser browser, string password) =>
        browser.PostAsync("/account/sign-in", ("name", _phone), ("password", password));

    /// <summary>The password in the answer to a text.</summary>
    private async Task<string> TextedPasswordAsync(string body) => ReplyTexts.PasswordIn(await AnswerAsync(body));

    private async Task<string> AnswerAsync(string body)
    {
        var sms = new InboundSms(_phone, body);
        await _host.PostAsync(sms);
        await _host.SettledAsync([sms.Sid]);
        return (await _host.Carrier.TextsAsync(_phone))[^1].Body;
    }
}
