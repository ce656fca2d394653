using SmsActivation.Core.Outbox;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Outbox;

public sealed class NextStepTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private static NextStep After(
        SendFailureKind kind,
        int attempt = 1,
        int hoursOld = 0,
        int? retryAfterSeconds = null
    ) =>
        NextStep.After(
            new SendFailure(kind, null, null, "", retryAfterSeconds is { } s ? TimeSpan.FromSeconds(s) : null),
            attempt,
            Now - TimeSpan.FromHours(hoursOld),
            Day,
            Now
        );

    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(4, null, 8)]
    [InlineData(50, null, 300)]
    [InlineData(1, 30, 30)]
    [InlineData(6, 5, 32)]
    public void What_was_never_processed_is_tried_again_no_sooner_than_the_carrier_asks(
        int attempt,
        int? asked,
        int seconds
    ) =>
        Assert.Equal(
            new NextStep.RetryAt(Now + TimeSpan.FromSeconds(seconds)),
            After(SendFailureKind.NotProcessed, attempt, retryAfterSeconds: asked)
        );

    [Fact]
    public void A_fault_of_ours_pauses_the_sender_and_fails_no_text() =>
        Assert.IsType<NextStep.PauseSender>(After(SendFailureKind.OurFault, attempt: 100, hoursOld: 23));

    [Theory]
    [InlineData(SendFailureKind.NotProcessed)]
    [InlineData(SendFailureKind.OurFault)]
    public void After_a_day_and_ten_tries_even_these_end(SendFailureKind kind)
    {
        Assert.IsType<NextStep.GiveUp>(After(kind, attempt: 10, hoursOld: 24));
        Assert.IsNotType<NextStep.GiveUp>(After(kind, attempt: 9, hoursOld: 240));
    }

    [Fact]
    public void A_refused_text_is_given_up() => Assert.IsType<NextStep.GiveUp>(After(SendFailureKind.Rejected));

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void What_may_have_been_sent_is_never_sent_again_blindly(int hoursOld) =>
        Assert.IsType<NextStep.Settle>(After(SendFailureKind.Ambiguous, hoursOld: hoursOld));
}
