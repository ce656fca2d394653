using SmsActivation.Core.Alerts;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Alerts;

public sealed class AlertSmsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<AlertKind, AlertNews> All
    {
        get
        {
            var all = new TheoryData<AlertKind, AlertNews>();
            foreach (var kind in Enum.GetValues<AlertKind>())
            foreach (var news in Enum.GetValues<AlertNews>())
                all.Add(kind, news);
            return all;
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Each_text_is_one_segment_whatever_its_subject(AlertKind kind, AlertNews news)
    {
        foreach (var subject in new[] { "", new string('w', 200), "Компьютер-в-углу-€{}[]", "9900000000001117" })
        {
            var text = AlertSms.Write(Stood(kind, subject, 9_999_999), news, "Perlenkatze13");
            var length = SmsSegments.Count(text);
            Assert.True((length.Encoding, length.Segments) == (SmsEncoding.Gsm7, 1), $"{length}: {text}");
        }
    }

    [Fact]
    public void It_names_what_is_wrong_and_the_next_step() =>
        Assert.Equal(
            "Demo Club ALERT: the carrier refuses our sender +1111, error 20003. Check key and number in Twilio's console.",
            AlertSms.Write(Stood(AlertKind.SenderRefused, "+•••••1111", 20003), AlertNews.Raised, "Demo Club")
        );

    [Fact]
    public void The_all_clear_says_how_long_it_lasted() =>
        Assert.Equal(
            "Demo Club ALL CLEAR: card tried by many (1117). It lasted 90 min.",
            AlertSms.Write(Stood(AlertKind.CardTriedByMany, "9900000000001117"), AlertNews.Cleared, "Demo Club")
        );

    [Fact]
    public void No_text_no_log_and_no_webhook_has_a_whole_card_number()
    {
        Assert.Equal("•••• 1117", AlertWords.Shown(AlertKind.CardTriedByMany, "9900000000001117"));
        Assert.Equal("•••• 0000****", AlertWords.Shown(AlertKind.RangeTried, "990000000000****"));
    }

    private static StandingAlert Stood(AlertKind kind, string subject, long? figure = null) =>
        new()
        {
            Kind = kind,
            Subject = subject,
            Figure = figure,
            Usual = figure,
            RaisedAt = Now.AddMinutes(-90),
            LastSeenAt = Now,
            ClearedAt = Now,
        };
}
