using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Words;

namespace SmsActivation.Tests.Campaigns.Words;

public sealed class AskedColumnsTests
{
    [Theory]
    [InlineData("nmae", "name")]
    [InlineData("Nmea", "name")]
    [InlineData("names", "name")]
    [InlineData("nam", "name")]
    [InlineData("nаme", "name")] // a Cyrillic letter in it
    [InlineData("crad", "card")]
    [InlineData("lnik", "link")]
    [InlineData("acount_ulr", "account_url")]
    [InlineData("account url", "account_url")]
    public void What_is_a_letter_or_two_from_a_known_place_is_asked_about(string typed, string meant)
    {
        var slip = Assert.Single(Of($"Hi {{{typed}}} STOP").Slips);
        Assert.Equal($"{{{typed.ToLowerInvariant()}}}: did you mean {{{meant}}}?", slip.Told);
    }

    [Theory]
    [InlineData("{name} {CARD} {link} {account_url}")]
    [InlineData("{city} {date} {code} {points} {firstname} {}")]
    public void What_is_far_from_all_or_one_of_them_is_no_slip(string text) => Assert.Empty(Of(text).Slips);

    [Fact]
    public void The_columns_that_a_list_must_have_are_named_once()
    {
        Assert.Equal(["name", "city"], Of("{Name}, {link} {city}", "{name}").Names);
        Assert.Null(Of("{city}").Missing);
    }

    [Fact]
    public void Of_a_list_that_is_loaded_the_missing_columns_are_named_and_its_own_may_be_meant()
    {
        var asked = AskedColumns.Of(CampaignKind.Invite, ["{name} {ctiy} {city}"], ["name", "city"]);
        Assert.Equal(["ctiy"], asked.Missing);
        Assert.Equal("city", Assert.Single(asked.Slips).Meant);
    }

    [Fact]
    public void What_is_drawn_is_asked_of_no_list_and_may_be_meant_by_credentials_alone()
    {
        Assert.Empty(Of("{password} {username}").Names);
        Assert.Empty(Of("{usrname}").Slips);
        var asked = AskedColumns.Of(CampaignKind.Credentials, ["{usrname} {pasword}"]);
        Assert.Equal(["username", "password"], asked.Slips.Select(slip => slip.Meant));
    }

    private static AskedColumns Of(params string[] texts) => AskedColumns.Of(CampaignKind.Invite, texts);
}
