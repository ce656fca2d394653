using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Campaigns.Words;

public sealed class CampaignWordsTests
{
    private static readonly Addressee Anna = new()
    {
        Name = "Anna",
        Card = "9900000000001117",
        Country = "US",
        Fields = new Dictionary<string, string> { ["city"] = "Oslo {name}" },
    };

    [Theory]
    [InlineData("Hi {name}, card {card}", "Hi Anna, card 1117")]
    [InlineData("{Name} {CARD}", "Anna 1117")]
    [InlineData("{city}", "Oslo {name}")]
    [InlineData("{link}", "https://s.example/?utm_source=sms")]
    public void Places_are_filled_once(string text, string written) =>
        Assert.Equal(written, Words(text).Write(Anna).Text);

    [Fact]
    public void A_link_of_the_list_goes_before_the_campaigns()
    {
        var own = Anna with { Fields = new Dictionary<string, string> { ["link"] = "https://own.example" } };
        Assert.Equal("https://own.example", Words("{link}").Write(own).Text);
    }

    [Theory]
    [InlineData("Hi {name}", null)]
    [InlineData("Hi {name} in {city}, {street}", "street")]
    public void A_place_that_stays_open_is_named(string text, string? missing) =>
        Assert.Equal(missing, Words(text).Missing(Anna));

    [Theory]
    [InlineData("ru", "US", "ru")]
    [InlineData("RU ", "US", "ru")]
    [InlineData("ru-RU", "US", "ru")]
    [InlineData("RU_ru", "US", "ru")]
    [InlineData("ru-Cyrl-KZ", "US", "ru")]
    [InlineData("Russian", "US", "ru")]
    [InlineData("русский", "US", "ru")]
    [InlineData("English", "KZ", "en")]
    [InlineData("pt-PT", "US", "pt")]
    [InlineData("pt_br", "US", "pt-br")] // the text of the exact tag, where there is one
    [InlineData("rus", "US", "en")] // ISO 639-2 is another tag
    [InlineData("-", "KZ", "ru")]
    [InlineData("fr", "KZ", "ru")]
    [InlineData(null, "KZ", "ru")]
    [InlineData(null, "FR", "en")]
    [InlineData(null, null, "en")]
    public void The_lists_language_goes_before_the_countrys(string? language, string? country, string written)
    {
        var words = new CampaignWords(
            CampaignKind.Invite,
            new Dictionary<string, string>
            {
                ["ru"] = "Привет",
                ["en"] = "Hello",
                ["pt"] = "Olá",
                ["pt-br"] = "Oi",
            },
            Replies(),
            link: ""
        );
        Assert.Equal(written, words.Write(new Addressee { Language = language, Country = country }).Language);
    }

    [Fact]
    public void Without_a_text_in_any_wished_language_the_first_is_sent()
    {
        var words = new CampaignWords(
            CampaignKind.Invite,
            new Dictionary<string, string> { ["fr"] = "Bonjour", ["de"] = "Hallo" },
            Replies(),
            link: ""
        );
        Assert.Equal("Hallo", words.Write(Anna).Text);
    }

    [Fact]
    public void What_a_credentials_text_fills_in_last_takes_its_greatest_room_before()
    {
        var words = Words("{username} {password}", CampaignKind.Credentials);
        Assert.Equal(16 + 1 + 14, words.Write(Anna).Text.Length);
        Assert.Null(words.Missing(Anna));
        var drawn = new Dictionary<string, string> { ["username"] = "anna", ["password"] = "{password}" };
        Assert.Equal("anna {password}", words.Write(Anna, drawn).Text);
    }

    [Theory]
    [InlineData("{name} {city}", "Anna", false)]
    [InlineData("{name}", 1600, false)]
    [InlineData("{name}!", 1600, true)]
    [InlineData("{name}{name}", 801, true)] // each time that it stands there
    [InlineData("{name}…", 1598, true)] // written as three
    [InlineData("{name}… Привет", 1590, false)] // and here as one
    public void A_text_longer_than_the_carrier_takes_is_known(string text, object name, bool isTooLong)
    {
        var anna = Anna with { Name = name as string ?? new string('a', (int)name) };
        Assert.Equal(isTooLong, Words(text).IsTooLong(anna));
    }

    [Theory]
    [InlineData("Hi {name}", SmsEncoding.Gsm7, 1)]
    [InlineData("Привет, {name}", SmsEncoding.Ucs2, 1)]
    [InlineData("“Hi” – {name}…", SmsEncoding.Gsm7, 1)]
    public void Each_text_has_its_own_length(string text, SmsEncoding encoding, int segments)
    {
        var length = Words(text).Write(Anna).Length;
        Assert.Equal((encoding, segments), (length.Encoding, length.Segments));
    }

    [Theory]
    [InlineData("https://s.example", "https://s.example?utm_source=sms&utm_campaign=spring%202026")]
    [InlineData("https://s.example/?a=1#top", "https://s.example/?a=1&utm_source=sms&utm_campaign=spring%202026#top")]
    public void A_link_says_where_a_visitor_came_from(string address, string link) =>
        Assert.Equal(link, CampaignLink.Of(address, "spring 2026"));

    private static CampaignWords Words(string text, CampaignKind kind = CampaignKind.Invite) =>
        new(kind, new Dictionary<string, string> { ["en"] = text }, Replies(), "https://s.example/?utm_source=sms");

    private static ReplyOptions Replies() => new() { Example = "" };
}
