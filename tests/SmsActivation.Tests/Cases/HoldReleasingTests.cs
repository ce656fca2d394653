using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Cases;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Cases;

public sealed class HoldReleasingTests : IAsyncDisposable
{
    private readonly CaseBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_released_card_can_be_activated_and_says_who_released_it()
    {
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        await new CardStore(_bench.Database).HoldAsync(Spine.Card(1), "reported", _bench.Now);
        var answers = await Task.WhenAll(ReleaseAsync(CaseBench.Why), ReleaseAsync(CaseBench.Why));
        Assert.Equal([CaseAnswer.Done, CaseAnswer.Changed], answers.Order());
        Assert.Equal(["olga HoldReleased: they called, ticket 12"], await _bench.ActsAsync());
        Assert.Equal(OutcomeCode.Activated, (await _bench.Spine.SayAsync(CaseBench.Phone, Spine.Card(1))).Code);
    }

    [Fact]
    public async Task Without_a_reason_a_card_stays_held()
    {
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        await new CardStore(_bench.Database).HoldAsync(Spine.Card(1), "reported", _bench.Now);
        Assert.Equal(CaseAnswer.NoReason, await ReleaseAsync(""));
        Assert.Equal(1, await _bench.CountAsync("cards where held_at is not null"));
    }

    private Task<CaseAnswer> ReleaseAsync(string reason) =>
        _bench.Holds.ReleaseAsync(Spine.Card(1), CaseBench.By, reason, _bench.Now);
}
