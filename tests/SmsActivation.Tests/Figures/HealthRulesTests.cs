using SmsActivation.Core.Alerts;
using SmsActivation.Core.Figures;
using SmsActivation.Core.Figures.Health;
using SmsActivation.Core.Hosts;
using static SmsActivation.Tests.Figures.SomeFigures;

namespace SmsActivation.Tests.Figures;

/// <summary>One sentence says whether activation works, and what is wrong comes before what is odd.</summary>
public sealed class HealthRulesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly HostSide Host = new(Alone: false, Held: false);

    public static TheoryData<string, CurrentFigures, HostSide, Gravity, string> Cases =>
        new()
        {
            {
                "all is well",
                Fine,
                Host,
                Gravity.Good,
                "Activation works. 32 texts in the last hour, 30 of them activated a card. 95 of 100 replies left within 1.2 s."
            },
            {
                "a quiet night",
                Fine with
                {
                    Log = Log(),
                },
                Host,
                Gravity.Good,
                "Activation works. No text came in the last hour."
            },
            { "put back", Fine, Host with { Held = true }, Gravity.Bad, "No text leaves" },
            {
                "a full disk",
                Fine,
                Host with
                {
                    SpoolFails = true,
                },
                Gravity.Bad,
                "This host's disk takes no more texts"
            },
            {
                "texts in the spool",
                Fine,
                Host with
                {
                    SpoolTexts = 3,
                },
                Gravity.Warn,
                "The database was away: 3 texts"
            },
            {
                "nothing is decided",
                Fine with
                {
                    Queues = new Queues { Inbox = 7, InboxSince = Now.AddMinutes(-3) },
                    Pace = Fine.Pace with { Decided = 0 },
                },
                Host,
                Gravity.Bad,
                "Texts are taken in and none is decided: 7 texts wait, the first for 3 min."
            },
            {
                "one text that just came",
                Fine with
                {
                    Queues = new Queues { Inbox = 1, InboxSince = Now.AddSeconds(-1) },
                    Pace = Fine.Pace with { Decided = 0 },
                },
                Host,
                Gravity.Good,
                "Activation works."
            },
            {
                "a wrong key",
                Fine with
                {
                    Pace = Fine.Pace with { Taken = 0, OurFault = 2 },
                },
                Host,
                Gravity.Bad,
                "The carrier refuses our account"
            },
            {
                "one number of two",
                Fine with
                {
                    Pace = Fine.Pace with { OurFault = 2 },
                },
                Host,
                Gravity.Warn,
                "The carrier refuses one of our numbers"
            },
            {
                "no network",
                Fine with
                {
                    Queues = new Queues { Outbox = 3 },
                    Pace = Fine.Pace with { Taken = 0, NotTaken = 9 },
                },
                Host,
                Gravity.Bad,
                "No reply gets through"
            },
            {
                "one that timed out in a quiet hour",
                Fine with
                {
                    Pace = Fine.Pace with { Taken = 0, NotTaken = 1 },
                },
                Host,
                Gravity.Good,
                "Activation works."
            },
            {
                "replies stand",
                Fine with
                {
                    Queues = new Queues { Due = 9, DueSince = Now.AddMinutes(-6) },
                },
                Host,
                Gravity.Bad,
                "Our texts do not leave as they should: 9 are due, the oldest for 6 min."
            },
            {
                "replies are due for a moment",
                Fine with
                {
                    Queues = new Queues { Due = 9, DueSince = Now.AddMinutes(-4) },
                },
                Host,
                Gravity.Good,
                "Activation works."
            },
            {
                "the ceiling",
                Fine with
                {
                    SendsTaken = 1_000,
                },
                Host,
                Gravity.Bad,
                "Today's ceiling of 1,000 sends is used up"
            },
            {
                "near the ceiling",
                Fine with
                {
                    SendsTaken = 800,
                },
                Host,
                Gravity.Warn,
                "Today's ceiling is near: 800 of 1,000"
            },
            {
                "a long line",
                Fine with
                {
                    Queues = new Queues { Inbox = 600, InboxSince = Now.AddSeconds(-20) },
                    Pace = Fine.Pace with { Decided = 5 },
                },
                Host,
                Gravity.Warn,
                "Texts wait in line: a new one is decided in about 2 min."
            },
            {
                "slow replies",
                Fine with
                {
                    Replies = Fine.Replies with { P95 = TimeSpan.FromMinutes(2) },
                },
                Host,
                Gravity.Warn,
                "Replies are slow"
            },
            {
                "dead",
                Fine with
                {
                    Queues = new Queues { Dead = 1 },
                },
                Host,
                Gravity.Warn,
                "1 text could not be decided"
            },
            {
                "left to a person",
                Fine with
                {
                    Queues = new Queues { Unknown = 4, LeftToPerson = 2 },
                },
                Host,
                Gravity.Warn,
                "Nobody knows whether 2 texts of ours arrived"
            },
            {
                "unknown for long",
                Fine with
                {
                    Queues = new Queues { Unknown = 4, UnknownSince = Now.AddMinutes(-15) },
                },
                Host,
                Gravity.Warn,
                "4 texts of ours may or may not"
            },
            {
                "unknown for a moment",
                Fine with
                {
                    Queues = new Queues { Unknown = 4, UnknownSince = Now.AddMinutes(-1) },
                },
                Host,
                Gravity.Good,
                "Activation works."
            },
            {
                "many do not arrive",
                Fine with
                {
                    Errors = [new CarrierError(30007, "filtered", 0, 12, Now)],
                },
                Host,
                Gravity.Warn,
                "In the last 24 hours 12 texts of ours did not arrive."
            },
            {
                "a silent host",
                Fine with
                {
                    Hosts = [.. Fine.Hosts, new HostView("2", "two", Now.AddDays(-1), Now.AddMinutes(-3), [])],
                },
                Host,
                Gravity.Warn,
                "two has not been heard of for 3 min"
            },
            {
                "its predecessor on SQLite",
                Fine with
                {
                    Hosts = [.. Fine.Hosts, new HostView("2", "two", Now.AddDays(-1), Now.AddMinutes(-3), [])],
                },
                Host with
                {
                    Alone = true,
                },
                Gravity.Good,
                "Activation works."
            },
            {
                "a bad batch",
                Fine with
                {
                    Alerts =
                    [
                        new StandingAlert
                        {
                            Kind = AlertKind.RefusalsJump,
                            Subject = "UnknownCard",
                            Figure = 40,
                            Usual = 2,
                        },
                    ],
                },
                Host,
                Gravity.Warn,
                "UnknownCard is 40% of texts, usually 2%."
            },
        };

    [Theory, MemberData(nameof(Cases))]
    public void The_first_sentence_says_it(
        string what,
        CurrentFigures figures,
        HostSide host,
        Gravity gravity,
        string sentence
    )
    {
        var first = HealthRules.Judge(figures, host, Patience)[0];
        Assert.True(first.Gravity == gravity, $"{what}: {first}");
        Assert.StartsWith(
            gravity == Gravity.Warn ? "Activation works. " + sentence : sentence,
            first.Sentence,
            StringComparison.Ordinal
        );
        Assert.True(gravity == Gravity.Good || first.Todo is not null, what);
    }

    [Fact]
    public void An_alert_is_told_once_and_as_what_it_is()
    {
        var silence = new StandingAlert
        {
            Kind = AlertKind.Silence,
            Figure = 0,
            Usual = 90,
        };
        var dead = new StandingAlert { Kind = AlertKind.DeadTexts, Figure = 2 };
        StandingAlert[] tried =
        [
            new() { Kind = AlertKind.CardTriedByMany, Subject = "9900000000001112" },
            new() { Kind = AlertKind.CardTriedByMany, Subject = "9900000000002225" },
        ];
        var found = HealthRules.Judge(
            Fine with
            {
                Queues = new Queues { Dead = 2 },
                Alerts = [silence, dead, .. tried],
            },
            Host,
            Patience
        );
        Assert.Equal(
            [
                (Gravity.Bad, "0 texts came, usually 90 at this hour."),
                (Gravity.Warn, "2 texts could not be decided after all attempts."),
                (Gravity.Warn, "Many phones fail on card •••• 1112, and 1 more like it."),
            ],
            found.Select(finding => (finding.Gravity, finding.Sentence))
        );
    }

    [Fact]
    public void Each_campaign_that_paused_by_itself_is_told_as_long_as_it_is_paused()
    {
        StandingAlert Paused(string name, long? id) =>
            new()
            {
                Kind = AlertKind.CampaignPaused,
                Subject = name,
                CampaignId = id,
                CampaignReason = id is null ? null : "20% of the last 50 texts failed or did not arrive",
            };
        var found = HealthRules.Judge(
            Fine with
            {
                Alerts = [Paused("spring", 1), Paused("summer", 2), Paused("resumed", id: null)],
            },
            Host,
            Patience
        );
        Assert.Equal([1L, 2L], found.Select(finding => finding.Campaign));
        Assert.Equal(
            "Campaign summer has paused by itself: 20% of the last 50 texts failed or did not arrive.",
            found[1].Sentence
        );
    }

    [Fact]
    public void An_alert_that_somebody_looks_after_calls_nobody()
    {
        var silence = new StandingAlert
        {
            Kind = AlertKind.Silence,
            Figure = 0,
            Usual = 90,
            AcknowledgedAt = Now,
            AcknowledgedBy = "anna",
        };
        var first = HealthRules.Judge(Fine with { Alerts = [silence] }, Host, Patience)[0];
        Assert.Equal(Gravity.Warn, first.Gravity);
        Assert.EndsWith("0 texts came, usually 90 at this hour. anna looks after it.", first.Sentence);
    }

    [Fact]
    public void What_stops_texts_comes_before_what_is_odd()
    {
        var figures = Fine with
        {
            Queues = new Queues { Dead = 1 },
            SendsTaken = 1_000,
        };
        Assert.Equal(
            [Gravity.Bad, Gravity.Warn],
            HealthRules.Judge(figures, Host, Patience).Select(finding => finding.Gravity)
        );
    }

    [Theory]
    [InlineData(9, 60, 1, 0)]
    [InlineData(100, 4, 1, 0)]
    [InlineData(100, 6, 0.5, 200)]
    public void A_wait_is_told_where_there_is_a_line(int waiting, double first, double perSecond, double wait) =>
        Assert.Equal(TimeSpan.FromSeconds(wait), Pace.Wait(waiting, TimeSpan.FromSeconds(first), perSecond));

    [Fact]
    public void Nobody_can_tell_when_nothing_moves() => Assert.Null(Pace.Wait(100, TimeSpan.FromSeconds(6), 0));

    [Theory]
    [InlineData(0.01, "0 s")]
    [InlineData(0.42, "0.4 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(119, "119 s")]
    [InlineData(200, "3 min")]
    [InlineData(7_500, "2 h 5 min")]
    [InlineData(260_000, "3 days")]
    public void Durations_are_words(double seconds, string words) =>
        Assert.Equal(words, SpanWords.Of(TimeSpan.FromSeconds(seconds)));
}
