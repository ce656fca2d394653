using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Privacy;

/// <summary>What the carrier still shows of a password, once its text is final.</summary>
public sealed class RedactionJourney : IAsyncLifetime
{
    private const string Switch = "Twilio__RedactPasswords";
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(8);
    private Installation _host = null!;

    public async Task InitializeAsync() => _host = await Installation.CreateAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Final_texts_with_a_password_are_emptied_at_the_carrier_and_no_others()
    {
        var cards = Enumerable.Range(0, 3).Select(_ => CardNumbers.Luhn16()).ToList();
        await _host.ImportAsync(cards.Select(card => new CardLine(card)));
        // Not asked for by this host, and made good by the next: what is owed is on disk.
        _host.Settings[Switch] = "false";
        await _host.StartAsync();
        var delivered = await WelcomeAsync(cards[0], "delivered");
        await Task.Delay(Watch);
        Assert.NotEqual("", await _host.Carrier.KeptAsync(delivered));
        await _host.Host!.TerminateAsync(TimeSpan.FromSeconds(30));
        _host.Settings[Switch] = null;
        await _host.StartAsync();

        var undelivered = await WelcomeAsync(cards[1], "undelivered", 30003);
        var notFinal = await WelcomeAsync(cards[2], "sent");
        var plain = await TextAsync("hello", "delivered");
        foreach (var sid in new[] { delivered, undelivered })
            await Eventually.TrueAsync(
                "the carrier shows no words",
                async () => await _host.Carrier.KeptAsync(sid) == ""
            );
        await Task.Delay(Watch);
        Assert.NotNull(ReplyTexts.TryPasswordIn(await _host.Carrier.KeptAsync(notFinal)));
        Assert.NotEqual("", await _host.Carrier.KeptAsync(plain));
        var seen = await _host.Carrier.SeenAsync();
        Assert.Equal([delivered, undelivered], seen.Redacted);
        Assert.Empty(seen.Violations);
    }

    private async Task<string> WelcomeAsync(string card, string fate, int? code = null)
    {
        var sid = await TextAsync(card, fate, code);
        Assert.NotNull(
            ReplyTexts.TryPasswordIn((await _host.Carrier.SeenAsync()).Creates.Single(one => one.Sid == sid).Body)
        );
        return sid;
    }

    /// <summary>A text from a new phone, whose reply meets this fate; the reply's SID.</summary>
    private async Task<string> TextAsync(string body, string fate, int? code = null)
    {
        var sms = new InboundSms(PhoneNumbers.Draw("US"), body);
        await _host.Carrier.DecideAsync(new Fate(sms.From, fate, code));
        await _host.PostAsync(sms);
        await Eventually.TrueAsync(
            $"the reply is {fate}",
            async () => (await _host.LogAsync()).Any(row => row.MessageSid == sms.Sid && row.ReplyState == fate)
        );
        return Assert.Single(await _host.Carrier.TextsAsync(sms.From)).Sid!;
    }
}
