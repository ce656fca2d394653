using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Webhooks;

/// <summary>Texts that the carrier has, and whose webhooks were lost: found in its list, and answered once.</summary>
public sealed class LostWebhooks : IAsyncLifetime
{
    private Installation _host = null!;

    public async Task InitializeAsync() =>
        _host = await Installation.CreateAsync(
            new Dictionary<string, string?> { ["Sweep__Every"] = "00:00:01", ["Sweep__Grace"] = "00:00:00" }
        );

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_card_that_was_texted_while_the_host_was_away_is_activated_once()
    {
        var phone = PhoneNumbers.Draw("US");
        var (sms, whatsApp) = (CardNumbers.Luhn16(), CardNumbers.Luhn16());
        InboundSms[] lost = [new(phone, sms), new($"whatsapp:{PhoneNumbers.Draw("US")}", whatsApp)];
        await _host.ImportAsync([new CardLine(sms), new CardLine(whatsApp)]);
        await _host.StartAsync();
        await _host.Host!.TerminateAsync(TimeSpan.FromSeconds(30));
        foreach (var text in lost)
            await _host.Carrier.HoldAsync(text);
        await _host.StartAsync();
        await _host.SettledAsync([.. lost.Select(text => text.Sid)]);

        foreach (var text in lost)
        {
            // The webhook comes late, and a text behind it, so that all before that one is done.
            await _host.PostAsync(text);
            var again = new InboundSms(text.From, text.Body);
            await _host.PostAsync(again);
            var log = await _host.SettledAsync([again.Sid]);
            Assert.Equal("Activated", log.Single(row => row.MessageSid == text.Sid).Outcome);
            Assert.Equal("AlreadyActive", log.Single(row => row.MessageSid == again.Sid).Outcome);
            var welcome = (await _host.Carrier.TextsAsync(text.From))[0];
            Assert.NotNull(ReplyTexts.TryPasswordIn(welcome.Body));
            Assert.Equal(2, (await _host.Carrier.TextsAsync(text.From)).Count);
        }
    }

    [Fact]
    public async Task A_stop_counts_as_answered_by_the_carrier()
    {
        await _host.StartAsync();
        var lost = new InboundSms(PhoneNumbers.Draw("US"), "Stop");
        await _host.Carrier.HoldAsync(lost);
        var row = (await _host.SettledAsync([lost.Sid])).Single(row => row.MessageSid == lost.Sid);
        Assert.Equal(("OptedOut", null), (row.Outcome, row.Reply));
        Assert.Empty(await _host.Carrier.TextsAsync(lost.From));
    }
}
