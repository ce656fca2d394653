using Microsoft.Playwright;
using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Ops;

/// <summary>An operator with a customer on the line: finds the case by the last digits, sends a new password, and sees
/// nothing come alive that the customer wrote. Every page of /ops is looked at on the way.</summary>
public sealed class CaseJourney : IAsyncLifetime
{
    private const string Hostile = "<script>document.title='gone'</script> \"quoted\" & 'so' \u202Ethgir";

    private static readonly (string Path, string Heading)[] Pages =
    [
        ("needs", "Needs a person"),
        ("log", "Log"),
        ("cards", "Cards"),
        ("shop", "Card at the till"),
        ("people", "People"),
        ("me", "demo-admin"),
    ];

    private SimulatedSite _site = null!;
    private PhonePage _phone = null!;
    private IPage _ops = null!;

    public async Task InitializeAsync()
    {
        _site = await SimulatedSite.StartAsync();
        _phone = await _site.PhoneAsync();
        _ops = await _site.Chromium.PageAsync();
        await _ops.GotoAsync($"{_site.Host.PublicUrl}/ops");
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [BrowserFact]
    public async Task A_case_is_found_by_its_last_digits_and_a_new_password_is_on_the_phone()
    {
        var first = ReplyTexts.PasswordIn(await _phone.TextAsync(_site.Card));
        await Chromium.LookAsync(_ops, "ops-sign-in");
        await SignInAsync();
        await _ops.GetByRole(AriaRole.Link, new() { Name = "Find a case" }).ClickAsync();
        await Chromium.LookAsync(_ops, "ops-case-search");
        await _ops.GetByLabel("Phone or card").FillAsync("0142");
        await _ops.GetByRole(AriaRole.Button, new() { Name = "Find", Exact = true }).ClickAsync();
        await _ops.GetByRole(AriaRole.Heading, new() { Name = "Phone" }).WaitForAsync();
        // A whole number stands neither on the page nor in its address.
        Assert.DoesNotContain("16465550142", await _ops.ContentAsync() + _ops.Url);
        Assert.DoesNotContain(first, await _ops.ContentAsync());
        await Chromium.LookAsync(_ops, "ops-case");

        var answers = await _phone.CountAsync();
        await _ops.Locator("summary", new() { HasText = "Send a new password" }).First.ClickAsync();
        var form = _ops.Locator("form").Filter(new() { HasText = "Send a new password" }).First;
        await form.GetByLabel("Why").FillAsync("lost the text");
        await form.GetByRole(AriaRole.Button, new() { Name = "Send a new password" }).ClickAsync();
        var second = ReplyTexts.PasswordIn(await _phone.AnswerAsync(answers));
        Assert.NotEqual(first, second);
        await _ops.GetByText("lost the text").First.WaitForAsync();
        Assert.DoesNotContain(second, await _ops.ContentAsync());
        await _ops.GotoAsync($"{_site.Host.PublicUrl}/ops/people");
        await _ops.GetByText("sent a new password").First.WaitForAsync();
        Assert.Empty(_site.Chromium.Errors);
    }

    [BrowserFact]
    public async Task What_a_customer_wrote_shows_as_what_it_is()
    {
        await _phone.TextAsync(Hostile);
        await SignInAsync();
        await _ops.GotoAsync($"{_site.Host.PublicUrl}/ops/log");
        await _ops.Locator("#found a[href^='/ops/case']").First.ClickAsync();
        await _ops.GetByText("<script>document.title='gone'</script> \"quoted\" & 'so'").First.WaitForAsync();
        Assert.DoesNotContain("gone", await _ops.TitleAsync());
        await Chromium.LookAsync(_ops, "ops-case-hostile");
        Assert.Empty(_site.Chromium.Errors);
    }

    [BrowserFact]
    public async Task Every_page_is_fit_for_a_phone_and_for_who_sees_or_uses_it_otherwise()
    {
        await _phone.TextAsync(_site.Card);
        await SignInAsync();
        foreach (var (path, heading) in Pages)
        {
            await _ops.GotoAsync($"{_site.Host.PublicUrl}/ops/{path}");
            await _ops.GetByRole(
                    AriaRole.Heading,
                    new()
                    {
                        Name = heading,
                        Exact = true,
                        Level = 1,
                    }
                )
                .WaitForAsync();
            await Chromium.LookAsync(_ops, $"ops-{path}");
        }
        var dark = await _site.OpsAsync(ColorScheme.Dark);
        foreach (var path in new[] { "", "/log", "/needs", "/cards", "/replies", "/people" })
        {
            await dark.GotoAsync($"{_site.Host.PublicUrl}/ops{path}");
            await Chromium.LookAsync(dark, $"ops-dark{path.Replace('/', '-')}", whole: false);
        }
        Assert.Empty(_site.Chromium.Errors);
    }

    private async Task SignInAsync()
    {
        await _ops.GetByRole(AriaRole.Button, new() { Name = "Administrator" }).ClickAsync();
        await _ops.GetByRole(AriaRole.Heading, new() { Name = "Now", Exact = true }).WaitForAsync();
    }
}
