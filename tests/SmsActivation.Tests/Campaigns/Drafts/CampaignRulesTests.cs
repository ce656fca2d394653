using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Cards;

namespace SmsActivation.Tests.Campaigns.Drafts;

/// <summary>What the page and the verb say of a campaign that cannot be.</summary>
public sealed class CampaignRulesTests
{
    private static readonly CampaignRules Rules = new(
        new CampaignOptions(),
        new KeywordCheck(new CardNumberOptions()),
        text => text == "STOP" ? "the keyword Stop" : null
    );

    private static readonly CampaignInput Good = new()
    {
        Name = " spring ",
        Keyword = "SPRING",
        Texts = [new("en", "Hi {name},\r\ntext us your card. STOP ends"), new("", " ")],
    };

    [Fact]
    public void What_was_typed_is_read_and_a_row_that_nobody_filled_in_is_none()
    {
        var (campaign, faults) = Rules.Read(Good);
        Assert.Empty(faults);
        Assert.Equal(("spring", "SPRING", 10, 540, 1200), Of(campaign));
        Assert.Equal(36_000, campaign.ValidSeconds);
        // Each line end is one sign.
        Assert.Equal("Hi {name},\ntext us your card. STOP ends", Assert.Single(campaign.Texts).Value);
    }

    private static (string, string?, int, int, int) Of(NewCampaign one) =>
        (one.Name, one.Keyword, one.PerSecond, one.DayFrom, one.DayUntil);

    public static TheoryData<CampaignField, CampaignInput, string> Faulty =>
        new()
        {
            { CampaignField.Name, Good with { Name = " " }, "is '': it must have from 1 to 64 signs." },
            { CampaignField.Kind, Good with { Kind = "other" }, "is 'other': it must be invite" },
            { CampaignField.Keyword, Good with { Keyword = "two words" }, "is 'two words': it must be one word" },
            {
                CampaignField.Keyword,
                Good with
                {
                    Keyword = "STOP",
                },
                "is 'STOP': a text of that word alone is read as"
            },
            { CampaignField.PerSecond, Good with { PerSecond = "0" }, "is '0': it must be from 1 to 1000." },
            { CampaignField.PerSecond, Good with { PerSecond = "1e3" }, "is '1e3'" },
            { CampaignField.Control, Good with { Control = "91" }, "is '91': it must be from 0 to 90." },
            { CampaignField.From, Good with { From = "9" }, "is '9': it must be a time like 09:00." },
            { CampaignField.From, Good with { From = "20:00" }, "is 20:00, and the day ends at 20:00" },
            { CampaignField.Until, Good with { Until = "24:01" }, "is '24:01'" },
            { CampaignField.Valid, Good with { Valid = "24:00:00" }, "is '24:00:00': the carrier takes" },
            { CampaignField.Text, Good with { Texts = [] }, "There is no text" },
            { CampaignField.Text, Good with { Texts = [new("en", "Hello")] }, "'en' does not say how to opt out" },
            { CampaignField.Text, Good with { Texts = [new("", "STOP ends")] }, "is in no language" },
            {
                CampaignField.Text,
                Good with
                {
                    Texts = [new("en", "STOP ends"), new("EN ", "STOP ends it")],
                },
                "two texts in 'EN'"
            },
        };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_value_that_cannot_be_is_told_beside_its_field(CampaignField field, CampaignInput input, string told)
    {
        var fault = Assert.Single(Rules.Read(input).Faults);
        Assert.Equal(field, fault.Field);
        Assert.Contains(told, fault.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var (_, faults) = Rules.Read(Good with { Name = "", PerSecond = "x", Control = "-1", Until = "later" });
        Assert.Equal(
            [CampaignField.Name, CampaignField.PerSecond, CampaignField.Control, CampaignField.Until],
            faults.Select(fault => fault.Field).Order()
        );
    }

    [Fact]
    public void A_campaign_that_stands_is_typed_as_it_was()
    {
        var (campaign, _) = Rules.Read(Good);
        var stored = new Campaign
        {
            Name = campaign.Name,
            Kind = campaign.Kind,
            Keyword = campaign.Keyword,
            PerSecond = campaign.PerSecond,
            DayFrom = campaign.DayFrom,
            DayUntil = campaign.DayUntil,
            ValidSeconds = campaign.ValidSeconds,
        };
        var (again, faults) = Rules.Read(CampaignInput.Of(stored, campaign.Texts, campaign.Then));
        Assert.Empty(faults);
        Assert.Equal(campaign with { Texts = again.Texts, Then = again.Then }, again);
        Assert.Equal(campaign.Texts, again.Texts);
    }

    [Fact]
    public void The_next_texts_of_a_reminder_are_read_as_they_are_written_and_each_fault_is_told()
    {
        var typed = new CampaignInput
        {
            Name = "wake",
            Kind = "reminder",
            Texts = [new("en", "Text us your card. STOP to end")],
            Then = "after 3d\r\nen = {name}, your points wait. STOP to end\r\n\r\nafter 1w\nen = Last one. STOP to end",
        };
        var (campaign, faults) = Rules.Read(typed);
        Assert.Empty(faults);
        Assert.Equal([TimeSpan.FromDays(3), TimeSpan.FromDays(7)], campaign.Then.Select(step => step.After));
        Assert.Equal("{name}, your points wait. STOP to end", campaign.Then[0].Texts["en"]);
        var again = CampaignInput.Of(new Campaign { Kind = campaign.Kind }, campaign.Texts, campaign.Then);
        Assert.Equal(typed.Then.Replace("\r", "", StringComparison.Ordinal), again.Then);

        AssertFault(typed with { Then = "" }, "A reminder has at least two texts");
        AssertFault(typed with { Then = "en = too soon. STOP to end" }, "It must begin with a line like 'after 3d'");
        AssertFault(typed with { Then = "after tomorrow" }, "Its line 1 is 'after tomorrow'");
        AssertFault(typed with { Then = "after 3d\nde = Hallo. STOP to end" }, "in the languages of the first: en");
        AssertFault(typed with { Kind = "invite" }, "Only reminders have more than one text.");

        static void AssertFault(CampaignInput input, string words) =>
            Assert.Contains(
                Rules.Read(input).Faults,
                fault => fault.Field == CampaignField.Then && fault.Words.Contains(words, StringComparison.Ordinal)
            );
    }
}
