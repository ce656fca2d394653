using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Restore;

/// <summary>Which held replies the lost host has sent.</summary>
public sealed class RestoreRulesTests
{
    private const string Us = "+15550001111";
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_words_are_compared_and_a_password_is_any() =>
        Assert.Equal(
            ["1=SM2"],
            Match(
                [Held(1, "Welcome {password} bye", password: true)],
                [Listed("SM1", "Welcome bye"), Listed("SM2", "Welcome bcdf-ghjk-mnpq bye")]
            )
        );

    [Fact]
    public void Words_of_a_try_that_the_backup_knows_count_too() =>
        Assert.Equal(["1=SM1"], Match([Held(1, "new words", tried: ["old words"])], [Listed("SM1", "old words")]));

    [Fact]
    public void What_was_sent_before_the_text_came_is_not_its_reply() =>
        Assert.Empty(Match([Held(1, "hello")], [Listed("SM1", "hello", minutes: -3)]));

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)] // both times are the carrier's: no clocks to differ
    public void Our_clock_may_be_off_the_carriers(bool byCarriersClock, bool found) =>
        Assert.Equal(
            found,
            Match([Held(1, "hello", byCarriersClock: byCarriersClock)], [Listed("SM1", "hello", minutes: -1)]).Count > 0
        );

    [Fact]
    public void Our_clock_may_run_an_hour_ahead()
    {
        var listed = Listed("SM1", "hello", minutes: -59) with { ClockAhead = TimeSpan.FromHours(1) };
        Assert.Equal(["1=SM1"], Match([Held(1, "hello")], [listed]));
        Assert.Empty(Match([Held(1, "hello", byCarriersClock: true)], [listed]));
    }

    [Fact]
    public void Each_message_is_one_replys_the_oldest_first() =>
        Assert.Equal(
            ["1=SM1", "2=SM2"],
            Match(
                [Held(3, "hello", minutes: 10), Held(2, "hello", minutes: 5), Held(1, "hello")],
                [Listed("SM2", "hello", minutes: 6), Listed("SM1", "hello", minutes: 1)]
            )
        );

    [Fact]
    public void A_redacted_message_is_a_text_with_a_password_if_there_is_one() =>
        Assert.Equal(
            ["2=SM1"],
            Match([Held(1, "hello"), Held(2, "{password}", password: true)], [Listed("SM1", "", minutes: 1)])
        );

    [Fact]
    public void A_redacted_message_is_rather_another_text_than_none() =>
        Assert.Equal(["1=SM1"], Match([Held(1, "hello")], [Listed("SM1", null)]));

    [Fact]
    public void A_text_that_both_decided_may_have_had_other_words() =>
        Assert.Equal(
            ["2=SM2", "1=SM1"],
            Match(
                [Held(1, "in 24 hours", decidedAnew: true), Held(2, "hello", decidedAnew: true)],
                [Listed("SM1", "in 23 hours"), Listed("SM2", "hello")]
            )
        );

    /// <summary>The lost host's welcome had arrived, so it sent a password of its own; here the welcome still waits.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("Again bcdf-ghjk-mnpq")]
    public void What_answered_a_text_that_waits_for_another_reply_here_answers_no_third_text(string said) =>
        Assert.Equal(
            ["1=SM1"],
            Match(
                [Held(1, "Welcome {password}", password: true), Held(2, "hello", decidedAnew: true)],
                [Listed("SM2", said), Listed("SM1", "Welcome bcdf-ghjk-mnpq")],
                [Held(1, "Again {password}", password: true, decidedAnew: true)]
            )
        );

    [Fact]
    public void A_text_that_waits_for_another_reply_takes_nothing_from_that()
    {
        var welcome = Held(1, "Welcome {password}", minutes: 1, password: true);
        var joined = Held(1, "Again {password}", password: true, byCarriersClock: true, decidedAnew: true);
        Assert.Equal(["1=SM1"], Match([welcome], [Listed("SM1", "")], [joined]));
    }

    [Fact]
    public void A_text_that_waits_for_another_reply_had_no_other_words_than_a_passwords() =>
        Assert.Equal(
            ["2=SM1"],
            Match(
                [Held(2, "in 24 hours", decidedAnew: true)],
                [Listed("SM1", "in 23 hours")],
                [Held(1, "Again {password}", password: true, decidedAnew: true)]
            )
        );

    [Fact]
    public void A_text_that_was_queued_at_the_backup_had_its_words() =>
        Assert.Empty(Match([Held(1, "hello")], [Listed("SM1", "in 23 hours")]));

    [Theory]
    [InlineData("+15550009999", "outbound-api")] // another system of the account
    [InlineData(Us, "outbound-reply")] // the carrier's own answer to STOP
    public void Other_words_of_others_answer_nothing(string from, string direction) =>
        Assert.Empty(
            Match(
                [Held(1, "hello", decidedAnew: true)],
                [Listed("SM1", "STOP") with { From = from, Direction = direction }]
            )
        );

    [Fact]
    public void A_messaging_service_sends_from_any_of_its_numbers()
    {
        var listed = Listed("SM1", "other") with { From = "+15550009999", MessagingServiceSid = Us };
        Assert.Equal(["1=SM1"], Match([Held(1, "hello", decidedAnew: true)], [listed]));
    }

    [Fact]
    public void Inbound_texts_and_those_without_a_date_are_none()
    {
        Assert.True(RestoreRules.MayBe(Listed("SM1", "x")));
        Assert.False(RestoreRules.MayBe(Listed("SM1", "x") with { Direction = "inbound" }));
        Assert.False(RestoreRules.MayBe(Listed("SM1", "x") with { DateCreated = null }));
    }

    private static List<string> Match(HeldReply[] held, TwilioMessage[] listed, HeldReply[]? joined = null) =>
        [
            .. RestoreRules
                .Match(held, joined ?? [], reply => reply.Text.Language, _ => Us, listed)
                .Select(found => $"{found.Reply.Text.Id}={found.Listed.Sid}"),
        ];

    /// <summary>Its words ride in its language.</summary>
    private static HeldReply Held(
        long id,
        string words,
        int minutes = 0,
        bool password = false,
        bool byCarriersClock = false,
        bool decidedAnew = false,
        string[]? tried = null
    ) =>
        new(
            new OutgoingText(
                id,
                "+14155552671",
                Channel.Sms,
                "+14155552671",
                Us,
                password ? ReplyTemplate.Activated : ReplyTemplate.UnknownCard,
                words,
                Card: null,
                Wait: null,
                MemberId: null,
                password,
                Attempts: 0,
                Noon
            ),
            Noon.AddMinutes(minutes),
            byCarriersClock,
            decidedAnew,
            tried ?? []
        );

    private static TwilioMessage Listed(string sid, string? body, int minutes = 0) =>
        new()
        {
            Sid = sid,
            Body = body,
            From = Us,
            Direction = "outbound-api",
            DateCreated = Noon.AddMinutes(minutes),
        };
}
