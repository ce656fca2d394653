using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Activation;

public sealed class ActivationRulesTests
{
    private static readonly ActivationLimits Limits = new();

    /// <summary>The design's table of outcomes, in its order, each with what makes it so.</summary>
    private static readonly (OutcomeCode Code, Given When)[] Table =
    [
        (OutcomeCode.SenderNotReachable, new() { Reachable = false }),
        (OutcomeCode.OptedOut, new() { Keyword = Keyword.Stop }),
        (OutcomeCode.OptedIn, new() { Keyword = Keyword.Start }),
        (OutcomeCode.HelpSent, new() { Keyword = Keyword.Help }),
        (OutcomeCode.NotAllowed, new() { Served = false }),
        (OutcomeCode.PasswordReceived, new() { Password = true }),
        (
            OutcomeCode.PasswordNeedsCard,
            new()
            {
                Keyword = Keyword.Password,
                Member = "full",
                LongSilent = true,
            }
        ),
        (
            OutcomeCode.PasswordReissued,
            new()
            {
                Keyword = Keyword.Password,
                Member = "full",
                LongSilent = false,
            }
        ),
        (OutcomeCode.NoLinkedCard, new() { Keyword = Keyword.Password, Member = "no" }),
        (OutcomeCode.LossReported, new() { Loss = true, Text = "one" }),
        (
            OutcomeCode.LossReported,
            new()
            {
                Loss = true,
                Text = "none",
                Member = "full",
            }
        ),
        (OutcomeCode.TooManyAttempts, new() { Tries = 5 }),
        (OutcomeCode.PictureReceived, new() { Media = true, Text = "none" }),
        (OutcomeCode.Acknowledged, new() { Text = "none", Member = "full" }),
        (OutcomeCode.InvalidCardNumber, new() { Text = "near" }),
        (OutcomeCode.MissingCardNumber, new() { Text = "none", Member = "no" }),
        (OutcomeCode.AmbiguousCardNumber, new() { Text = "two", Card = "no" }),
        (OutcomeCode.AmbiguousCardNumber, new() { Text = "many" }),
        (OutcomeCode.UnknownCard, new() { Text = "one", Card = "no" }),
        (
            OutcomeCode.AlreadyActive,
            new()
            {
                Text = "one",
                Holder = "me",
                State = CardState.Active,
            }
        ),
        (
            OutcomeCode.PhoneAlreadyLinked,
            new()
            {
                Text = "one",
                Card = "known",
                Member = "full",
            }
        ),
        (
            OutcomeCode.CardAlreadyLinked,
            new()
            {
                Text = "one",
                Card = "known",
                Holder = "other",
            }
        ),
        (
            OutcomeCode.HeldForReview,
            new()
            {
                Text = "one",
                Card = "known",
                Held = true,
            }
        ),
        (
            OutcomeCode.CardBlocked,
            new()
            {
                Text = "one",
                Card = "known",
                State = CardState.Blocked,
            }
        ),
        (
            OutcomeCode.CardReplaced,
            new()
            {
                Text = "one",
                Card = "known",
                State = CardState.Replaced,
            }
        ),
        (
            OutcomeCode.CardExpired,
            new()
            {
                Text = "one",
                Card = "known",
                State = CardState.Expired,
            }
        ),
        (
            OutcomeCode.CardNotIssued,
            new()
            {
                Text = "one",
                Card = "known",
                State = CardState.Prepared,
            }
        ),
        (
            OutcomeCode.CodeNeeded,
            new()
            {
                Text = "one",
                Card = "known",
                CodeMissing = true,
            }
        ),
        (
            OutcomeCode.Activated,
            new()
            {
                Text = "one",
                Card = "known",
                Member = "member",
            }
        ),
    ];

    public static TheoryData<string, OutcomeCode> Singles()
    {
        var data = new TheoryData<string, OutcomeCode>();
        for (var i = 0; i < Table.Length; i++)
            data.Add($"{i}", Table[i].Code);
        return data;
    }

    [Theory]
    [MemberData(nameof(Singles))]
    public void Each_condition_alone_gives_its_outcome(string row, OutcomeCode expected) =>
        Assert.Equal(expected, ActivationRules.Decide(Table[int.Parse(row)].When.Facts(), Limits).Code);

