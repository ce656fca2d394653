using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Cases;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Cases;

public sealed class CardBlockingTests : IAsyncDisposable
{
    private readonly CaseBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_blocked_card_is_nobodys_and_its_holder_is_told()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        Assert.Equal(CaseAnswer.DoneTold, await BlockAsync());
        Assert.Equal("Blocked", await _bench.StateOfCardAsync());
        Assert.Equal("blocked", await _bench.AskAsync<string>("select unlink_reason from card_links"));
        Assert.Equal(["CardBlockedNotice"], await _bench.ToldAsync());
        Assert.Equal(["card.unlinked blocked", "card.blocked "], (await _bench.EventsAsync()).TakeLast(2));
        Assert.Equal(["olga CardBlocked: they called, ticket 12"], await _bench.ActsAsync());
        Assert.Equal(OutcomeCode.CardBlocked, (await _bench.Spine.SayAsync(CaseBench.Other, Spine.Card(1))).Code);
    }

    [Fact]
    public async Task A_card_that_nobody_has_is_blocked_without_a_word()
    {
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        Assert.Equal(CaseAnswer.Done, await BlockAsync());
        Assert.Equal("Blocked", await _bench.StateOfCardAsync());
        Assert.Empty(await _bench.ToldAsync());
        Assert.Equal(["card.blocked "], await _bench.EventsAsync());
    }

    [Fact]
    public async Task Unblocked_it_can_be_activated_again_and_who_had_it_is_told()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        await BlockAsync();
        await _bench.SendAsync();
        Assert.Equal(CaseAnswer.DoneTold, await UnblockAsync());
        Assert.Equal("Issued", await _bench.StateOfCardAsync());
        Assert.Equal(["CardBlockedNotice", "CardUnblockedNotice"], await _bench.ToldAsync());
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(OutcomeCode.Activated, (await _bench.Spine.SayAsync(CaseBench.Phone, Spine.Card(1))).Code);
        await _bench.Spine.AssertInvariantsAsync();
    }

    [Fact]
    public async Task Who_has_another_card_by_then_is_not_told_of_the_old_one()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        await BlockAsync();
        await _bench.ActivateAsync(card: 2);
        Assert.Equal(CaseAnswer.Done, await UnblockAsync());
        Assert.Equal(["CardBlockedNotice"], await _bench.ToldAsync());
    }

    [Theory]
    [InlineData(CardState.Blocked)]
    [InlineData(CardState.Replaced)]
    [InlineData(CardState.Expired)]
    public async Task What_is_out_of_use_already_is_not_blocked(CardState state)
    {
        await _bench.Spine.AddCardAsync(Spine.Card(1), state);
        Assert.Equal(CaseAnswer.Changed, await BlockAsync());
        Assert.Equal(state.ToString(), await _bench.StateOfCardAsync());
        Assert.Empty(await _bench.ActsAsync());
    }

    [Theory]
    [InlineData(CardState.Prepared)]
    [InlineData(CardState.Issued)]
    [InlineData(CardState.Active)]
    [InlineData(CardState.Replaced)]
    public async Task What_is_not_blocked_is_not_unblocked(CardState state)
    {
        await _bench.Spine.AddCardAsync(Spine.Card(1), state);
        Assert.Equal(CaseAnswer.Changed, await UnblockAsync());
        Assert.Equal(state.ToString(), await _bench.StateOfCardAsync());
        Assert.Empty(await _bench.ActsAsync());
    }

    [Fact]
    public async Task Two_who_block_at_once_block_once()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        var answers = await Task.WhenAll(BlockAsync(), BlockAsync());
        Assert.Equal([CaseAnswer.DoneTold, CaseAnswer.Changed], answers.Order());
        Assert.Single(await _bench.ActsAsync());
        Assert.Single(await _bench.ToldAsync());
        answers = await Task.WhenAll(UnblockAsync(), UnblockAsync());
        Assert.Single(answers, answer => answer.IsDone());
        Assert.Equal(2, (await _bench.ActsAsync()).Count);
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_done()
    {
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        Assert.Equal(CaseAnswer.NoReason, await _bench.Blocking.BlockAsync(1, CaseBench.By, "", _bench.Now));
        Assert.Equal(CaseAnswer.NoReason, await _bench.Blocking.UnblockAsync(1, CaseBench.By, "", _bench.Now));
        Assert.Equal("Issued", await _bench.StateOfCardAsync());
    }

    private Task<CaseAnswer> BlockAsync() => _bench.Blocking.BlockAsync(1, CaseBench.By, CaseBench.Why, _bench.Now);

    private Task<CaseAnswer> UnblockAsync() => _bench.Blocking.UnblockAsync(1, CaseBench.By, CaseBench.Why, _bench.Now);
}
