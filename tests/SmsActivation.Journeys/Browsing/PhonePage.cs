using Microsoft.Playwright;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Browsing;

/// <summary>The simulator's phone, in a browser.</summary>
internal sealed class PhonePage(IPage page)
{
    public IPage Page => page;

    public async Task OpenAsync(Installation host) => await page.GotoAsync($"{host.PublicUrl}/simulator");

    /// <summary>Sends it from the phone on the page, and waits for the answer.</summary>
    public async Task<string> TextAsync(string words)
    {
        var before = await Answers.CountAsync();
        await page.Locator("#text").FillAsync(words);
        await page.Locator("#text").PressAsync("Enter");
        return await AnswerAsync(before);
    }

    public Task<int> CountAsync() => Answers.CountAsync();

    /// <summary>The answer that comes after so many.</summary>
    public async Task<string> AnswerAsync(int before)
    {
        await Answers.Nth(before).WaitForAsync();
        return await Answers.Nth(before).InnerTextAsync();
    }

    private ILocator Answers => page.Locator("#messages .message:not(.mine)");
}
