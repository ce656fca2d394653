using System.Net.Http.Json;
using Microsoft.Playwright;
using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Ops;

/// <summary>A new operator, and customers who call: each case is found and mended without a reload and without a manual.</summary>
public sealed class CallJourney : IAsyncLifetime
{
    private const string Own = "+16465550142";
    private const string Another = "+16465552211";
    private SimulatedSite _site = null!;
    private PhonePage _phone = null!;
    private IPage _ops = null!;

    public async Task InitializeAsync()
    {
        _site = await SimulatedSite.StartAsync();
        _phone = await _site.PhoneAsync();
        _ops = await _site.OpsAsync(role: "Operator");
        _ops.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [BrowserFact]
    public async Task I_texted_and_nothing_came_opens_by_itself_once_the_text_is_there()
    {
        await FindAsync("(646) 555-0142");
        await _ops.GetByRole(AriaRole.Heading, new() { Name = "Nothing here fits" }).WaitForAsync();
        Assert.Equal("(646) 555-0142", await _ops.GetByLabel("Phone or card").InputValueAsync());
        await Chromium.LookAsync(_ops, "ops-case-nothing");
        await _ops.GetByRole(AriaRole.Button, new() { Name = "Ask the carrier for it" }).ClickAsync();
        await _ops.GetByText("has no text from this phone in the last 24 hours that is not here").WaitForAsync();
        await _phone.TextAsync(_site.Card);
        await _ops.GetByRole(AriaRole.Heading, new() { Name = "Phone", Level = 1 }).WaitForAsync();
        Assert.Contains("/ops/case?", _ops.Url);
        Assert.Empty(_site.Chromium.Errors);
    }

    [BrowserFact]
    public async Task Another_phone_has_my_card_is_mended_by_two_clicks_and_seen_to_be()
    {
        await _phone.TextAsync(_site.Card);
        await SendAsync(Another, _site.Card);
        await Eventually.TrueAsync(
            "the other phone's text is decided",
            async () =>
            {
                await _ops.GotoAsync($"{_site.Host.PublicUrl}/ops/log");
                return await _ops.Locator("#found").GetByText("CardAlreadyLinked").CountAsync() > 0;
            }
        );
        // Who has the card calls as well.
        await FindAsync(Own[^4..]);
        await _ops.GetByText("2211 asks for this card").WaitForAsync();
        await FindAsync(Another[^4..]);
        await _ops.Locator("#state").GetByText("Another phone").WaitForAsync();
        // What was typed stands in the box, and in no address.
        Assert.Equal(Another[^4..], await _ops.GetByLabel("Phone or card").InputValueAsync());
        Assert.DoesNotContain(Another[^4..], _ops.Url);
        await Chromium.LookAsync(_ops, "ops-case-another");
        var told = await _phone.CountAsync();
        await _ops.GetByRole(AriaRole.Button, new() { Name = "the customer showed the card" }).First.ClickAsync();
        await _ops.GetByRole(AriaRole.Button, new() { Name = "Unlink the card" }).First.ClickAsync();
        await _ops.GetByText("What stood in the way of card").WaitForAsync();
        await _phone.AnswerAsync(told);
        await _ops.Locator("#story").GetByText("the customer showed the card").WaitForAsync();
        // The page is open still when they text again.
        await SendAsync(Another, _site.Card);
        await _ops.Locator("#state").GetByText("is active on this phone").WaitForAsync();
        // All of the page is of that moment.
        await _ops.Locator("#facts").GetByText("this phone, since").First.WaitForAsync();
        Assert.Empty(_site.Chromium.Errors);
    }

    [BrowserFact]
    public async Task A_card_that_nobody_texted_shows_the_text_that_comes()
    {
        await FindAsync(_site.Card);
        await _ops.GetByText("No text about this card arrived").WaitForAsync();
        await _phone.TextAsync(_site.Card);
        await _ops.GetByText("The card is active on phone").WaitForAsync();
        Assert.Empty(_site.Chromium.Errors);
    }

    [BrowserFact]
    public async Task What_somebody_writes_stays_while_the_page_looks_again()
    {
        await _phone.TextAsync(_site.Card);
        await FindAsync(Own[^4..]);
        await _ops.GetByRole(AriaRole.Button, new() { Name = "Ask the carrier for it" }).ClickAsync();
        await _ops.GetByText("The carrier has no text from").WaitForAsync();
        await _ops.Locator("#state summary").ClickAsync();
        var why = _ops.Locator("#state").GetByLabel("Why");
        await why.FillAsync("because they");
        for (var i = 0; i < 2; i++)
            await _ops.WaitForResponseAsync(answer => answer.Url.Contains("/ops/case?", StringComparison.Ordinal));
        await SendAsync(Own, "PASSWORD");
        await _ops.Locator("#story").GetByText("PASSWORD").First.WaitForAsync();
        Assert.Equal("because they", await why.InputValueAsync());
        Assert.Empty(_site.Chromium.Errors);
    }

    private async Task FindAsync(string typed)
    {
        await _ops.GotoAsync($"{_site.Host.PublicUrl}/ops/case");
        await _ops.GetByLabel("Phone or card").FillAsync(typed);
        await _ops.GetByRole(AriaRole.Button, new() { Name = "Find", Exact = true }).ClickAsync();
    }

    /// <summary>From another phone than the one on the page.</summary>
    private async Task SendAsync(string phone, string words)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Origin", _site.Host.PublicUrl);
        using var sent = await http.PostAsJsonAsync(
            $"{_site.Host.PublicUrl}/simulator/phone/send",
            new { from = phone, body = words }
        );
        sent.EnsureSuccessStatusCode();
    }
}
