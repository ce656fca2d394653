using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Cases;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Cases;

public sealed class LimitLiftingTests : IAsyncDisposable
{
    private readonly CaseBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Who_used_up_their_tries_may_try_at_once()
    {
        for (var i = 0; i < 6; i++)
            await _bench.Spine.SayAsync(CaseBench.Phone, Spine.Card(99));
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        Assert.True((await _bench.OfPhoneAsync()).Limits!.TriesAreOver);
        Assert.Equal(OutcomeCode.TooManyAttempts, (await _bench.Spine.SayAsync(CaseBench.Phone, Spine.Card(1))).Code);
        Assert.Equal(CaseAnswer.Done, await LiftAsync(LimitKind.FailedTries));
        Assert.Equal(OutcomeCode.Activated, (await _bench.Spine.SayAsync(CaseBench.Phone, Spine.Card(1))).Code);
        Assert.Equal(["olga LimitLifted: they called, ticket 12"], await _bench.ActsAsync());
        Assert.Equal("failed tries", await _bench.AskAsync<string>("select detail from staff_acts"));
    }

    [Fact]
    public async Task Who_asked_for_too_many_passwords_may_ask_again()
    {
        await _bench.ActivateAsync();
        await _bench.SendAsync();
        for (var i = 0; i < 3; i++)
            await _bench.Spine.SayAsync(CaseBench.Phone, "PASSWORD");
        Assert.Equal(OutcomeCode.TooManyAttempts, (await _bench.Spine.SayAsync(CaseBench.Phone, "PASSWORD")).Code);
        Assert.Equal(CaseAnswer.Done, await LiftAsync(LimitKind.PasswordRequests));
        Assert.Equal(OutcomeCode.PasswordReissued, (await _bench.Spine.SayAsync(CaseBench.Phone, "PASSWORD")).Code);
    }

    [Fact]
    public async Task Who_was_answered_too_often_is_answered_again()
    {
        for (var i = 0; i < 6; i++)
            await _bench.Spine.SayAsync(CaseBench.Phone, "hello");
        Assert.True((await _bench.OfPhoneAsync()).Limits!.RepliesAreOver);
        Assert.Equal(CaseAnswer.Done, await LiftAsync(LimitKind.Replies));
        Assert.NotNull((await _bench.Spine.SayAsync(CaseBench.Phone, "hello")).Reply);
    }

    [Fact]
    public async Task A_card_whose_codes_are_locked_compares_them_again()
    {
        var codes = new CardCodes("key");
        await _bench.Spine.AddCardAsync(Spine.Card(1), codeHash: codes.Hash(Spine.Card(1), "4829"), codeLength: 4);
        await _bench.Spine.Temporary.ExecuteAsync(
            "update cards set code_locked_until = @until, code_misses = 10, code_misses_since = @Now where id > 0",
            new { until = _bench.Now.AddHours(1), _bench.Now }
        );
        var right = $"{Spine.Card(1)} 4829";
        Assert.Equal(OutcomeCode.CodeNeeded, (await _bench.Spine.SayAsync(CaseBench.Phone, right)).Code);
        Assert.Equal(CaseAnswer.Done, await LiftCodeLockAsync());
        Assert.Equal(CaseAnswer.Changed, await LiftCodeLockAsync());
        Assert.Equal(OutcomeCode.Activated, (await _bench.Spine.SayAsync(CaseBench.Phone, right)).Code);
        Assert.Single(await _bench.ActsAsync());
    }

    [Theory]
    [InlineData(LimitKind.FailedTries)]
    [InlineData(LimitKind.PasswordRequests)]
    [InlineData(LimitKind.Replies)]
    public async Task What_is_not_used_up_at_all_is_not_lifted(LimitKind limit)
    {
        Assert.Equal(CaseAnswer.Changed, await LiftAsync(limit));
        Assert.Empty(await _bench.ActsAsync());
    }

    [Fact]
    public async Task Two_who_lift_at_once_lift_once()
    {
        await _bench.Spine.SayAsync(CaseBench.Phone, Spine.Card(99));
        var answers = await Task.WhenAll(LiftAsync(LimitKind.FailedTries), LiftAsync(LimitKind.FailedTries));
        Assert.Equal([CaseAnswer.Done, CaseAnswer.Changed], answers.Order());
        Assert.Single(await _bench.ActsAsync());
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_done()
    {
        await _bench.Spine.SayAsync(CaseBench.Phone, Spine.Card(99));
        Assert.Equal(
            CaseAnswer.NoReason,
            await _bench.Limits.LiftAsync(LimitKind.FailedTries, CaseBench.Phone, CaseBench.By, "", _bench.Now)
        );
        Assert.Equal(CaseAnswer.NoReason, await _bench.Limits.LiftCodeLockAsync(1, CaseBench.By, "", _bench.Now));
        Assert.Equal(1, (await _bench.OfPhoneAsync()).Limits!.FailedTries);
    }

    private Task<CaseAnswer> LiftAsync(LimitKind limit) =>
        _bench.Limits.LiftAsync(limit, CaseBench.Phone, CaseBench.By, CaseBench.Why, _bench.Now);

    private Task<CaseAnswer> LiftCodeLockAsync() =>
        _bench.Limits.LiftCodeLockAsync(1, CaseBench.By, CaseBench.Why, _bench.Now);
}
