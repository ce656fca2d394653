using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Events;

/// <summary>The shop's own site hears what happens to its members.</summary>
public sealed class EventJourney : IAsyncLifetime
{
    private EventReceiver _shop = null!;
    private Installation _host = null!;

    public async Task InitializeAsync()
    {
        _shop = await EventReceiver.StartAsync();
        _host = await Installation.CreateAsync(_shop.Settings);
        await _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task An_activation_is_told_in_order_through_a_receiver_that_stumbles()
    {
        var stumbles = 1;
        _shop.Answer = _ => Interlocked.Decrement(ref stumbles) >= 0 ? 500 : 204;
        var card = await ActivateAsync(PhoneNumbers.Draw("US"));
        await ToldAsync(2);
        Assert.Equal(
            [("member.activated", 1L, null), ("card.activated", 2L, card)],
            _shop.Taken.Select(told => (told.Type, told.Sequence!.Value, told.CardNumber))
        );
        Assert.Equal(0, _shop.Forged);
        var listed = await ListAsync();
        Assert.Contains("member.activated", listed);
        Assert.DoesNotContain(card, listed);
    }

    [Fact]
    public async Task A_card_that_is_blocked_and_a_person_who_is_erased_are_told_of_and_all_can_be_told_again()
    {
        var phone = PhoneNumbers.Draw("US");
        var card = await ActivateAsync(phone);
        await ToldAsync(2);
        await _host.ImportAsync([new CardLine(card, State: "Blocked")]);
        (await _host.RunAsync("privacy", "erase", phone)).MustSucceed();
        await ToldAsync(5);
        Assert.Equal(
            ["member.activated", "card.activated", "card.unlinked", "card.blocked", "member.closed"],
            _shop.Taken.Select(told => told.Type)
        );
        await Eventually.TrueAsync(
            "the host knows that all were told",
            async () => !(await ListAsync("--state", "sending")).Contains("evt_")
        );
        var again = await _host.RunAsync("events", "replay", "--since", "1h", "--target", "shop");
        again.MustSucceed();
        Assert.Contains("5 events are due again", again.Output);
        await ToldAsync(10);
        Assert.Equal(_shop.Taken.Take(5).Select(told => told.Id), _shop.Taken.Skip(5).Select(told => told.Id));
    }

    [Theory]
    [InlineData("events replay", "--event, or --since")]
    [InlineData("events replay --since 1h --target nobody", "--target is 'nobody'")]
    [InlineData("events list --type card.eaten", "--type cannot be 'card.eaten'")]
    [InlineData("events list --state lost", "lost")]
    public async Task What_cannot_be_asked_is_named(string words, string named)
    {
        var result = await _host.RunAsync(words.Split(' '));
        Assert.NotEqual(0, result.Code);
        Assert.Contains(named, result.Output + result.Errors);
    }

    private async Task<string> ActivateAsync(string phone)
    {
        var card = CardNumbers.Luhn16();
        await _host.ImportAsync([new CardLine(card)]);
        var sms = new InboundSms(phone, card);
        await _host.PostAsync(sms);
        await _host.SettledAsync([sms.Sid]);
        return card;
    }

    private Task ToldAsync(int count) =>
        Eventually.TrueAsync($"{count} events are told", () => Task.FromResult(_shop.Taken.Count >= count));

    private async Task<string> ListAsync(params string[] options)
    {
        var listed = await _host.RunAsync(["events", "list", "--json", .. options]);
        listed.MustSucceed();
        return listed.Output;
    }
}
