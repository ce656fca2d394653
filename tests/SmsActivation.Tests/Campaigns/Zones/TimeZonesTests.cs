using SmsActivation.Core.Campaigns.Zones;
using SmsActivation.Core.Phones;

namespace SmsActivation.Tests.Campaigns.Zones;

public sealed class TimeZonesTests
{
    private const int Morning = 9 * 60;
    private const int Evening = 20 * 60;

    [Theory]
    // one zone, summer and winter: Berlin is UTC+2 in July and UTC+1 in January
    [InlineData("+4915112345678", "2026-07-14T06:59Z", false)]
    [InlineData("+4915112345678", "2026-07-14T07:00Z", true)]
    [InlineData("+4915112345678", "2026-07-14T17:59Z", true)]
    [InlineData("+4915112345678", "2026-07-14T18:00Z", false)]
    [InlineData("+4915112345678", "2026-01-14T07:00Z", false)]
    [InlineData("+4915112345678", "2026-01-14T08:00Z", true)]
    // the night in which the clocks change (29 March 2026): 9:00 came an hour earlier than the day before
    [InlineData("+4915112345678", "2026-03-28T07:30Z", false)]
    [InlineData("+4915112345678", "2026-03-29T07:30Z", true)]
    // an area code of one zone: New York, and Phoenix, which has no summer time
    [InlineData("+12125550142", "2026-07-14T13:00Z", true)]
    [InlineData("+12125550142", "2026-07-14T12:59Z", false)]
    [InlineData("+14805550142", "2026-07-14T15:59Z", false)]
    [InlineData("+14805550142", "2026-07-14T16:00Z", true)]
    [InlineData("+16045550142", "2026-07-14T16:00Z", true)]
    // an area code of two zones: Idaho, 9:00 in Los Angeles and before 20:00 in Boise
    [InlineData("+12085550142", "2026-07-14T15:30Z", false)]
    [InlineData("+12085550142", "2026-07-14T16:00Z", true)]
    [InlineData("+12085550142", "2026-07-15T01:59Z", true)]
    [InlineData("+12085550142", "2026-07-15T02:00Z", false)]
    // an area code that nobody knows: all of the country, from Honolulu to New York
    [InlineData("+15550001234", "2026-07-14T18:59Z", false)]
    [InlineData("+15550001234", "2026-07-14T19:00Z", true)]
    [InlineData("+15550001234", "2026-07-15T00:00Z", false)]
    // Russia, from Kaliningrad (UTC+2) to Kamchatka (UTC+12): one hour of the day
    [InlineData("+79161234567", "2026-07-14T06:59Z", false)]
    [InlineData("+79161234567", "2026-07-14T07:00Z", true)]
    [InlineData("+79161234567", "2026-07-14T07:59Z", true)]
    [InlineData("+79161234567", "2026-07-14T08:00Z", false)]
    // half an hour off: India
    [InlineData("+919812345678", "2026-07-14T03:29Z", false)]
    [InlineData("+919812345678", "2026-07-14T03:30Z", true)]
    // a satellite phone is nowhere
    [InlineData("+881612345678", "2026-07-14T12:00Z", false)]
    public void A_phone_is_texted_only_when_it_is_day_in_each_zone_that_it_may_be_in(string phone, string at, bool day)
    {
        var code = TimeZones.CodeOf(phone, PhoneReader.CountryOf(phone));
        var allowed = TimeZones.AllowedAt(DateTimeOffset.Parse(at), Morning, Evening);
        Assert.Equal(day, allowed.Contains(code));
    }

