using SmsActivation.Core.Activation;
using SmsActivation.Core.Cases;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Cases;

public sealed class ReplayStoreTests : IAsyncDisposable
{
    private readonly CaseBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_text_that_was_given_up_is_taken_in_hand_again_and_keeps_its_own_outcome()
    {
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        var dead = await _bench.GiveUpAsync(Spine.Card(1));
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(1)); // a text as old as that is not answered
        Assert.Equal(CaseAnswer.Done, await ReplayAsync(dead));
        Assert.Equal(OutcomeCode.Activated, (await _bench.HandleAsync())!.Code);
        Assert.Equal(
            ["Unprocessed", "Activated"],
            (await _bench.OfPhoneAsync()).Texts.Reverse().Select(text => text.Outcome)
        );
        Assert.Equal(["olga TextReplayed: they called, ticket 12"], await _bench.ActsAsync());
        await _bench.Spine.AssertInvariantsAsync();
    }

    [Fact]
    public async Task An_old_question_is_answered_when_it_is_replayed()
    {
        var dead = await _bench.GiveUpAsync("hello");
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(1));
        await ReplayAsync(dead);
        Assert.NotNull((await _bench.HandleAsync())!.Reply);
    }

    [Fact]
    public async Task Two_who_replay_one_text_make_one()
    {
        var dead = await _bench.GiveUpAsync("hello");
        var answers = await Task.WhenAll(ReplayAsync(dead), ReplayAsync(dead));
        Assert.Equal([CaseAnswer.Done, CaseAnswer.Changed], answers.Order());
        Assert.Equal(2, await _bench.CountAsync("inbound_messages"));
        Assert.Single(await _bench.ActsAsync());
    }

    [Fact]
    public async Task A_text_that_was_decided_is_not_replayed()
    {
        await _bench.ActivateAsync();
        Assert.Equal(CaseAnswer.Changed, await ReplayAsync(1));
        Assert.Equal(1, await _bench.CountAsync("inbound_messages"));
        Assert.Empty(await _bench.ActsAsync());
    }

    [Fact]
    public async Task Words_that_are_kept_no_longer_cannot_be_replayed()
    {
        var dead = await _bench.GiveUpAsync("hello");
        await _bench.Spine.Temporary.ExecuteAsync("update inbound_messages set body = '' where id > 0");
        Assert.Equal(CaseAnswer.OutOfDate, await ReplayAsync(dead));
        Assert.Equal(1, await _bench.CountAsync("inbound_messages"));
    }

    [Fact]
    public async Task A_replayed_stop_does_not_undo_a_later_start()
    {
        var dead = await _bench.GiveUpAsync("STOP now please");
        _bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await _bench.Spine.SayAsync(CaseBench.Phone, "START");
        await ReplayAsync(dead);
        Assert.Equal(OutcomeCode.OptedOut, (await _bench.HandleAsync())!.Code);
        Assert.Equal(0, await _bench.CountAsync("conversations where sms_opted_out_at is not null"));
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_done()
    {
        var dead = await _bench.GiveUpAsync("hello");
        Assert.Equal(CaseAnswer.NoReason, await _bench.Replays.ReplayAsync(dead, CaseBench.By, " ", _bench.Now));
        Assert.Equal(1, await _bench.CountAsync("inbound_messages"));
        Assert.Empty(await _bench.ActsAsync());
    }

    private Task<CaseAnswer> ReplayAsync(long text) =>
        _bench.Replays.ReplayAsync(text, CaseBench.By, CaseBench.Why, _bench.Now);
}
