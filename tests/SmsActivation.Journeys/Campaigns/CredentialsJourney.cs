using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Campaigns;

/// <summary>Customers of a till, without any e-mail address, get into the shop's site by a text.</summary>
public sealed class CredentialsJourney
{
    private const string Own = "lilac otter 58 marimba";

    [SqliteFact]
    public async Task Each_password_opens_once_stands_nowhere_and_who_texts_a_card_later_is_one_member()
    {
        await using var host = await CredentialsRun.HostAsync();
        var card = CardNumbers.Luhn16();
        var told = await new CredentialsRun(customers: 40, perSecond: 20).SendAsync(host);
        await host.ImportAsync([new CardLine(card)]);
        Assert.Equal(told.Count, told.Select(one => one.UserName).Distinct().Count());
        Assert.All(told, one => Assert.Matches("^(?=.{3,16}$)[a-z]{3,}[0-9]*$", one.UserName));
        Assert.Empty(await CredentialsRun.SignInAsync(host, told.Skip(1).ToList()));

        // The one who has not signed in yet texts a card, and is welcomed with a password for the same name.
        var text = new InboundSms(told[0].Phone, card);
        await host.PostAsync(text);
        await host.SettledAsync([text.Sid]);
        var welcome = (await host.Carrier.TextsAsync(text.From))[^1].Body;
        Assert.True(ReplyTexts.IsTemplate(welcome, "en", "Activated", card), welcome);
        var again = told[0] with { Password = ReplyTexts.PasswordIn(welcome) };
        using var browser = new Browser(host.Url);
        await CredentialsRun.SignInAsync(browser, again);
        await browser.PostAsync("/account/password", ("password", Own), ("again", Own));
        Assert.Contains(CardNumbers.Spaced(card), browser.Page);
        // What the campaign had told was voided by it: one member, one account.
        using var first = new Browser(host.Url);
        await CredentialsRun.SignInAsync(first, told[0]);
        Assert.Contains("do not go together", first.Page);

        // Whoever has lost theirs asks, without any card.
        var newest = await AskAsync(host, told[2]);
        var newer = (await AskAsync(host, told[1])) with { UserName = told[1].Phone };
        Assert.Empty(await CredentialsRun.SignInAsync(host, [newer]));

        // The account of somebody without a card, and who never texted us, is as whole as any other.
        using var third = new Browser(host.Url);
        await third.PostAsync("/account/sign-in", ("name", newest.UserName), ("password", newest.Password));
        await third.PostAsync("/account/password", ("password", Own), ("again", Own));
        foreach (var page in new[] { "", "/about-me", "/consents", "/security", "/data" })
        {
            await third.OpenAsync("/account" + page);
            Assert.True(third.Answer.IsSuccessStatusCode, $"{page}: {third.Status}");
        }

        Assert.Empty(await CredentialsRun.LookThroughAsync(host, [.. told, again, newer, newest]));
        await host.Host!.TerminateAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(await CredentialsRun.LookThroughAsync(host, [.. told, again]));
    }

    /// <summary>The same customer, with the password that they asked for.</summary>
    private static async Task<TillCustomer> AskAsync(Installation host, TillCustomer customer)
    {
        var asked = new InboundSms(customer.Phone, "PASSWORD");
        await host.PostAsync(asked);
        await host.SettledAsync([asked.Sid]);
        var reissued = (await host.Carrier.TextsAsync(asked.From))[^1].Body;
        return customer with { Password = ReplyTexts.PasswordIn(reissued) };
    }
}
