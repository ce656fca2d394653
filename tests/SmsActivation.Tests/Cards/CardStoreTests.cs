using SmsActivation.Core.Cards;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Cards;

public sealed class CardStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryDatabase _temporary = new();

    private CardStore Store => new(_temporary.Database);

    public Task InitializeAsync() =>
        _temporary.ExecuteAsync(
            """
            insert into cards (number, state, kind, batch, expires_on, created_at, updated_at) values
                ('1001', 'Active', 'gold', 'spring', '2026-03-01', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
                ('1002', 'Active', null, null, '2026-02-28', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'),
                ('1003', 'Issued', null, null, null, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z');
            insert into members (phone, username, created_at) values
                ('+12015550142', 'one', '2026-01-01T00:00:00.000Z'), ('+12015550143', 'two', '2026-01-01T00:00:00.000Z');
            insert into card_links (card_id, member_id, slot, channel, linked_at) values
                (1, 1, 1, 'sms', '2026-02-01T10:00:00.000Z'), (2, 2, 1, 'sms', '2026-02-01T10:00:00.000Z')
            """
        );

    public async Task DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task A_card_is_shown_with_the_phone_that_holds_it()
    {
        var card = await Store.FindAsync("1001", Now);
        Assert.Equal(
            new CardView
            {
                Number = "1001",
                State = CardState.Active,
                Phone = "+12015550142",
                LinkedAt = new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero),
                Batch = "spring",
                Kind = "gold",
                ExpiresOn = new DateOnly(2026, 3, 1),
            },
            card
        );
    }

    [Fact]
    public async Task A_card_past_its_last_day_is_expired_and_nobodys()
    {
        var card = await Store.FindAsync("1002", Now);
        Assert.Equal((CardState.Expired, null, null), (card!.State, card.Phone, card.LinkedAt));
    }

    [Fact]
    public async Task An_unknown_card_is_null() => Assert.Null(await Store.FindAsync("9999", Now));

    [Fact]
    public async Task A_hold_is_kept_with_its_reason_and_a_release_with_its_own()
    {
        Assert.Equal(HoldChange.Done, await Store.HoldAsync("1003", "reported", Now));
        var held = await Store.FindAsync("1003", Now);
        Assert.Equal((Now, "reported"), (held!.HeldAt, held.HeldReason));

        Assert.Equal(HoldChange.NoChange, await Store.HoldAsync("1003", "again", Now));
        Assert.Equal("reported", (await Store.FindAsync("1003", Now))!.HeldReason);

        Assert.Equal(HoldChange.Done, await Store.ReleaseAsync("1003", "found", Now));
        var released = await Store.FindAsync("1003", Now);
        Assert.Equal((null, "found"), (released!.HeldAt, released.HeldReason));
        Assert.Equal(HoldChange.NoChange, await Store.ReleaseAsync("1003", "again", Now));
    }

    [Fact]
    public async Task An_unknown_card_is_neither_held_nor_released()
    {
        Assert.Equal(HoldChange.UnknownCard, await Store.HoldAsync("9999", "x", Now));
        Assert.Equal(HoldChange.UnknownCard, await Store.ReleaseAsync("9999", "x", Now));
    }

    [Fact]
    public async Task A_hold_leaves_a_linked_owner_their_card()
    {
        await Store.HoldAsync("1001", "reported", Now);
        var card = await Store.FindAsync("1001", Now);
        Assert.Equal((CardState.Active, "+12015550142"), (card!.State, card.Phone));
    }
}
