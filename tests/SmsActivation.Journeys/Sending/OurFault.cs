using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Sending;

/// <summary>Faults of ours, which no customer may pay for.</summary>
public sealed class OurFault
{
    [Fact]
    public async Task A_wrong_key_for_a_while_fails_nobodys_welcome()
    {
        await using var host = await Installation.CreateAsync();
        var cards = Enumerable.Range(0, 5).Select(_ => CardNumbers.Luhn16()).ToList();
        await host.ImportAsync(cards.Select(card => new CardLine(card)));
        await host.StartAsync();
        await host.Carrier.ScriptAsync(new Fault(FaultKind.Refuse, Times: 1000, Status: 401, Code: 20003, Seconds: 5));
        var texts = cards.Select(card => new InboundSms(PhoneNumbers.Draw("US"), card)).ToList();
        foreach (var text in texts)
            await host.PostAsync(text);

        var log = await host.SettledAsync([.. texts.Select(text => text.Sid)], TimeSpan.FromSeconds(120));
        Assert.All(log, row => Assert.Equal(("Activated", "delivered"), (row.Outcome, row.ReplyState)));
        foreach (var text in texts)
            Assert.Single(await host.Carrier.TextsAsync(text.From));
        Assert.Contains((await host.Carrier.SeenAsync()).Creates, create => create.Answer == 401);
    }

    [Fact]
    public async Task A_carrier_that_cannot_be_reached_is_tried_again()
    {
        await using var host = await Installation.CreateAsync();
        var real = new Uri(host.Carrier.Url);
        var port = FreePort.Draw();
        host.Settings["Twilio__ApiBaseUrl"] = $"http://127.0.0.1:{port}";
        await host.StartAsync();
        var sms = new InboundSms(PhoneNumbers.Draw("GB"), "hello");
        await host.PostAsync(sms);
        await Eventually.TrueAsync(
            "the reply waits for another try",
            async () => (await host.LogAsync()).SingleOrDefault()?.ReplyState == "retry"
        );

        await using var bridge = Bridge.Open(port, real.Port);
        var row = Assert.Single(await host.SettledAsync([sms.Sid], TimeSpan.FromSeconds(90)));
        Assert.Equal("delivered", row.ReplyState);
        Assert.Single(await host.Carrier.TextsAsync(sms.From));
    }
}
