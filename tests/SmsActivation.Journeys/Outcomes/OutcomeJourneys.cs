using System.Net;
using SmsActivation.Journeys.Conversations;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Outcomes;

/// <summary>Every outcome, for phones of four countries in two languages, with values as long as they may be.</summary>
public sealed class OutcomeStage()
    : StageFixture(
        CardNumbers.Luhn16,
        new Dictionary<string, string?>
        {
            ["Phones__AllowedCountries__0"] = "US",
            ["Phones__AllowedCountries__1"] = "GB",
            ["Phones__AllowedCountries__2"] = "RU",
            ["Phones__AllowedCountries__3"] = "KZ",
        },
        OutcomeJourneys.Conversations()
    );

public sealed class OutcomeJourneys(OutcomeStage fixture) : IClassFixture<OutcomeStage>
{
    private Stage Stage => fixture.Stage;

    public static TheoryData<string> Titles => [.. Conversations().Select(conversation => conversation.Title)];

    public static IEnumerable<Conversation> Conversations() =>
        new[] { "US", "GB", "RU", "KZ" }.SelectMany(country => ConversationFile.Read("outcomes.txt", country));

    [Theory]
    [MemberData(nameof(Titles))]
    public void Each_outcome_has_its_reply_once_in_its_language(string title)
    {
        var play = Stage.Plays.Single(play => play.Conversation.Title == title);
        Judge.Outcomes(Stage, play);
        Judge.Replies(Stage, play);
    }

    [Fact]
    public void The_carrier_found_no_fault_with_what_was_sent() => Assert.Empty(Stage.Seen.Violations);

    [Fact]
    public void Every_report_was_taken() =>
        Assert.All(Stage.Seen.Callbacks, report => Assert.Equal(200, report.Answer));

    [Fact]
    public void Each_text_names_one_action()
    {
        var replies = Stage.Plays.SelectMany(play => play.Conversation.Turns).Select(turn => turn.Template);
        var seen = replies.OfType<string>().ToHashSet();
        // Each has its line in the table below, and each line was seen on a handset.
        Assert.Equal(
            OneAction.Templates.Except(["WelcomeAgain", "PasswordNeedsCard", "CardNotConfirmed"]).Order(),
            seen.Order()
        );
        foreach (var play in Stage.Plays)
        foreach (var (turn, text) in TextsOf(play))
            OneAction.Check(turn.Template!, play.LanguageOf(turn), text);
    }

    [Fact]
    public void Only_a_text_with_a_password_has_a_time_to_live()
    {
        foreach (var create in Stage.Seen.Creates)
            Assert.Equal(ReplyTexts.TryPasswordIn(create.Body) is not null, create.ValidityPeriod is not null);
    }

    [Fact]
    public async Task A_redelivery_changes_nothing()
    {
        var before = await Stage.Installation.Carrier.SeenAsync();
        foreach (var text in Stage.Plays.SelectMany(play => play.Sent))
            Assert.Equal(HttpStatusCode.OK, await Stage.Installation.TryPostAsync(text));
        await Task.Delay(TimeSpan.FromSeconds(3));

        var log = await Stage.Installation.LogAsync();
        var after = await Stage.Installation.Carrier.SeenAsync();

        Assert.Equal(Stage.Log.Count, log.Count);
        Assert.All(log, row => Assert.Equal(Stage.Log[row.MessageSid], row));
        Assert.Equal(before.Creates.Count, after.Creates.Count);
    }

    private IEnumerable<(Turn Turn, string Text)> TextsOf(Play play) =>
        play
            .Conversation.Turns.Zip(play.Sent)
            .GroupBy(turn => turn.Second.From)
            .SelectMany(group =>
                group
                    .Where(turn => turn.First.OwesText)
                    .Zip(
                        Stage.Seen.Creates.Where(create => create.To == group.Key),
                        (turn, text) => (turn.First, text.Body)
                    )
            );
}
