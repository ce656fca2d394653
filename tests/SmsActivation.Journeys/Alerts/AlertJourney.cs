using System.Net;
using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Alerts;

/// <summary>Whoever is on call hears of it once by webhook and text, and then that it is over.</summary>
public sealed class AlertJourney : IAsyncLifetime
{
    private const string OnCall = "+15550109999";
    private EventReceiver _ops = null!;
    private Installation _host = null!;

    public async Task InitializeAsync()
    {
        _ops = await EventReceiver.StartAsync();
        _host = await Installation.CreateAsync(
            new Dictionary<string, string?>(_ops.AlertSettings)
            {
                ["Alerts__OnCall__0"] = OnCall,
                ["Alerts__Every"] = "00:00:01",
                ["Alerts__ClearAfter"] = "00:00:02",
                ["Alerts__WebhooksRefused"] = "1",
            }
        );
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _ops.DisposeAsync();
    }

    [Fact]
    public async Task A_sender_that_the_carrier_refuses_is_told_once_and_its_end_too()
    {
        await _host.StartAsync();
        var customer = new InboundSms(PhoneNumbers.Draw("US"), "hello") { To = Own.Second };
        await _host.Carrier.ScriptAsync(
            new Fault(FaultKind.Refuse, Times: 2, To: customer.From, Status: 401, Code: 20003)
        );
        await _host.PostAsync(customer);
        await ToldAsync("alert.raised", "alert.cleared");

        var raised = _ops.Taken[0].Data;
        Assert.Equal(
            ("SenderRefused", "critical", "+•••••2222", $"{_host.PublicUrl}/ops/needs"),
            (Text("kind"), Text("severity"), Text("subject"), Text("link"))
        );
        Assert.Equal(0, _ops.Forged);
        await TextedAsync(
            "ALERT: the carrier refuses our sender +2222, error 20003. Check key and number in Twilio's console.",
            "ALL CLEAR: sender refused (+2222)."
        );
        // The customer has their answer, and no limit of theirs was used for it.
        Assert.Single(await _host.Carrier.TextsAsync(customer.From));

        string? Text(string name) => raised.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_host_that_dies_while_it_tells_loses_no_alert_and_texts_it_once()
    {
        _host.Settings["SMSACTIVATION_CRASH_AT"] = "alerts.after-telling";
        await _host.StartAsync();
        await ForgeAsync();
        await Eventually.TrueAsync("the host dies", () => Task.FromResult(_host.Host!.HasExited));
        _host.Settings["SMSACTIVATION_CRASH_AT"] = null;
        await _host.StartAsync();
        await ToldAsync("alert.raised", "alert.cleared");
        Assert.Equal("WebhooksRefused", _ops.Taken[0].Data.GetProperty("kind").GetString());
        await TextedAsync("ALERT: 100% of the carrier's webhooks are answered 403", "ALL CLEAR: webhooks answered 403");
    }

    /// <summary>A webhook that is signed with another token.</summary>
    private async Task ForgeAsync()
    {
        using var forged = new InboundSms(PhoneNumbers.Draw("US"), "hello").ToRequest(
            $"{_host.Url}/twilio/sms",
            $"{_host.PublicUrl}/twilio/sms",
            "another token",
            _host.Carrier.Account.Sid
        );
        using var answer = await _host.SendAsync(forged);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private async Task ToldAsync(params string[] types)
    {
        await Eventually.TrueAsync(
            $"told are {string.Join(", ", types)}",
            () => Task.FromResult(_ops.Taken.Select(told => told.Id).Distinct().Count() >= types.Length),
            TimeSpan.FromSeconds(180)
        );
        Assert.Equal(types, _ops.Taken.DistinctBy(told => told.Id).Select(told => told.Type));
    }

    private async Task TextedAsync(params string[] words)
    {
        IReadOnlyList<CreateSeen> texts = [];
        await Eventually.TrueAsync(
            $"{words.Length} texts are with the carrier",
            async () => (texts = await _host.Carrier.TextsAsync(OnCall)).Count >= words.Length
        );
        Assert.Equal(words.Length, texts.Count);
        Assert.All(texts.Zip(words), pair => Assert.Contains(pair.Second, pair.First.Body));
        Assert.All(texts, text => Assert.Equal(Own.Number, text.From));
    }
}
