using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Sending;

/// <summary>A host whose replies meet every way that a text can fare.</summary>
public sealed class SendingHost : IAsyncLifetime
{
    public Installation Installation { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Installation = await Installation.CreateAsync();
        await Installation.StartAsync();
    }

    public async Task DisposeAsync() => await Installation.DisposeAsync();
}

/// <summary>Signed reports, and what the log says after them.</summary>
public sealed class DeliveryReports(SendingHost sending) : IClassFixture<SendingHost>
{
    private readonly Installation _host = sending.Installation;

    [Theory]
    [InlineData("delivered", null, "delivered")]
    [InlineData("undelivered", 30003, "undelivered")]
    [InlineData("failed", 30008, "failed")]
    [InlineData("read", null, "delivered")]
    [InlineData("canceled", null, "failed")]
    public async Task A_report_moves_the_log(string word, int? code, string state)
    {
        var sms = new InboundSms(PhoneNumbers.Draw("US"), "hello");
        await _host.Carrier.DecideAsync(new Fate(sms.From, word, code));
        Assert.Equal(state, (await AnsweredAsync(sms)).ReplyState);
    }

    [Fact]
    public async Task A_report_may_come_before_the_answer_to_the_create()
    {
        var sms = new InboundSms(PhoneNumbers.Draw("US"), "hello");
        await _host.Carrier.ScriptAsync(new Fault(FaultKind.CallbackFirst, To: sms.From));
        Assert.Equal("delivered", (await AnsweredAsync(sms)).ReplyState);

        // The create's answer, which says queued, comes after it and takes nothing back.
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Equal("delivered", (await _host.LogAsync()).Single(row => row.MessageSid == sms.Sid).ReplyState);
        Assert.Single(await _host.Carrier.TextsAsync(sms.From));
    }

    [Fact]
    public async Task Reports_out_of_order_or_again_take_nothing_back()
    {
        var sms = new InboundSms(PhoneNumbers.Draw("US"), "hello");
        await _host.Carrier.ScriptAsync(new Fault(FaultKind.NoCallbacks, To: sms.From));
        await _host.PostAsync(sms);
        await Eventually.TrueAsync("the reply is sent", async () => await StateAsync(sms) == "sent");
        var text = Assert.Single(await _host.Carrier.TextsAsync(sms.From));
        foreach (var word in new[] { "delivered", "sent", "queued", "huh", "delivered", "undelivered" })
        {
            await ReportAsync(text, word);
            Assert.Equal("delivered", await StateAsync(sms));
        }
    }

    private async Task<string?> StateAsync(InboundSms sms) =>
        (await _host.LogAsync()).SingleOrDefault(row => row.MessageSid == sms.Sid)?.ReplyState;

    private async Task ReportAsync(CreateSeen text, string word)
    {
        using var request = InboundSms.Signed(
            text.StatusCallback.Replace(_host.PublicUrl, _host.Url),
            text.StatusCallback,
            _host.Carrier.Account.Token,
            [new("MessageSid", text.Sid!), new("MessageStatus", word)]
        );
        using var answer = await _host.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<LogRow> AnsweredAsync(InboundSms sms)
    {
        await _host.PostAsync(sms);
        return (await _host.SettledAsync([sms.Sid])).Single(row => row.MessageSid == sms.Sid);
    }
}
