using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Sending;

/// <summary>A carrier that neither answers nor reports: only its list, which lags and comes in pages, says what it
/// has.</summary>
public sealed class SettledSends : IAsyncLifetime
{
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);
    private Installation _host = null!;

    public async Task InitializeAsync()
    {
        _host = await Installation.CreateAsync(
            new Dictionary<string, string?>
            {
                ["Outbox__Lease"] = "00:00:03",
                ["Outbox__SendDeadline"] = "00:00:02",
                ["Outbox__SettleAfter"] = "00:00:06",
                ["Outbox__SettleGap"] = "00:00:04",
            },
            account => account with { MostPerPage = 2, ListLagSeconds = 5 }
        );
        await _host.StartAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_welcome_of_unknown_end_is_adopted_if_the_carrier_lists_it_and_else_sent_again()
    {
        Fault[] faults =
        [
            new(FaultKind.Refuse, Status: 500),
            new(FaultKind.Close),
            new(FaultKind.Hang),
            new(FaultKind.Refuse, Status: 500, Taken: true, Reported: false),
            new(FaultKind.Close, Taken: true, Reported: false),
            new(FaultKind.Hang, Taken: true, Reported: false),
        ];
        var cards = faults.Select(_ => CardNumbers.Luhn16()).ToList();
        await _host.ImportAsync(cards.Select(card => new CardLine(card)));
        await Task.WhenAll(faults.Zip(cards).Select(one => ActivateAsync(one.First, one.Second)));
    }

    private async Task ActivateAsync(Fault fault, string card)
    {
        var phone = PhoneNumbers.Draw("US");
        // More than a page of texts to this phone that the carrier has and we know.
        var before = Enumerable.Range(0, 3).Select(_ => new InboundSms(phone, "hello")).ToList();
        foreach (var sms in before)
            await _host.PostAsync(sms);
        await _host.SettledAsync([.. before.Select(sms => sms.Sid)]);

        await _host.Carrier.ScriptAsync(fault with { To = phone });
        var activation = new InboundSms(phone, card);
        await _host.PostAsync(activation);
        var settled = fault.Taken ? "sent" : "delivered";
        await Eventually.TrueAsync(
            $"the welcome that met {fault} is {settled}",
            async () => (await RowAsync(activation))?.ReplyState == settled,
            Bound
        );
        await Task.Delay(Watch);

        var row = (await RowAsync(activation))!;
        Assert.Equal((fault, "Activated", settled), (fault, row.Outcome, row.ReplyState));
        var tries = (await _host.Carrier.SeenAsync()).Creates.Where(create => create.To == phone).Skip(3).ToList();
        Assert.Equal(fault.Taken ? 1 : 2, tries.Count);
        Assert.Single(tries, one => one.Sid is not null);
        // A password that may have been read on the way is not used again.
        Assert.Equal(tries.Count, tries.Select(one => one.Body).Distinct().Count());
    }

    private async Task<LogRow?> RowAsync(InboundSms sms) =>
        (await _host.LogAsync()).FirstOrDefault(row => row.MessageSid == sms.Sid);
}
