using SmsActivation.Core.Campaigns.Series;

namespace SmsActivation.Tests.Campaigns.Series;

/// <summary>Whether the next text of a series goes, by what came of the one before.</summary>
public sealed class SeriesRulesTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromDays(3);
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("sent", null, true)]
    [InlineData("delivered", null, true)]
    [InlineData("unknown", null, true)] // it may have arrived
    [InlineData("undelivered", 30003, true)] // was switched off
    [InlineData("undelivered", 30007, true)] // the filter may like the next words better
    [InlineData("undelivered", 30008, true)]
    [InlineData("failed", null, true)]
    [InlineData("undelivered", 30005, false)]
    [InlineData("undelivered", 30006, false)]
    [InlineData("undelivered", 30004, false)]
    [InlineData("failed", 21610, false)]
    [InlineData("failed", 21211, false)]
    [InlineData("failed", 21614, false)]
    public void A_text_that_meets_the_same_end_again_is_not_sent(string state, int? code, bool goes) =>
        Assert.Equal(
            goes ? new NextText.Now() : new NextText.Never($"NotReached:{code}"),
            SeriesRules.Next(
                new TextBefore
                {
                    TextState = state,
                    ErrorCode = code,
                    SentAt = Now - Gap,
                },
                Gap,
                Now
            )
        );

    [Theory]
    [InlineData("queued")]
    [InlineData("claimed")]
    [InlineData("retry")]
    [InlineData("sending")]
    public void The_gap_begins_when_the_text_before_has_left(string state) =>
        Assert.Equal(
            new NextText.At(Now + Gap),
            SeriesRules.Next(new TextBefore { TextState = state, FedAt = Now - Gap }, Gap, Now)
        );

    [Fact]
    public void The_seconds_that_a_text_waited_in_the_outbox_make_nobody_wait_again()
    {
        var left = Now - Gap + TimeSpan.FromSeconds(30);
        Assert.Equal(new NextText.Now(), Next(left));
        left = Now - Gap + TimeSpan.FromMinutes(2);
        Assert.Equal(new NextText.At(left + Gap), Next(left));

        static NextText Next(DateTimeOffset left) =>
            SeriesRules.Next(
                new TextBefore
                {
                    TextState = "sent",
                    SentAt = left,
                    FedAt = Now - Gap,
                },
                Gap,
                Now
            );
    }

    [Fact]
    public void A_short_gap_is_kept_to_a_tenth() =>
        Assert.Equal(
            new NextText.At(Now.AddSeconds(4)),
            SeriesRules.Next(
                new TextBefore { TextState = "sent", SentAt = Now.AddSeconds(-1) },
                TimeSpan.FromSeconds(5),
                Now
            )
        );
}
