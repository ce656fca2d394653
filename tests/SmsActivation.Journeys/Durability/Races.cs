using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Durability;

/// <summary>The same instant, many times over: exactly one wins.</summary>
public sealed class Races : IAsyncLifetime
{
    private const int Rounds = 30;
    private Installation _host = null!;

    public async Task InitializeAsync() => _host = await Installation.CreateAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Of_two_phones_with_one_card_exactly_one_wins()
    {
        var rounds = await StartWithAsync(cardsEach: 1);
        var texts = rounds
            .Select(cards =>
                new[]
                {
                    new InboundSms(PhoneNumbers.Draw("US"), cards[0]),
                    new InboundSms(PhoneNumbers.Draw("GB"), $"my card: {CardNumbers.Spaced(cards[0])}"),
                }
            )
            .ToList();
        await HoldAsync(texts, loser: "CardAlreadyLinked");

        var shown = await _host.CardAsync(rounds[0][0]);
        var log = await _host.LogAsync();
        var winner = log.Single(row => row.Outcome == "Activated" && row.Card == rounds[0][0]);
        Assert.Equal((winner.Phone, "Active"), (shown.Phone, shown.State));
    }

    [Fact]
    public async Task Of_two_cards_from_one_phone_exactly_one_wins()
    {
        var rounds = await StartWithAsync(cardsEach: 2);
        var texts = rounds
            .Select(cards =>
            {
                var phone = PhoneNumbers.Draw("US");
                return new[] { new InboundSms(phone, cards[0]), new InboundSms("whatsapp:" + phone, cards[1]) };
            })
            .ToList();
        await HoldAsync(texts, loser: "PhoneAlreadyLinked");
    }

    [Fact]
    public async Task Of_one_text_delivered_eight_times_at_once_one_is_handled()
    {
        var rounds = await StartWithAsync(cardsEach: 1);
        var texts = rounds.Select(cards => new InboundSms(PhoneNumbers.Draw("US"), cards[0])).ToList();
        await Task.WhenAll(texts.SelectMany(text => Enumerable.Repeat(text, 8)).Select(_host.PostAsync));
        var log = await _host.SettledAsync([.. texts.Select(text => text.Sid)]);
        Assert.Equal(
            texts.Select(text => (text.Sid, "Activated")).Order(),
            log.Select(row => (row.MessageSid, row.Outcome)).Order()
        );
        foreach (var text in texts)
            Assert.Single(await _host.Carrier.TextsAsync(text.From));
    }

    private async Task<IReadOnlyList<string[]>> StartWithAsync(int cardsEach)
    {
        var rounds = Enumerable
            .Range(0, Rounds)
            .Select(_ => Enumerable.Range(0, cardsEach).Select(_ => CardNumbers.Luhn16()).ToArray())
            .ToList();
        await _host.ImportAsync(rounds.SelectMany(cards => cards).Select(card => new CardLine(card)));
        await _host.StartAsync();
        return rounds;
    }

    private async Task HoldAsync(IReadOnlyList<InboundSms[]> rounds, string loser)
    {
        await Task.WhenAll(rounds.SelectMany(round => round).Select(_host.PostAsync));
        var log = await _host.SettledAsync([.. rounds.SelectMany(round => round).Select(text => text.Sid)]);
        var outcomes = log.ToDictionary(row => row.MessageSid, row => row.Outcome);
        foreach (var round in rounds)
            Assert.Equal(new[] { "Activated", loser }.Order(), round.Select(text => outcomes[text.Sid]).Order());
        foreach (var text in rounds.SelectMany(round => round))
            Assert.Single(await _host.Carrier.TextsAsync(text.From));
    }
}
