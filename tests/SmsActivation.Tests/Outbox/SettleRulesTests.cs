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
        Assert.Equal(found, (SettleRules.Decide(Send(), [Listed(body)]) as LookResult.Found)?.Newest.Sid);

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
    [InlineData(135, "outbound-api", true)]
    [InlineData(136, "outbound-api", false)]
    [InlineData(0, "outbound-reply", true)]
    [InlineData(0, "inbound", false)]
    public void What_is_not_of_the_trys_time_or_came_in_is_left_aside(int seconds, string direction, bool counts) =>
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

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(86_400, 0, false)] // a day off, and we do not know
    [InlineData(86_400, 86_400, true)] // the clock was a day ahead then, and is still
    [InlineData(0, 86_400, true)] // it was set ahead since
    [InlineData(3600, 86_400, false)]
    public void A_clock_that_is_off_the_carriers_finds_its_texts(int offThen, int offNow, bool counts) =>
        Assert.Equal(
            counts,
            SettleRules.MayBe(
                Send() with
                {
                    Tries = [Try(Text, Start.AddSeconds(offThen), "try")],
                },
                Listed("text") with
                {
                    ClockAhead = TimeSpan.FromSeconds(offNow),
                }
            )
        );

    [Fact]
    public void As_many_as_were_tried_are_adopted_the_newest_first_and_more_are_for_a_person()
    {
        var again = Start.AddMinutes(3);
        var send = Send("same") with { Tries = [Try("same", again, "second"), Try("same", Start, "first")] };
        TwilioMessage[] listed =
        [
            Listed("same", "SM1") with
            {
                DateCreated = Start.AddSeconds(1),
            },
            Listed("same", "SM2") with
            {
                DateCreated = again.AddSeconds(1),
            },
        ];
        Assert.All(listed, message => Assert.True(SettleRules.MayBe(send, message)));
        var found = Assert.IsType<LookResult.Found>(SettleRules.Decide(send, listed));
        Assert.Equal(new FoundTry("second", "SM2", "sent", null), found.Newest);
        Assert.Equal([new FoundTry("first", "SM1", "sent", null)], found.Earlier);
        // The first try alone, which the list did not show in time.
        found = Assert.IsType<LookResult.Found>(SettleRules.Decide(send, [listed[0]]));
        Assert.Equal((new FoundTry("first", "SM1", "sent", null), 0), (found.Newest, found.Earlier.Count));
        Assert.Equal(
            new LookResult.Unclear(SettleRules.SeveralMatch),
            SettleRules.Decide(send, [.. listed, Listed("same", "SM3")])
        );
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 120)]
    [InlineData(4, 480)]
    [InlineData(7, 3600)]
    [InlineData(5000, 3600)]
    public void Each_further_try_waits_longer(int tries, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SettleRules.GapAfter(tries, first: TimeSpan.FromSeconds(60)));

    private static UnsettledSend Send(string text = Text) =>
        new(1, "look", "+14155552671", "+14155552671", false, 1, Start, Start, null, [Try(text, Start, "try")]);

    private static OpenTry Try(string text, DateTimeOffset start, string token) =>
        new(token, start, start.AddSeconds(15), text);

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
