using System.Text;
using SmsActivation.Journeys.Harness;
using SmsActivation.Journeys.Passwords;

namespace SmsActivation.Journeys.Privacy;

/// <summary>A customer asks to be forgotten, while the host serves others.</summary>
public sealed class EraseJourney : IAsyncLifetime
{
    private const string HashKey = "Privacy__HashKey";
    private Installation _host = null!;

    public async Task InitializeAsync()
    {
        _host = await Installation.CreateAsync(
            new Dictionary<string, string?> { [HashKey] = "a key of the journeys, for opt-outs" }
        );
        await _host.StartAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [SqliteFact]
    public async Task An_erased_phone_is_in_no_fresh_copy_its_card_is_blocked_and_its_opt_out_still_holds()
    {
        var (phone, neighbour) = (PhoneNumbers.Draw("US"), PhoneNumbers.Draw("US"));
        var (card, neighboursCard) = (CardNumbers.Luhn16(), CardNumbers.Luhn16());
        await _host.ImportAsync([new CardLine(card), new CardLine(neighboursCard)]);
        await SayAsync(neighbour, neighboursCard);
        foreach (var body in new[] { card, "what is this?", "STOP texting me" })
            await SayAsync(phone, body);

        var erased = await _host.RunAsync("privacy", "erase", phone);
        erased.MustSucceed();
        Assert.DoesNotContain(phone, erased.Everything);
        Assert.DoesNotContain(card, erased.Everything);

        (await _host.RunAsync("db", "backup", "copy.db")).MustSucceed();
        var copy = Path.Combine(_host.Work, "copy.db");
        Assert.Empty(FileScan.Find([copy], [("the phone", Encoding.UTF8.GetBytes(phone[1..]))]));
        Assert.NotEmpty(FileScan.Find([copy], [("the neighbour", Encoding.UTF8.GetBytes(neighbour[1..]))]));

        var (now, neighbours) = (await _host.CardAsync(card), await _host.CardAsync(neighboursCard));
        Assert.Equal(("Blocked", null), (now.State, now.Phone));
        Assert.Equal(("Active", neighbour), (neighbours.State, neighbours.Phone));
        Assert.Equal(4, (await _host.LogAsync()).Count);

        await NoHostStartsWithoutTheKeyAsync();

        // Heard of again it is a stranger, who had said STOP: only START makes it one to be texted.
        var textsBefore = (await _host.Carrier.TextsAsync(phone)).Count;
        Assert.Equal("OptedOut", (await SayAsync(phone, "STOP texting me")).Outcome);
        Assert.Equal(textsBefore, (await _host.Carrier.TextsAsync(phone)).Count);
        Assert.Equal("CardBlocked", (await SayAsync(phone, card)).Outcome);
    }

    /// <summary>It would not find the opt-out that is kept.</summary>
    private async Task NoHostStartsWithoutTheKeyAsync()
    {
        await _host.Host!.TerminateAsync(TimeSpan.FromSeconds(30));
        var key = _host.Settings[HashKey];
        _host.Settings[HashKey] = null;
        Assert.Equal(1, await _host.Launch().ExitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("Privacy:HashKey", _host.Host.Errors);
        _host.Settings[HashKey] = key;
        await _host.StartAsync();
    }

    private async Task<LogRow> SayAsync(string phone, string body)
    {
        var sms = new InboundSms(phone, body);
        await _host.PostAsync(sms);
        return (await _host.SettledAsync([sms.Sid])).Single(row => row.MessageSid == sms.Sid);
    }
}
