using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Durability;

/// <summary>A power cut between announcing a send and knowing its end.</summary>
public sealed class CrashWhileSending
{
    private const string CrashPoint = "SMSACTIVATION_CRASH_AT";

    [Theory]
    [InlineData("sending.after-begin", 0)]
    [InlineData("sending.before-finish", 1)]
    public async Task A_reply_cut_short_is_never_sent_twice(string point, int texts)
    {
        await using var host = await Installation.CreateAsync();
        host.Settings[CrashPoint] = point;
        await host.StartAsync();
        var sms = new InboundSms(PhoneNumbers.Draw("US"), "hello");
        await host.TryPostAsync(sms);
        await host.Host!.ExitAsync(TimeSpan.FromSeconds(60));

        host.Settings[CrashPoint] = null;
        await host.StartAsync();
        string? state = null;
        await Eventually.TrueAsync(
            "the reply is unknown, or known by its report",
            async () =>
                (state = (await host.LogAsync()).SingleOrDefault()?.ReplyState) is "unknown" or "sent" or "delivered"
        );
        await Task.Delay(TimeSpan.FromSeconds(4));
        Assert.Equal(texts, (await host.Carrier.SeenAsync()).Creates.Count);
        if (texts == 0)
            Assert.Equal("unknown", state);

        // Another text to the same phone, of another template, does not wait for it.
        var next = new InboundSms(sms.From, CardNumbers.Typo(CardNumbers.Luhn16()));
        await host.PostAsync(next);
        await Eventually.TrueAsync(
            "the next text is answered",
            async () => (await host.Carrier.SeenAsync()).Creates.Count == texts + 1
        );
    }
}
