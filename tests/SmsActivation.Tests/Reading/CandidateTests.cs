using SmsActivation.Core.Cards;
using SmsActivation.Tests.Dialogue;

namespace SmsActivation.Tests.Reading;

public sealed class CandidateTests
{
    private const string Card = "9900526018159083";

    [Theory]
    [InlineData("one group", "9900526018159083", Card)]
    [InlineData("three separators in a row", "9900 - 5260., 1815_/_9083", Card)]
    [InlineData("four end the run", "9900 -- 5260 1815 9083", "")]
    [InlineData("back slash", "9900\\52601815\\9083", Card)]
    [InlineData("Arabic comma and full-width dot", "9900\u060C5260\uFF0E1815\u30019083", Card)]
    [InlineData("every kind of space", "9900\u16805260\u20031815\u20289083", Card)]
    [InlineData("every kind of dash", "9900\u20145260\uFE5818\uFF0D15\u2E3A9083", Card)]
    [InlineData("an emoji ends the run", "99005260\U0001F44D18159083", "")]
    [InlineData("an apostrophe ends the run", "9900'5260'1815'9083", "")]
    [InlineData("a bracket ends the run", "9900(5260)18159083", "")]
    [InlineData("a letter ends the run, and a number may begin at it", "n9900526018159083n", Card)]
    [InlineData("groups before and behind", "12 9900 5260 1815 9083 34", Card)]
    [InlineData("groups are never cut", "19900526018159083", "")]
    [InlineData("nor at the end", "9900 5260 1815 90831", "")]
    [InlineData("wrong prefix, right check digit", "4111111111111111", "")]
    [InlineData("wrong check digit", "9900526018159084", "")]
    [InlineData("two", "9900526018159083;9900301661318604", Card + ",9900301661318604")]
    [InlineData(
        "one that stands twice",
        "9900526018159083;9900301661318604;9900 5260 1815 9083",
        Card + ",9900301661318604"
    )]
    public void A_candidate_is_a_series_of_whole_groups_that_fits(string label, string body, string numbers) =>
        Assert.True(numbers == DialogueFormats.Luhn16.Read(body).Numbers(), label);

    [Fact]
    public void Sixteen_digits_are_read_in_whatever_groups_they_are_written()
    {
        for (var cuts = 0; cuts < 1 << 15; cuts += 5)
        {
            var body = string.Concat(
                Card.Select((digit, i) => (cuts >> i & 1) == 1 && i < 15 ? $"{digit} " : $"{digit}")
            );
            Assert.True(Card == DialogueFormats.Luhn16.Read(body).Numbers(), body);
        }
    }

    [Fact]
    public void Each_candidate_says_which_format_it_fits_and_the_first_wins()
    {
        var reader = DialogueFormats.ReaderOf(
            "12345678",
            new CardNumberFormat
            {
                Name = "gold",
                Length = 8,
                Prefixes = ["77", "78"],
            },
            new CardNumberFormat { Name = "any", Length = 8 },
            new CardNumberFormat
            {
                Name = "even",
                Length = 10,
                Pattern = "[02468]+",
            }
        );

        var candidates = reader.Read("78000001 and 10000002, or 2468024680; not 1357913579").Candidates;

        Assert.Equal(
            [("78000001", "gold"), ("10000002", "any"), ("2468024680", "even")],
            candidates.Select(candidate => (candidate.Number, candidate.Format))
        );
    }

    [Fact]
    public void Collecting_ends_at_one_more_than_are_ever_looked_up() =>
        Assert.Equal(
            "10000001,10000002,10000003,10000004",
            DialogueFormats.Plain8.Read("10000001;10000002;10000003;10000004;10000005").Numbers()
        );

    [Theory]
    [InlineData("behind", "9900526018159083 k7m3", "K7M3")]
    [InlineData("in Cyrillic letters", "код К7М3 9900526018159083", "K7M3")]
    [InlineData("in the run of the number", "4711 9900 5260 1815 9083 0815", "4711,0815")]
    [InlineData("only those that hold a digit", "please 9900526018159083 abcd", "")]
    [InlineData("a number written twice leaves none of itself", "9900 5260 1815 9083 = 9900526018159083 x1", "X1")]
    [InlineData("a word glued to the number is no code", "card9900526018159083", "")]
    [InlineData("look-alike number", "99OO 5260 1815 9O83 code 5O1", "5O1")]
    public void Words_with_a_digit_beside_the_number_may_be_its_code(string label, string body, string tokens)
    {
        var candidate = Assert.Single(DialogueFormats.Luhn16.Read(body).Candidates);

        Assert.True(tokens == string.Join(',', candidate.OtherTokens), label);
    }

    [Fact]
    public void Of_two_candidates_each_is_among_the_other_words_of_the_other()
    {
        var candidates = DialogueFormats.Plain8.Read("10000001; 1000 0002; A7").Candidates;

        Assert.Equal(["1000", "0002", "A7"], candidates[0].OtherTokens);
        Assert.Equal(["10000001", "A7"], candidates[1].OtherTokens);
    }

    [Fact]
    public void Words_that_hold_a_digit_are_the_tokens_of_a_text() =>
        Assert.Equal(["9083", "K7M3"], DialogueFormats.Luhn16.Read("PASSWORD 9083, к7м3 please").Tokens);
}