    public static TheoryData<string, string, OutcomeCode> Pairs()
    {
        var data = new TheoryData<string, string, OutcomeCode>();
        for (var first = 0; first < Table.Length; first++)
        for (var second = first + 1; second < Table.Length; second++)
            if (Given.Both(Table[first].When, Table[second].When) is not null)
                data.Add($"{first} {Table[first].Code}", $"{second} {Table[second].Code}", Table[first].Code);
        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Of_two_conditions_the_one_higher_in_the_table_wins(string first, string second, OutcomeCode expected)
    {
        var both = Given.Both(Table[Row(first)].When, Table[Row(second)].When)!;
        Assert.Equal(expected, ActivationRules.Decide(both.Facts(), Limits).Code);

        static int Row(string label) => int.Parse(label.Split(' ')[0]);
    }

    [Fact]
    public void The_table_names_every_outcome_that_a_text_can_have()
    {
        var missing = Enum.GetValues<OutcomeCode>().Except(Table.Select(row => row.Code));
        Assert.Equal([OutcomeCode.Unprocessed], missing);
    }

    [Fact]
    public void Most_pairs_can_be_true_together() => Assert.InRange(Pairs().Count, 180, 406);

    [Theory]
    [InlineData(DeliveryState.Failed, 1, ReplyTemplate.WelcomeAgain)]
    [InlineData(DeliveryState.Undelivered, 1, ReplyTemplate.WelcomeAgain)]
    [InlineData(DeliveryState.Sent, 14, ReplyTemplate.AlreadyActive)]
    [InlineData(DeliveryState.Sent, 16, ReplyTemplate.WelcomeAgain)]
    [InlineData(DeliveryState.Unknown, 16, ReplyTemplate.WelcomeAgain)]
    [InlineData(DeliveryState.Retry, 60, ReplyTemplate.AlreadyActive)]
    [InlineData(DeliveryState.Queued, 60, ReplyTemplate.AlreadyActive)]
    [InlineData(DeliveryState.Delivered, 60, ReplyTemplate.AlreadyActive)]
    public void A_welcome_that_never_arrived_is_said_again(DeliveryState state, int minutes, ReplyTemplate expected)
    {
        var facts = new Given { Holder = "me" }.Facts();
        facts = facts with
        {
            Member = facts.Member! with { LastWelcome = new(state, Given.Now - TimeSpan.FromMinutes(minutes)) },
        };
        var outcome = ActivationRules.Decide(facts, Limits);
        Assert.Equal((OutcomeCode.AlreadyActive, expected), (outcome.Code, outcome.Reply));

        var signedIn = facts with { Member = facts.Member! with { SignedIn = true } };
        Assert.Equal(ReplyTemplate.AlreadyActive, ActivationRules.Decide(signedIn, Limits).Reply);
        var ownPassword = facts with { Member = facts.Member! with { HasOwnPassword = true } };
        Assert.Equal(ReplyTemplate.AlreadyActive, ActivationRules.Decide(ownPassword, Limits).Reply);
    }

    [Fact]
    public void Over_a_limit_there_is_one_notice_that_says_how_long_and_then_silence()
    {
        var facts = new Given { Tries = 5 }.Facts();
        var first = ActivationRules.Decide(facts, Limits);
        Assert.Equal(ReplyTemplate.TooManyAttempts, first.Reply);
        Assert.Equal(LimitNotice.FailedTries, first.Notice);
        Assert.Equal(TimeSpan.FromHours(23), first.Wait);

        var told = facts with { Conversation = facts.Conversation with { TriesNoticeSent = true } };
        var second = ActivationRules.Decide(told, Limits);
        Assert.Equal((OutcomeCode.TooManyAttempts, (ReplyTemplate?)null), (second.Code, second.Reply));
    }

    [Fact]
    public void The_fourth_password_in_a_day_is_too_many()
    {
        var facts = new Given { Keyword = Keyword.Password, Member = "full" }.Facts();
        var third = facts with
        {
            Conversation = facts.Conversation with { PasswordRequests = 2, PasswordSince = Given.Now },
        };
        Assert.Equal(OutcomeCode.PasswordReissued, ActivationRules.Decide(third, Limits).Code);
        var fourth = facts with
        {
            Conversation = facts.Conversation with { PasswordRequests = 3, PasswordSince = Given.Now },
        };
        var outcome = ActivationRules.Decide(fourth, Limits);
        Assert.Equal((OutcomeCode.TooManyAttempts, LimitNotice.PasswordRequests), (outcome.Code, outcome.Notice));
        Assert.False(outcome.CountsPasswordRequest);
    }

    [Fact]
    public void A_password_asked_while_one_is_under_way_is_answered_by_that_one()
    {
        var facts = new Given { Keyword = Keyword.Password, Member = "full" }.Facts();
        facts = facts with { Member = facts.Member! with { PendingPasswordReply = 42 } };
        var outcome = ActivationRules.Decide(facts, Limits);
        Assert.Equal(
            (OutcomeCode.PasswordReissued, (ReplyTemplate?)null, 42L),
            (outcome.Code, outcome.Reply, outcome.AnsweredByReply)
        );
    }

    [Fact]
    public void After_long_silence_the_cards_last_digits_open_the_way_to_a_password()
    {
        var facts = new Given
        {
            Keyword = Keyword.Password,
            Member = "full",
            LongSilent = true,
        }.Facts();
        var named = facts with
        {
            Text = facts.Text with { Command = facts.Text.Command with { Tokens = [Given.OwnCard[^4..]] } },
        };
        Assert.Equal(OutcomeCode.PasswordReissued, ActivationRules.Decide(named, Limits).Code);
        var wrong = facts with { Text = facts.Text with { Command = facts.Text.Command with { Tokens = ["1234"] } } };
        Assert.Equal(OutcomeCode.PasswordNeedsCard, ActivationRules.Decide(wrong, Limits).Code);
        // Where no card is in use, one that was: else there would be no answer that PASSWORD could ever get.
        var without = named with
        {
            Member = named.Member! with { Cards = [] },
        };
        var used = without with { Member = without.Member! with { SignedIn = true } };
        Assert.Equal(OutcomeCode.NoLinkedCard, ActivationRules.Decide(used, Limits).Code);
        // Whom a campaign made a member, and who never signed in: there is nothing yet to keep safe.
        Assert.Equal(OutcomeCode.PasswordReissued, ActivationRules.Decide(without, Limits).Code);
        var past = without with { Member = without.Member! with { PastCards = [Given.OwnCard] } };
        Assert.Equal(OutcomeCode.PasswordReissued, ActivationRules.Decide(past, Limits).Code);
    }

    [Theory]
    [InlineData(Keyword.Stop)]
    [InlineData(Keyword.Start)]
    [InlineData(Keyword.Help)]
    public void What_the_carrier_has_answered_is_recorded_and_not_answered_again(Keyword keyword)
    {
        var facts = new Given { Keyword = keyword }.Facts();
        Assert.NotNull(ActivationRules.Decide(facts, Limits).Reply);
        var answered = facts with { Text = facts.Text with { AnsweredByCarrier = true } };
        Assert.Null(ActivationRules.Decide(answered, Limits).Reply);
    }

    [Fact]
    public void A_second_stop_is_not_answered()
    {
        var facts = new Given { Keyword = Keyword.Stop }.Facts();
        var again = facts with { Conversation = facts.Conversation with { OptedOut = true } };
        Assert.Null(ActivationRules.Decide(again, Limits).Reply);
    }

    [Fact]
    public void A_late_text_is_decided_but_only_an_activation_is_still_answered()
    {
        var late = Given.Now - Limits.AnswerWithin - TimeSpan.FromSeconds(1);
        var unknown = new Given { Card = "no" }.Facts();
        var outcome = ActivationRules.Decide(unknown with { Text = unknown.Text with { ReceivedAt = late } }, Limits);
        Assert.Equal((OutcomeCode.UnknownCard, (ReplyTemplate?)null), (outcome.Code, outcome.Reply));

        var over = new Given { Tries = 5 }.Facts();
        Assert.Null(ActivationRules.Decide(over with { Text = over.Text with { ReceivedAt = late } }, Limits).Notice);

        var good = new Given().Facts();
        outcome = ActivationRules.Decide(good with { Text = good.Text with { ReceivedAt = late } }, Limits);
        Assert.Equal((OutcomeCode.Activated, ReplyTemplate.Activated), (outcome.Code, outcome.Reply!.Value));
    }

    [Fact]
    public void Each_unknown_number_in_a_text_is_a_failed_try_and_a_mistyped_one_is_none()
    {
        Assert.Equal(2, ActivationRules.Decide(new Given { Text = "two" }.Facts(), Limits).FailedTries);
        Assert.Equal(1, ActivationRules.Decide(new Given { Card = "no" }.Facts(), Limits).FailedTries);
        Assert.Equal(0, ActivationRules.Decide(new Given { Text = "near" }.Facts(), Limits).FailedTries);
        Assert.Equal(0, ActivationRules.Decide(new Given { Text = "many" }.Facts(), Limits).FailedTries);
        Assert.Equal(0, ActivationRules.Decide(new Given().Facts(), Limits).FailedTries);
    }

    [Fact]
    public void The_reply_about_a_full_phone_names_its_own_card_and_never_the_one_asked_for()
    {
        var outcome = ActivationRules.Decide(new Given { Member = "full", Holder = "other" }.Facts(), Limits);
        Assert.Equal((OutcomeCode.PhoneAlreadyLinked, Given.OwnCard), (outcome.Code, outcome.ReplyCard));
    }

    [Fact]
    public void A_member_may_have_as_many_cards_as_the_limit_says_each_in_a_slot_of_its_own()
    {
        var facts = new Given { Member = "full" }.Facts();
        var outcome = ActivationRules.Decide(facts, new ActivationLimits { CardsPerMember = 2 });
        Assert.Equal((OutcomeCode.Activated, 2), (outcome.Code, outcome.Activation!.Slot));
    }

    [Fact]
    public void A_wrong_code_counts_against_the_phone_and_the_card_and_a_missing_one_against_nobody()
    {
        var facts = new Given { CodeMissing = true }.Facts();
        Assert.Equal(
            (0, null),
            (ActivationRules.Decide(facts, Limits).FailedTries, ActivationRules.Decide(facts, Limits).WrongCodes)
        );
        var wrong = facts with
        {
            KnownCards = [facts.KnownCards[0] with { Code = new CodeCheck(Passes: false, Wrong: 2) }],
        };
        var outcome = ActivationRules.Decide(wrong, Limits);
        Assert.Equal(
            (OutcomeCode.CodeNeeded, 2, (1L, 2)),
            (outcome.Code, outcome.FailedTries, outcome.WrongCodes!.Value)
        );
    }
}
