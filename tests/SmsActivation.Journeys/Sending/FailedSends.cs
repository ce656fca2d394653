using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Sending;

/// <summary>The four kinds of failed send, kept apart; all at once on one host, for each phone has its own fault.</summary>
public sealed class FailedSends(SendingHost sending) : IClassFixture<SendingHost>
{
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(4);
    private readonly Installation _host = sending.Installation;

    [Fact]
    public async Task A_throttled_text_goes_out_later_as_one_row()
    {
        var sms = new InboundSms(PhoneNumbers.Draw("US"), "hello");
        await _host.Carrier.ScriptAsync(
            new Fault(FaultKind.Refuse, Times: 2, To: sms.From, Status: 429, Code: 20429, RetryAfter: 2)
        );
        await _host.PostAsync(sms);
        var row = (await _host.SettledAsync([sms.Sid])).Single(row => row.MessageSid == sms.Sid);
        Assert.Equal("delivered", row.ReplyState);

        var tries = await TriesAsync(sms);
        Assert.Equal([429, 429, 201], tries.Select(one => one.Answer));
        Assert.Equal(3, tries.Select(one => one.StatusCallback).Distinct().Count());
        Assert.All(
            tries.Zip(tries.Skip(1)),
            pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(1.8), "Retry-After was not kept")
        );
    }

    [Fact]
    public async Task A_refused_recipient_is_not_tried_again()
    {
        Fault[] faults =
        [
            new(FaultKind.Refuse, Status: 400, Code: 21614),
            new(FaultKind.Refuse, Status: 400, Code: 21211),
            new(FaultKind.Refuse, Status: 400, Code: 21610),
        ];
        await EachAsync(
            faults,
            async (fault, sms) =>
            {
                var row = (await _host.SettledAsync([sms.Sid])).Single(row => row.MessageSid == sms.Sid);
                Assert.Equal((fault.Code, "failed"), (fault.Code, row.ReplyState));
                await Task.Delay(Watch);
                Assert.Single(await TriesAsync(sms));
            }
        );
    }

    [Fact]
    public async Task A_send_of_unknown_end_is_kept_and_not_sent_again()
    {
        Fault[] faults =
        [
            new(FaultKind.Refuse, Status: 500),
            new(FaultKind.Refuse, Status: 503),
            // A 5xx stays ambiguous whatever code it comes with.
            new(FaultKind.Refuse, Status: 503, Code: 20429),
            new(FaultKind.Close),
            new(FaultKind.Hang),
        ];
        await EachAsync(
            faults,
            async (fault, sms) =>
            {
                await Eventually.TrueAsync(
                    $"the reply that met {fault} is unknown",
                    async () => await StateAsync(sms) == "unknown"
                );
                await Task.Delay(Watch);
                Assert.Single(await TriesAsync(sms));
                Assert.Equal((fault, "unknown"), (fault, await StateAsync(sms)));
            }
        );
    }

    [Fact]
    public async Task A_report_settles_a_send_of_unknown_end()
    {
        Fault[] faults =
        [
            new(FaultKind.Refuse, Status: 500, Taken: true),
            new(FaultKind.Close, Taken: true),
            new(FaultKind.Hang, Taken: true),
        ];
        await EachAsync(
            faults,
            async (fault, sms) =>
            {
                var row = (await _host.SettledAsync([sms.Sid])).Single(row => row.MessageSid == sms.Sid);
                Assert.Equal((fault, "delivered"), (fault, row.ReplyState));
                await Task.Delay(Watch);
                Assert.Single(await TriesAsync(sms));
            }
        );
    }

    /// <summary>A phone for each fault, all side by side: every try of its reply would meet that fault.</summary>
    private Task EachAsync(IEnumerable<Fault> faults, Func<Fault, InboundSms, Task> hold) =>
        Task.WhenAll(
            faults.Select(async fault =>
            {
                var sms = new InboundSms(PhoneNumbers.Draw("US"), "hello");
                await _host.Carrier.ScriptAsync(fault with { To = sms.From, Times = 10 });
                await _host.PostAsync(sms);
                await hold(fault, sms);
            })
        );

    private async Task<string?> StateAsync(InboundSms sms) =>
        (await _host.LogAsync()).SingleOrDefault(row => row.MessageSid == sms.Sid)?.ReplyState;

    private async Task<IReadOnlyList<CreateSeen>> TriesAsync(InboundSms sms) =>
        [.. (await _host.Carrier.SeenAsync()).Creates.Where(create => create.To == sms.From)];
}
