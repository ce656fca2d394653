using SmsActivation.Core.Cards.Jobs;

namespace SmsActivation.Tests.Cards.Jobs;

public sealed class CardJobRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(CardJobResult.Done, 600, CardJobState.Done)]
    [InlineData(CardJobResult.Refused, 600, CardJobState.Refused)]
    [InlineData(CardJobResult.Stopped, 600, CardJobState.Stopped)]
    [InlineData(CardJobResult.Failed, 600, CardJobState.Failed)]
    [InlineData(null, 1, CardJobState.Running)]
    [InlineData(null, 40, CardJobState.Running)]
    [InlineData(null, 41, CardJobState.Lost)]
    public void A_job_that_ended_says_how_and_one_that_is_silent_is_lost(
        CardJobResult? result,
        int seenAgo,
        CardJobState state
    ) =>
        Assert.Equal(
            state,
            CardJobRules.StateOf(Job() with { Result = result, SeenAt = Now.AddSeconds(-seenAgo) }, Now)
        );

    [Theory]
    [InlineData(CardJobKind.Import, CardJobResult.Stopped, "import the file again to go on")]
    [InlineData(CardJobKind.DryRun, CardJobResult.Done, "no card was changed")]
    [InlineData(CardJobKind.Withdraw, CardJobResult.Failed, "the log of till-1 says why")]
    [InlineData(CardJobKind.BringBack, null, "The host till-1 stopped in the middle")]
    public void What_became_of_it_is_said_with_what_to_do(CardJobKind kind, CardJobResult? result, string words)
    {
        var job = Job() with { Kind = kind, Result = result, SeenAt = DateTimeOffset.UnixEpoch };
        Assert.Contains(words, CardJobRules.Words(job, Now));
    }

    [Fact]
    public void A_refusal_says_its_reason() =>
        Assert.Equal(
            "Nothing was changed. It is empty.",
            CardJobRules.Words(Job() with { Result = CardJobResult.Refused, Told = "It is empty." }, Now)
        );

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 3, 33)]
    [InlineData(3, 3, 99)]
    [InlineData(9, 3, 99)]
    public void Nothing_is_whole_before_it_has_ended(long done, long ofAll, int percent) =>
        Assert.Equal(percent, new CardJobSums(done, ofAll).Percent);

    private static CardJob Job() =>
        new()
        {
            Id = 1,
            Kind = CardJobKind.Import,
            StaffName = "anna",
            Host = "till-1",
            BegunAt = Now,
            SeenAt = Now,
            Sums = new CardJobSums(0, 0),
        };
}
