using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Tests.Storage;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Commands;

public sealed class DemoCardsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CardCodes Codes = new("a key");

    [Fact]
    public void Each_is_a_number_to_text_and_none_is_our_example()
    {
        var reader = new SmsReader(CardNumberOptions.Default);
        Assert.All(DemoCards.All, card => Assert.StartsWith("990000", card.Number));
        Assert.Distinct(DemoCards.All.Select(card => card.Number[^4..]));
        Assert.Distinct(DemoCards.All.Select(card => card.Try));
        Assert.DoesNotContain(DemoCards.All, card => card.Number == reader.Example);
        // The typing mistake alone fits no format.
        var mistaken = Assert.Single(DemoCards.All, card => reader.ReadCardNumber(card.Number) is null);
        Assert.Contains("mistake", mistaken.Try);
    }

    [Fact]
    public async Task A_new_database_gets_one_card_for_each_thing_to_see()
    {
        await using var temporary = new TemporaryDatabase();
        Assert.True(await DemoCards.LoadAsync(temporary.Database, Codes, Now));

        var cards = new List<CardView>();
        foreach (var card in DemoCards.All)
            if (await new CardStore(temporary.Database).FindAsync(card.Number, Now) is { } found)
                cards.Add(found);

        Assert.Equal(DemoCards.All.Count - 2, cards.Count);
        Assert.All(cards, card => Assert.Equal("demo", card.Batch));
        Assert.Equal(Enum.GetValues<CardState>().Order(), cards.Select(card => card.State).Distinct().Order());
        Assert.All(
            cards.Take(3),
            card => Assert.Equal((CardState.Issued, null, false), (card.State, card.HeldAt, card.HasCode))
        );
        Assert.NotNull(Assert.Single(cards, card => card.State == CardState.Active).Phone);
        Assert.Single(cards, card => card.HeldAt is not null);

        var coded = Assert.Single(DemoCards.All, card => card.Code is not null);
        var hash = await temporary.ScalarAsync<string>("select code_hash from cards where number = @Number", coded);
        Assert.True(Codes.Matches(coded.Number, coded.Code!, hash!));
        Assert.Contains(coded.Code!, coded.Try);
    }

    [Fact]
    public async Task A_database_with_cards_is_left_alone()
    {
        await using var temporary = new TemporaryDatabase();
        await temporary.ExecuteAsync(
            "insert into cards (number, state, created_at, updated_at) values ('1', 'Issued', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')"
        );
        Assert.False(await DemoCards.LoadAsync(temporary.Database, Codes, Now));
        Assert.Equal(1, await temporary.ScalarAsync<long>("select count(*) from cards"));
    }

    [Fact]
    public async Task Once_removed_they_can_be_loaded_again()
    {
        await using var temporary = new TemporaryDatabase();
        await DemoCards.LoadAsync(temporary.Database, Codes, Now);
        var pace = new WritePace(TimeProvider.System, () => false);
        var removed = await new BatchRemoval(temporary.Database, pace).RunAsync(CardBatch.Demo, CancellationToken.None);
        Assert.Equal(0, removed.Kept);
        Assert.True(await DemoCards.LoadAsync(temporary.Database, Codes, Now));
    }
}
