using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Campaigns.Words;

public sealed class KeywordCheckTests
{
    [Theory]
    [InlineData("SPRING")]
    [InlineData("весна")]
    [InlineData("SOIL")] // look-alikes of digits alone
    [InlineData("BOB")]
    [InlineData("LC")]
    [InlineData("étoile")]
    public void A_word_that_changes_nothing_may_be_one(string keyword) =>
        Assert.Null(new KeywordCheck(CardNumberOptions.Default).Fault(keyword));

    [Theory]
    [InlineData("", "it must be one word of 1 to 32 letters")]
    [InlineData("TWO WORDS", "it must be one word of 1 to 32 letters")]
    [InlineData("SPRING26", "it must be one word of 1 to 32 letters")]
    [InlineData("Stop", "a text of that word alone is read as the keyword Stop")]
    [InlineData("стоп", "a text of that word alone is read as the keyword Stop")]
    [InlineData("QUIT", "a text of that word alone is read as the keyword Stop")]
    [InlineData("Yes", "a text of that word alone is read as the keyword Start")]
    [InlineData("info", "a text of that word alone is read as the keyword Help")]
    [InlineData("PASSWORD", "a text of that word alone is read as the keyword Password")]
    [InlineData("stolen", "a card number beside it is read as a report of loss")]
    [InlineData("потерял", "a card number beside it is read as a report of loss")]
    [InlineData("CARD", "people write it beside their card number anyway")]
    public void A_word_that_says_something_else_may_not(string keyword, string fault) =>
        Assert.Equal(fault, new KeywordCheck(CardNumberOptions.Default).Fault(keyword));

    [Theory]
    [InlineData("LC", false)]
    [InlineData("lс", false)] // with a Cyrillic twin
    [InlineData("SPRING", true)]
    public void Where_card_numbers_hold_letters_it_is_not_the_beginning_of_one(string keyword, bool good)
    {
        var letters = new CardNumberOptions
        {
            Formats =
            [
                new CardNumberFormat
                {
                    Name = "lc",
                    Length = 9,
                    Pattern = "LC[0-9]{7}",
                },
            ],
            Example = "LC1234567",
        };
        Assert.Equal(good, new KeywordCheck(letters).Fault(keyword) is null);
    }

    [Theory]
    [InlineData("SPRING {0}")]
    [InlineData("{0} spring")]
    [InlineData("Spring! {0}")]
    [InlineData("{0}\nСПРИНГ SPRING")]
    public void Beside_a_card_number_it_disturbs_no_reading(string text)
    {
        var card = Spine.Card(7);
        foreach (var number in new[] { card, string.Join(' ', card.Chunk(4).Select(four => new string(four))) })
        {
            var body = string.Format(null, text, number);
            var command = new SmsReader(CardNumberOptions.Default).Read(body, SenderForms.Unknown);
            Assert.Equal(card, Assert.Single(command.Candidates).Number);
            Assert.Contains(TextWords.Fold("Spring"), TextWords.Of(body));
        }
    }

    [Fact]
    public async Task A_keyword_is_one_campaigns_until_its_credit_is_over()
    {
        await using var bench = new CampaignBench();
        var spring = await bench.ReadyAsync(0, keyword: "Spring");
        Assert.Equal("spring", await TakenByAsync("SPRING"));
        Assert.Null(await TakenByAsync("SUMMER"));
        Assert.True(await bench.Runs.StartAsync(spring.Id, new(Id: null, "boris"), bench.Now));
        await bench.Runs.StopAsync(spring.Id, new(Id: null, "boris"), "over", bench.Now);
        bench.Spine.Clock.Advance(TimeSpan.FromDays(14));
        Assert.Equal("spring", await TakenByAsync("sprinG"));
        bench.Spine.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await TakenByAsync("SPRING"));

        Task<string?> TakenByAsync(string keyword) =>
            KeywordCheck.TakenByAsync(bench.Database, keyword, bench.Now - TimeSpan.FromDays(14));
    }
}
