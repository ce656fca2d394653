using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Series;

namespace SmsActivation.Tests.Campaigns.Series;

/// <summary>A series as it is written down, and what may be wrong with it.</summary>
public sealed class SeriesTextTests
{
    [Fact]
    public void A_file_holds_all_steps_in_all_languages()
    {
        var read = SeriesText.Read(
            "\uFEFF# the first\r\nen = Hi = hello. STOP\r\nru=Привет. СТОП\r\n\r\nafter 3d\r\nen = Again. STOP\r\nAFTER 2w\r\nEN = Last. STOP"
        );
        Assert.Empty(read.Faults);
        Assert.Equal("Hi = hello. STOP", read.First["en"]);
        Assert.Equal("Привет. СТОП", read.First["ru"]);
        Assert.Equal([TimeSpan.FromDays(3), TimeSpan.FromDays(14)], read.Then.Select(step => step.After));
        Assert.Equal("Last. STOP", read.Then[1].Texts["en"]);
    }

    [Fact]
    public void The_form_that_is_shown_can_be_read() => Assert.Equal(2, SeriesText.Read(SeriesText.Form).Then.Count);

    [Theory]
    [InlineData("hello", "line 1 is neither")]
    [InlineData("en = a\nafter soon\nen = b", "line 2 is 'after soon'")]
    [InlineData("en = a\nen = b", "line 2 gives a second text in 'en'")]
    public void What_cannot_be_read_is_told_by_its_line(string file, string fault) =>
        Assert.Contains(fault, Assert.Single(SeriesText.Read(file).Faults));

    [Theory]
    [InlineData("5s", 5)]
    [InlineData("30m", 1800)]
    [InlineData("12h", 43_200)]
    [InlineData("3d", 259_200)]
    [InlineData("2w", 1_209_600)]
    [InlineData("90m", 5400)]
    public void A_gap_is_read_and_told(string text, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Gap.Read(text.ToUpperInvariant()));
        Assert.Equal(text, Gap.Text(TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData("3 days", 259_200)]
    [InlineData("3days", 259_200)]
    [InlineData("1 Day", 86_400)]
    [InlineData(" 12 hours ", 43_200)]
    [InlineData("2 weeks", 1_209_600)]
    [InlineData("30 minutes", 1800)]
    [InlineData("5 min", 300)]
    public void A_gap_may_be_written_out(string text, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Gap.Read(text));
        Assert.Equal(TimeSpan.FromSeconds(seconds), SeriesText.Read($"en = a\nafter {text}\nen = b").Then[0].After);
    }

    [Theory]
    [InlineData("d")]
    [InlineData("days")]
    [InlineData("3 months")]
    [InlineData("3 d ays")]
    [InlineData("3")]
    [InlineData("-3d")]
    [InlineData("3x")]
    [InlineData("999999999w")]
    public void What_is_no_gap_is_none(string text) => Assert.Null(Gap.Read(text));

    [Theory]
    [InlineData(CampaignKind.Reminder, "", "at least two texts")]
    [InlineData(CampaignKind.Invite, "after 3d\nen = b STOP", "Only reminders have more than one text.")]
    [InlineData(CampaignKind.Reminder, "after 5w\nen = b STOP", "Step 2: it comes 5w after the text before")]
    [InlineData(CampaignKind.Reminder, "after 0d\nen = b STOP", "Step 2: it comes 0s after the text before")]
    [InlineData(
        CampaignKind.Reminder,
        "after 3d\nru = b STOP СТОП",
        "Step 2: its texts must be in the languages of the first: en"
    )]
    [InlineData(
        CampaignKind.Reminder,
        "after 3d\nen = b STOP\nafter 3d\nen = c",
        "Step 3: The text in 'en' does not say how to opt out"
    )]
    public void A_series_that_cannot_be_is_told_by_its_step(CampaignKind kind, string then, string fault)
    {
        var read = SeriesText.Read("en = a STOP\n" + then);
        var faults = SeriesCheck.Faults(kind, read.First, read.Then, new CampaignOptions());
        Assert.Contains(fault, Assert.Single(faults));
    }

    [Fact]
    public void Five_texts_are_the_most()
    {
        var read = SeriesText.Read("en = a STOP" + string.Concat(Enumerable.Repeat("\nafter 1d\nen = b STOP", 5)));
        var check = (int steps) =>
            SeriesCheck.Faults(CampaignKind.Reminder, read.First, [.. read.Then.Take(steps)], new CampaignOptions());
        Assert.Empty(check(4));
        Assert.Equal("There are 6 texts: a series has at most 5.", Assert.Single(check(5)));
    }
}
