using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;

namespace SmsActivation.Tests.Campaigns.Feeding;

public sealed class NameAndCardTests
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["en"] = "{name}, card {card}",
        ["ru"] = "{name}, карта {card}",
    };

    [Theory]
    [InlineData("ru", "Ann", "17", "ru", "Ann, карта 17")]
    [InlineData("de", "Ann", "17", "en", "Ann, card 17")]
    [InlineData(null, null, null, "en", ", card ")]
    public void A_recipient_gets_the_text_of_their_language(
        string? asked,
        string? name,
        string? card,
        string language,
        string words
    )
    {
        var recipient = new Recipient
        {
            Language = asked,
            Name = name,
            Card = card,
        };
        Assert.Equal(new CampaignText(language, words), new NameAndCard().Of(new Campaign(), Texts)(recipient));
    }
}