    [Theory]
    [InlineData("+4915112345678", "2026-07-14T17:59Z", "2026-07-14T18:00Z")]
    [InlineData("+4915112345678", "2026-07-14T18:00Z", "2026-07-15T18:00Z")]
    [InlineData("+12085550142", "2026-07-14T16:00Z", "2026-07-15T02:00Z")] // Boise's evening, before that of Los Angeles
    [InlineData("+79161234567", "2026-07-14T07:30Z", "2026-07-14T08:00Z")] // Kamchatka's
    [InlineData("+881612345678", "2026-07-14T12:00Z", null)]
    public void A_day_ends_with_the_first_evening_of_its_zones(string phone, string at, string? evening) =>
        Assert.Equal(
            evening is null ? null : DateTimeOffset.Parse(evening),
            TimeZones.NextEvening(
                TimeZones.CodeOf(phone, PhoneReader.CountryOf(phone)),
                DateTimeOffset.Parse(at),
                Morning,
                Evening
            )
        );

    [Theory]
    [InlineData("2026-03-28T12:00Z", Morning, Evening)]
    [InlineData("2026-03-28T12:00Z", 0, 150)] // half past two is left out that night
    [InlineData("2026-10-24T12:00Z", 0, 150)] // and comes twice in this
    public void What_may_be_sent_now_may_be_sent_until_the_evening(string from, int dayFrom, int dayUntil)
    {
        var begun = DateTimeOffset.Parse(from);
        var code = TimeZones.CodeOf("+4915112345678", "DE");
        for (var now = begun; now < begun.AddDays(2); now = now.AddMinutes(7))
        {
            var evening = TimeZones.NextEvening(code, now, dayFrom, dayUntil)!.Value;
            if (!IsDay(now))
                continue;
            Assert.True(IsDay(evening.AddSeconds(-1)), $"{now:O}: not until {evening:O}");
            Assert.False(IsDay(evening), $"{now:O}: longer than {evening:O}");
        }

        bool IsDay(DateTimeOffset at) => TimeZones.AllowedAt(at, dayFrom, dayUntil).Contains(code);
    }

    [Fact]
    public void A_window_of_the_whole_day_has_no_evening() =>
        Assert.Null(
            TimeZones.NextEvening(TimeZones.CodeOf("+79161234567", "RU"), DateTimeOffset.UnixEpoch, 0, 24 * 60)
        );

    [Fact]
    public void A_window_of_the_whole_day_lets_all_through()
    {
        var allowed = TimeZones.AllowedAt(DateTimeOffset.UnixEpoch, 0, 24 * 60);
        Assert.Contains(TimeZones.Anywhere, allowed);
        Assert.Contains(TimeZones.CodeOf("+79161234567", "RU"), allowed);
        Assert.Equal(allowed.Count, allowed.Distinct().Count());
    }

    [Theory]
    [InlineData(9, 20, true)]
    [InlineData(9, 19, false)]
    [InlineData(0, 24, true)]
    public void A_window_may_be_too_narrow_for_a_wide_country(int from, int until, bool open)
    {
        var codes = TimeZones.OpenWithinADay(DateTimeOffset.Parse("2026-07-14T00:00Z"), from * 60, until * 60);
        Assert.Equal(open, codes.Contains(TimeZones.CodeOf("+79161234567", "RU")));
        Assert.Contains(TimeZones.CodeOf("+4915112345678", "DE"), codes);
    }

    [Fact]
    public void Zones_that_keep_the_same_time_have_one_code()
    {
        Assert.Equal(TimeZones.CodeOf("+4915112345678", "DE"), TimeZones.CodeOf("+33612345678", "FR"));
        Assert.NotEqual(TimeZones.CodeOf("+4915112345678", "DE"), TimeZones.CodeOf("+34612345678", "ES"));
        Assert.NotEqual(TimeZones.CodeOf("+14805550142", "US"), TimeZones.CodeOf("+13035550142", "US"));
    }

    [Fact]
    public void Every_country_that_has_phones_has_zones()
    {
        var without = Enumerable
            .Range(1, 999)
            .SelectMany(code => PhoneReader.CountriesOf($"+{code}2015550142"))
            .Distinct()
            .Where(country => TimeZones.CodeOf("+", country) == TimeZones.Anywhere);
        Assert.Empty(without);
    }
}
