using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Outcomes;

/// <summary>What depends on time gone by: a host whose silences are seconds long.</summary>
public sealed class LateWelcomeJourneys : IAsyncLifetime
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);
    private Installation _installation = null!;

    public async Task InitializeAsync()
    {
        _installation = await Installation.CreateAsync(
            new Dictionary<string, string?> { ["Password__AskCardAfter"] = Silence.ToString() }
        );
    }

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task A_welcome_that_did_not_arrive_is_said_again()
    {
        var card = await StartWithCardAsync();
        var phone = PhoneNumbers.Draw("US");
        await _installation.Carrier.DecideAsync(new Fate(phone, "undelivered", 30003));
        var first = await SayAsync(phone, card);
        Assert.Equal(("Activated", "Activated", "undelivered"), (first.Outcome, first.Reply, first.ReplyState));

        await _installation.Carrier.DecideAsync(new Fate(phone, "delivered"));
        var again = await SayAsync(phone, card);
        Assert.Equal(("AlreadyActive", "WelcomeAgain", "delivered"), (again.Outcome, again.Reply, again.ReplyState));

        var texts = await _installation.Carrier.TextsAsync(phone);
        Assert.True(ReplyTexts.IsTemplate(texts[^1].Body, "en", "WelcomeAgain", card));
        OneAction.Check("WelcomeAgain", "en", texts[^1].Body);
        Assert.NotEqual(ReplyTexts.PasswordIn(texts[0].Body), ReplyTexts.PasswordIn(texts[^1].Body));
    }

    [Fact]
    public async Task After_a_long_silence_PASSWORD_needs_the_card_as_often_as_it_is_asked()
    {
        var card = await StartWithCardAsync();
        var phone = PhoneNumbers.Draw("RU");
        Assert.Equal("Activated", (await SayAsync(phone, card)).Outcome);
        await Task.Delay(Silence + TimeSpan.FromSeconds(1));

        var asked = await SayAsync(phone, "ПАРОЛЬ");
        Assert.Equal(("PasswordNeedsCard", "PasswordNeedsCard"), (asked.Outcome, asked.Reply));
        // The number may have a new owner, who simply asks again.
        Assert.Equal("PasswordNeedsCard", (await SayAsync(phone, "ПАРОЛЬ")).Outcome);
        Assert.Equal("PasswordReissued", (await SayAsync(phone, $"ПАРОЛЬ {card[^4..]}")).Outcome);

        var texts = await _installation.Carrier.TextsAsync(phone);
        Assert.True(ReplyTexts.IsTemplate(texts[1].Body, "ru", "PasswordNeedsCard"));
        OneAction.Check("PasswordNeedsCard", "ru", texts[1].Body);
    }

    private async Task<string> StartWithCardAsync()
    {
        var card = CardNumbers.Luhn16();
        await _installation.ImportAsync([new CardLine(card)]);
        await _installation.StartAsync();
        return card;
    }

    private async Task<LogRow> SayAsync(string phone, string body)
    {
        var sms = new InboundSms(phone, body);
        await _installation.PostAsync(sms);
        return (await _installation.SettledAsync([sms.Sid])).Single(row => row.MessageSid == sms.Sid);
    }
}
