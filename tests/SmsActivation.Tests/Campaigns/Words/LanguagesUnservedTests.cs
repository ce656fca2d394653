using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Campaigns.Words;

public sealed class LanguagesUnservedTests
{
    private readonly LanguagesUnserved _languages = new(
        new CampaignWords(
            CampaignKind.Invite,
            new Dictionary<string, string> { ["ru"] = "Привет", ["en"] = "Hello" },
            new ReplyOptions { Example = "" },
            link: ""
        )
    );

    [Fact]
    public void Who_reads_another_language_than_they_ask_for_is_counted_by_both()
    {
        Add("fr", "US", 47);
        Add("fr-CA", "US", 1);
        Add("fr", "KZ", 1);
        Add("de", "US", 2);
        Add("ru-RU", "US", 5);
        Add("English", "KZ", 5);
        Add(null, "KZ", 5);
        Assert.Equal(
            [
                "48 rows ask for fr: they read en.",
                "2 rows ask for de: they read en.",
                "1 row asks for fr: it reads ru.",
            ],
            _languages.Told
        );
    }

    [Fact]
    public void What_is_no_language_is_not_repeated()
    {
        Add("+12125550142", "US", 2);
        Add("Anna Petrova", "US", 1);
        Assert.Equal(["3 rows say in 'language' what is none that we know: they read en."], _languages.Told);
    }

    [Fact]
    public void Many_languages_are_summed_up()
    {
        foreach (var first in "abcdefghijklm")
            Add($"q{first}", "US", 2);
        Assert.Equal(11, _languages.Told.Count);
        Assert.Equal("6 rows ask for other languages that it has no text in.", _languages.Told[^1]);
    }

    private void Add(string? language, string country, int rows)
    {
        for (var row = 0; row < rows; row++)
            _languages.Add(new Addressee { Language = language, Country = country });
    }
}
