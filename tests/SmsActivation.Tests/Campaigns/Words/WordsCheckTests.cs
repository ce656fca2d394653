using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Words;

namespace SmsActivation.Tests.Campaigns.Words;

public sealed class WordsCheckTests
{
    private static readonly string[] Columns = ["phone", "name", "card", "city"];

    [Theory]
    [InlineData("Hi {name}, text your card to us. STOP to opt out")]
    [InlineData("{ Name }, {CITY}: {link} Reply stop to end")]
    [InlineData("STOP=no more. Card {card}")]
    public void A_text_whose_places_can_all_be_filled_is_good(string text) => Assert.Empty(Faults(text));

    [Theory]
    [InlineData("Hi {first_name}! STOP ends", "has the placeholder {first_name}, which is no column of the list")]
    [InlineData("Hi {}! STOP ends", "has the placeholder {}, which is no name")]
    [InlineData("Hi {password} STOP ends", "{password}, which is for credentials campaigns alone")]
    [InlineData("Hi {name! STOP ends", "holds a brace")]
    [InlineData("Hi {name}!", "does not say how to opt out: it must hold STOP.")]
    [InlineData("Hi {name}, STOPPING is hard", "does not say how to opt out")]
    [InlineData("See {link}. STOP ends", "has '.' right behind {link}")]
    [InlineData("", "is empty")]
    public void What_is_wrong_is_told_with_its_language(string text, string told)
    {
        var fault = Assert.Single(Faults(text));
        Assert.StartsWith("The text in 'en' ", fault);
        Assert.Contains(told, fault);
    }

    [Fact]
    public void All_faults_of_all_languages_are_told_at_once()
    {
        var texts = new Dictionary<string, string> { ["en"] = "{nobody}", ["english"] = "STOP {name}" };
        Assert.Equal(3, WordsCheck.Faults(CampaignKind.Invite, texts, new(), Columns).Count);
        Assert.Single(WordsCheck.Faults(CampaignKind.Invite, new Dictionary<string, string>(), new(), Columns));
    }

    [Theory]
    [InlineData("ru", "Ответьте СТОП", true)]
    [InlineData("ru", "Ответьте STOP", true)]
    [InlineData("en", "Reply СТОП", false)]
    [InlineData("de", "Abmelden mit ABMELDEN", false)]
    public void Russian_has_a_word_of_its_own(string language, string text, bool good) =>
        Assert.Equal(good, Faults(text, language).Count == 0);

    [Fact]
    public void The_words_of_the_settings_take_the_place_of_STOP()
    {
        var options = new CampaignOptions { OptOutWords = ["ARRET"] };
        Assert.Empty(Faults("Arret pour arreter", options: options));
        Assert.Single(Faults("STOP ends", options: options));
    }

    [Fact]
    public void A_placeholder_may_become_a_column_as_long_as_there_is_no_list() =>
        Assert.Empty(
            WordsCheck.Faults(CampaignKind.Invite, new Dictionary<string, string> { ["en"] = "{city} STOP" }, new())
        );

    [Fact]
    public void Credentials_need_both_a_user_name_and_a_password()
    {
        Assert.Equal(2, Faults("Hi {name}. STOP ends", kind: CampaignKind.Credentials).Count);
        Assert.Empty(Faults("{username} {password} STOP ends", kind: CampaignKind.Credentials));
    }

    [Fact]
    public void A_text_that_would_opt_out_whoever_quotes_it_is_told()
    {
        var texts = new Dictionary<string, string> { ["en"] = "STOP wasting points" };
        var fault = Assert.Single(
            WordsCheck.Faults(
                CampaignKind.Invite,
                texts,
                new(),
                Columns,
                text => text.StartsWith("STOP") ? "STOP" : null
            )
        );
        Assert.Contains("would be read as STOP", fault);
    }

    private static IReadOnlyList<string> Faults(
        string text,
        string language = "en",
        CampaignKind kind = CampaignKind.Invite,
        CampaignOptions? options = null
    ) => WordsCheck.Faults(kind, new Dictionary<string, string> { [language] = text }, options ?? new(), Columns);
}
