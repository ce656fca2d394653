using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Campaigns.Words;

public sealed class CampaignSamplesTests
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["en"] = "Hi {name}, text us your card",
        ["ru"] = "{name}, номер карты?",
    };

    [Fact]
    public void Who_is_several_things_is_shown_once_with_all_of_them() =>
        Assert.Equal(
            ["The first (also the first in en)", "The first in ru", "The longest"],
            Told(CampaignKind.Invite, [], (1, "en", "Ann"), (2, "ru", "Ира"), (3, "en", new string('n', 300)))
        );

    [Fact]
    public void The_longest_is_the_one_that_costs_the_most() =>
        // 73 signs of UCS-2 are two segments, and 109 of GSM-7 one.
        Assert.Equal(
            ["The first (also the first in en)", "The first in ru (also the longest)"],
            Told(CampaignKind.Invite, [], (1, "en", new string('n', 85)), (2, "ru", new string('и', 58)))
        );

    [Fact]
    public void Where_all_have_one_language_nobody_is_the_first_in_it() =>
        Assert.Equal(
            ["The first (also the longest)"],
            Told(CampaignKind.Invite, [], (1, "en", "Christopher"), (2, "en", "Ann"))
        );

    [Fact]
    public void A_text_of_a_series_says_which_it_is_once()
    {
        var step = new SeriesStep(TimeSpan.FromDays(3), new Dictionary<string, string> { ["en"] = "Hi {name}, still" });
        Assert.Equal(
            ["The first (also the longest), text 1", "The first, text 2"],
            Told(CampaignKind.Reminder, [step], (1, "en", "Christopher"), (2, "en", "Ann"))
        );
    }

    private static IEnumerable<string> Told(
        CampaignKind kind,
        IReadOnlyList<SeriesStep> then,
        params (int Line, string Language, string Name)[] list
    )
    {
        var words = CampaignWords.Of(
            new Campaign { Name = "spring", Kind = kind },
            Texts,
            new CampaignOptions(),
            new ReplyOptions { Example = "", DefaultLanguage = "en" },
            then
        );
        var samples = new CampaignSamples(firsts: 1);
        foreach (var (line, language, name) in list)
            samples.Add(
                new WaitingRecipient(
                    line,
                    line,
                    "+12015551000",
                    Zones: 1,
                    new Addressee { Name = name, Language = language }
                ),
                words
            );
        return samples.Chosen.Select(one =>
            $"The {one.Why} {one.Also}".TrimEnd() + (one.Step is { } step ? $", text {step}" : "")
        );
    }
}
