using SmsActivation.Core.Alerts;

namespace SmsActivation.Tests.Alerts;

public sealed class AlertChangesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly AlertOptions Options = new();

    [Fact]
    public void What_is_found_and_does_not_stand_is_raised()
    {
        var found = new Alert(AlertKind.DeadTexts, "", 1);
        Assert.Equal([found], Between([], [found]).Raised);
        Assert.Empty(Between([Stood(AlertKind.DeadTexts, 0)], [found]).Raised);
    }

    [Theory]
    [InlineData(AlertKind.DeadTexts, 1, false)]
    [InlineData(AlertKind.DeadTexts, 2, true)]
    [InlineData(AlertKind.CardTriedByMany, 60, false)]
    [InlineData(AlertKind.CardTriedByMany, 24 * 60, true)]
    public void It_is_over_once_it_was_not_seen_for_a_while(AlertKind kind, int minutes, bool over) =>
        Assert.Equal(over, Between([Stood(kind, minutes)], []).Over.Count == 1);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void That_it_still_stands_is_written_now_and_then(int minutes, bool written) =>
        Assert.Equal(
            written,
            Between([Stood(AlertKind.DeadTexts, minutes)], [new Alert(AlertKind.DeadTexts, "", 1)]).Still.Count == 1
        );

    [Theory]
    [InlineData(AlertKind.DeadTexts, true, 2, true)]
    [InlineData(AlertKind.DeadTexts, true, 1, false)]
    [InlineData(AlertKind.DeadTexts, false, 2, false)]
    [InlineData(AlertKind.OldestText, true, 2, false)]
    public void One_more_person_who_waits_is_news_to_who_has_acknowledged(
        AlertKind kind,
        bool acknowledged,
        int figure,
        bool worse
    )
    {
        var stood = Stood(kind, 5, acknowledged);
        Assert.Equal(worse, Assert.Single(Between([stood], [new Alert(kind, "", figure)]).Still).Worse);
    }

    private static AlertChanges Between(StandingAlert[] standing, Alert[] found) =>
        AlertChanges.Between(standing, found, Options, Now);

    private static StandingAlert Stood(AlertKind kind, int seenMinutesAgo, bool acknowledged = false) =>
        new()
        {
            Id = 1,
            Kind = kind,
            Figure = 1,
            RaisedAt = Now.AddHours(-1),
            LastSeenAt = Now.AddMinutes(-seenMinutesAgo),
            AcknowledgedAt = acknowledged ? Now.AddMinutes(-30) : null,
        };
}
