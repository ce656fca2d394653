using SmsActivation.Core.Outbox;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Outbox;

public sealed class SettleRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 30, 900, TimeSpan.Zero);
    private const string Text = "Brand: card *1234 works. Password {password} (72 h)";

    public static TheoryData<string, string?> Bodies =>
        new()
        {
            { "Brand: card *1234 works. Password bcdf-ghjk-3467 (72 h)", "SM0" },
            { "Sent from your Twilio trial account - Brand: card *1234 works. Password bcdf-ghjk-3467 (72 h)", "SM0" },
            { "Brand: card *1234 works. Password  (72 h)", null },
            { "Brand: card *1234 works. Password bcdf-ghjk-346 (72 h)", null },
            { "Brand: card *1234 works. Password BCDF-GHJK-3467 (72 h)", null },
            { "Brand: card *1235 works. Password bcdf-ghjk-3467 (72 h)", null },
            { "Brand: card 91234 works. Password bcdf-ghjk-3467 (72 h)", null },
            { "and Brand: card *1234 works. Password bcdf-ghjk-3467 (72 h)", null },
            { "Brand: card *1234 works. Password bcdf-ghjk-3467 (72 h)\nmore", null },
        };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_is_ours_when_only_the_password_differs(string body, string? found) =>
        Assert.Equal(found, (SettleRules.Decide(Send(), [Listed(body)]) as LookResult.Found)?.Sid);

    [Fact]
    public void Nothing_in_the_list_and_only_other_texts_say_that_it_is_not_there()
    {
        Assert.IsType<LookResult.Nothing>(SettleRules.Decide(Send(), []));
        Assert.IsType<LookResult.Nothing>(SettleRules.Decide(Send(), [Listed("another text")]));
    }

    [Fact]
    public void Two_that_fit_are_for_a_person() =>
        Assert.Equal(
            new LookResult.Unclear(SettleRules.SeveralMatch),
            SettleRules.Decide(Send("same"), [Listed("same"), Listed("same", "SM1")])
        );

    [Theory]
    [InlineData("", true)]
    [InlineData(null, true)]
    [InlineData("another text", false)]
    public void One_that_cannot_be_compared_is_for_a_person_unless_another_fits(string? body, bool dated)
    {
        var blank = Listed(body) with { DateCreated = dated ? Start : null };
        Assert.Equal(new LookResult.Unclear(SettleRules.NotComparable), SettleRules.Decide(Send("same"), [blank]));
        Assert.IsType<LookResult.Found>(SettleRules.Decide(Send("same"), [blank, Listed("same", "SM1")]));
    }

    [Theory]
    [InlineData(-121, "outbound-api", false)]
    [InlineData(-120, "outbound-api", true)]
    [InlineData(3600, "outbound-api", true)]
    [InlineData(0, "outbound-reply", true)]
    [InlineData(0, "inbound", false)]
    public void What_is_older_than_the_try_or_came_in_is_left_aside(int seconds, string direction, bool counts) =>
        Assert.Equal(
            counts,
            SettleRules.MayBe(
                Send(),
                Listed("text") with
                {
                    DateCreated = Start.AddSeconds(seconds),
                    Direction = direction,
                }
            )
        );

    private static UnsettledSend Send(string text = Text) =>
        new(1, "look", "+14155552671", "+14155552671", "try", Start, Start, text, Campaign: false, EmptyLookAt: null);

    private static TwilioMessage Listed(string? body, string sid = "SM0") =>
        new()
        {
            Sid = sid,
            Status = "sent",
            Direction = "outbound-api",
            Body = body,
            DateCreated = Start,
        };
}
