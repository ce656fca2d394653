using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Replies;

public sealed class TimeWordsTests
{
    [Theory]
    [InlineData("00:00:00", "1 min", "1 мин")]
    [InlineData("-01:00:00", "1 min", "1 мин")]
    [InlineData("00:00:01", "1 min", "1 мин")]
    [InlineData("00:44:01", "45 min", "45 мин")]
    [InlineData("00:45:00", "45 min", "45 мин")]
    [InlineData("00:59:01", "1 hour", "1 час")]
    [InlineData("01:00:00", "1 hour", "1 час")]
    [InlineData("01:00:01", "2 hours", "2 часа")]
    [InlineData("05:00:00", "5 hours", "5 часов")]
    [InlineData("11:00:00", "11 hours", "11 часов")]
    [InlineData("14:00:00", "14 hours", "14 часов")]
    [InlineData("21:00:00", "21 hours", "21 час")]
    [InlineData("23:59:59", "24 hours", "24 часа")]
    [InlineData("1.00:00:00", "24 hours", "24 часа")]
    [InlineData("3.00:00:00", "72 hours", "72 часа")]
    [InlineData("4.03:00:00", "99 hours", "99 часов")]
    [InlineData("4.03:00:01", "5 days", "5 дней")]
    [InlineData("20.00:00:01", "21 days", "21 день")]
    [InlineData("22.00:00:00", "22 days", "22 дня")]
    [InlineData("500.00:00:00", "99 days", "99 дней")]
    public void A_wait_is_said_rounded_up(string time, string english, string russian)
    {
        var span = TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(english, Words("en").Wait(span));
        Assert.Equal(russian, Words("ru").Wait(span));
    }

    [Theory]
    [InlineData("3.00:00:00", "72 hours")]
    [InlineData("2.23:59:59", "72 hours")] // the second that a send took
    [InlineData("2.23:30:00", "71 hours")]
    [InlineData("01:30:00", "1 hour")]
    [InlineData("00:10:00", "10 min")]
    [InlineData("4.04:00:00", "4 days")]
    public void A_passwords_life_is_said_rounded_down(string time, string english) =>
        Assert.Equal(
            english,
            Words("en").Lifetime(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture))
        );

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Whatever_is_said_fits_the_eight_signs_of_its_place(string language) =>
        Assert.All(Words(language).Everything(), words => Assert.InRange(words.Length, 1, 8));

    private static TimeWords Words(string language) =>
        ReplyFiles.Catalog.Find(ReplyTemplate.TooManyAttempts, language, language)!.Value.Time;
}
