using SmsActivation.Core.Cards;
using SmsActivation.Core.Cases;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Cases;

public sealed class CardReplacementTests : IAsyncDisposable
{
    private readonly CaseBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(CardState.Issued)]
    [InlineData(CardState.Prepared)]
    public async Task The_new_card_takes_the_place_of_the_old_one(CardState state)
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        await _bench.Spine.AddCardAsync(Spine.Card(2), state);
        Assert.Equal(CaseAnswer.DoneTold, await ReplaceAsync());
        Assert.Equal(("Replaced", "Active"), (await _bench.StateOfCardAsync(1), await _bench.StateOfCardAsync(2)));
        var links = (await _bench.OfPhoneAsync()).Links;
        Assert.Equal(
            [(Spine.Card(2), null), (Spine.Card(1), "replaced")],
            links.Select(link => (link.Number, link.UnlinkReason))
        );
        Assert.Equal(1, await _bench.CountAsync("card_links where unlinked_at is null and slot = 1 and member_id = 1"));
        Assert.Equal(
            ["card.unlinked replaced", "card.replaced ", "card.activated "],
            (await _bench.EventsAsync()).TakeLast(3)
        );
        Assert.Equal(["olga CardReplaced: they called, ticket 12"], await _bench.ActsAsync());
        Assert.Equal(Spine.Card(2)[^4..], (await _bench.SendAsync()).Text.Card);
        await _bench.Spine.AssertInvariantsAsync();
    }

    [Theory]
    [InlineData(CardState.Blocked)]
    [InlineData(CardState.Active)]
    [InlineData(CardState.Replaced)]
    [InlineData(CardState.Expired)]
    public async Task A_card_that_is_not_free_replaces_nothing(CardState state)
    {
        await _bench.ActivateAsync();
        await _bench.Spine.AddCardAsync(Spine.Card(2), state);
        Assert.Equal(CaseAnswer.NotFree, await ReplaceAsync());
        await AssertNothingAsync();
    }

    [Fact]
    public async Task Nor_does_one_that_is_held_past_its_day_or_none_of_ours()
    {
        await _bench.ActivateAsync();
        Assert.Equal(CaseAnswer.NotFree, await ReplaceAsync());
        await _bench.Spine.AddCardAsync(Spine.Card(2));
        await new CardStore(_bench.Database).HoldAsync(Spine.Card(2), "reported", _bench.Now);
        Assert.Equal(CaseAnswer.NotFree, await ReplaceAsync());
        await new CardStore(_bench.Database).ReleaseAsync(Spine.Card(2), "found", _bench.Now);
        await _bench.Spine.Temporary.ExecuteAsync("update cards set expires_on = '2020-01-01' where state = 'Issued'");
        Assert.Equal(CaseAnswer.NotFree, await ReplaceAsync());
        await AssertNothingAsync();
    }

    [Fact]
    public async Task A_card_does_not_replace_itself()
    {
        await _bench.ActivateAsync();
        Assert.Equal(
            CaseAnswer.NotFree,
            await _bench.Replacing.ReplaceAsync(1, Spine.Card(1), CaseBench.By, CaseBench.Why, _bench.Now)
        );
        await AssertNothingAsync();
    }

    [Fact]
    public async Task Two_who_replace_at_once_replace_once()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        await _bench.Spine.AddCardAsync(Spine.Card(2));
        var answers = await Task.WhenAll(ReplaceAsync(), ReplaceAsync());
        Assert.Equal([CaseAnswer.DoneTold, CaseAnswer.Changed], answers.Order());
        Assert.Single(await _bench.ActsAsync());
        Assert.Equal(["CardReplacedNotice"], await _bench.ToldAsync());
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_done()
    {
        await _bench.ActivateAsync();
        await _bench.Spine.AddCardAsync(Spine.Card(2));
        Assert.Equal(
            CaseAnswer.NoReason,
            await _bench.Replacing.ReplaceAsync(1, Spine.Card(2), CaseBench.By, "", _bench.Now)
        );
        await AssertNothingAsync();
    }

    private async Task AssertNothingAsync()
    {
        Assert.Equal("Active", await _bench.StateOfCardAsync());
        Assert.Equal(1, await _bench.CountAsync("card_links where unlinked_at is null"));
        Assert.Empty(await _bench.ActsAsync());
        Assert.Empty(await _bench.ToldAsync());
    }

    private Task<CaseAnswer> ReplaceAsync() =>
        _bench.Replacing.ReplaceAsync(1, Spine.Card(2), CaseBench.By, CaseBench.Why, _bench.Now);
}
