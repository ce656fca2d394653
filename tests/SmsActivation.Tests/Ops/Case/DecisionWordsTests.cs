using SmsActivation.Core.Activation;
using SmsActivation.Worker.Ops.Case;

namespace SmsActivation.Tests.Ops.Case;

public sealed class DecisionWordsTests
{
    private static readonly DecisionFacts Plain = new(
        Candidates: 0,
        Known: 0,
        NearMiss: false,
        State: null,
        Linked: null,
        Held: false,
        Keyword: null,
        OptedOut: false,
        FailedTries: 0,
        PasswordRequests: 0,
        MemberCards: 0,
        LastPasswordText: null,
        RepliesInBurst: 0,
        RepliesInDay: 0,
        Withheld: null
    );

    [Fact]
    public void A_text_without_a_number_says_so() => Assert.Equal(["It held no card number."], DecisionWords.Of(Plain));

    [Fact]
    public void Every_fact_has_its_sentence()
    {
        var facts = Plain with
        {
            Candidates = 1,
            Known = 1,
            State = "Active",
            Linked = "other",
            Held = true,
            OptedOut = true,
            FailedTries = 2,
            PasswordRequests = 1,
            MemberCards = 1,
            LastPasswordText = "Undelivered",
            RepliesInBurst = 1,
            RepliesInDay = 3,
            Withheld = "ReplyLimit",
        };
        Assert.Equal(
            [
                "It held one card number, and that is a card of ours.",
                "The card was active, and another phone had it.",
                "The card was held for review.",
                "This phone had one card in use.",
                "This phone had opted out.",
                "2 failed tries of this phone came before it.",
                "One password had been asked for that day.",
                "The last text with a password: not delivered.",
                "3 replies had gone to this phone that day, 1 of them in the last 10 minutes.",
                "It was not answered, because this phone had been sent enough.",
            ],
            DecisionWords.Of(facts)
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("not json")]
    public void What_was_not_kept_has_no_facts(string? json) => Assert.Null(DecisionFacts.Read(json));

    [Fact]
    public void What_was_kept_is_read_again() => Assert.Equal(Plain, DecisionFacts.Read(Plain.ToJson()));

    [Fact]
    public void A_newer_versions_words_are_shown_as_they_are() =>
        Assert.Contains("The card was Melted, and nobody had it.", DecisionWords.Of(Plain with { State = "Melted" }));
}
