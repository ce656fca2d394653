using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Conversations;

/// <summary>Conversations of several turns, each held to its file.</summary>
public abstract class ConversationJourneys(StageFixture fixture)
{
    private Stage Stage => fixture.Stage;

    protected static TheoryData<string> Titles(string file) =>
        [.. ConversationFile.Read(file).Select(conversation => conversation.Title)];

    protected void HoldToFile(string title)
    {
        var play = Stage.Plays.Single(play => play.Conversation.Title == title);
        Judge.Outcomes(Stage, play);
        Judge.Replies(Stage, play);
    }

    [Fact]
    public void The_carrier_found_no_fault_with_what_was_sent() => Assert.Empty(Stage.Seen.Violations);
}

/// <summary>One host, one file of conversations, played once for all tests of a class.</summary>
public abstract class StageFixture(
    Func<string> drawCard,
    IReadOnlyDictionary<string, string?> settings,
    params IEnumerable<Conversation> conversations
) : IAsyncLifetime
{
    private Stage? _stage;

    public Stage Stage => _stage ?? throw new InvalidOperationException("The stage has not been set.");

    public async Task InitializeAsync() => _stage = await Stage.PlayAsync(conversations, drawCard, settings);

    public async Task DisposeAsync()
    {
        if (_stage is not null)
            await _stage.DisposeAsync();
    }
}

public sealed class EverydayStage()
    : StageFixture(CardNumbers.Luhn16, new Dictionary<string, string?>(), ConversationFile.Read("everyday.txt"));

public sealed class EverydayConversations(EverydayStage stage)
    : ConversationJourneys(stage),
        IClassFixture<EverydayStage>
{
    public static TheoryData<string> All => Titles("everyday.txt");

    [Theory]
    [MemberData(nameof(All))]
    public void Each_turn_has_its_outcome_and_its_reply(string title) => HoldToFile(title);
}

public sealed class Ean13Stage()
    : StageFixture(
        CardNumbers.Ean13,
        new Dictionary<string, string?>
        {
            ["CardNumbers__Formats__0__Name"] = "till",
            ["CardNumbers__Formats__0__Length"] = "13",
            ["CardNumbers__Formats__0__Prefixes__0"] = "29",
            ["CardNumbers__Formats__0__CheckDigit"] = "Ean13",
            ["CardNumbers__Example"] = "2900001234566",
        },
        ConversationFile.Read("ean13.txt")
    );

public sealed class Ean13Conversations(Ean13Stage stage) : ConversationJourneys(stage), IClassFixture<Ean13Stage>
{
    public static TheoryData<string> All => Titles("ean13.txt");

    [Theory]
    [MemberData(nameof(All))]
    public void Each_turn_has_its_outcome_and_its_reply(string title) => HoldToFile(title);
}

public sealed class EightDigitsStage()
    : StageFixture(
        CardNumbers.Eight,
        new Dictionary<string, string?>
        {
            ["CardNumbers__Formats__0__Name"] = "short",
            ["CardNumbers__Formats__0__Length"] = "8",
            ["CardNumbers__Formats__0__Prefixes__0"] = "70",
            ["CardNumbers__Formats__0__CheckDigit"] = "None",
            ["CardNumbers__Example"] = "70000012",
        },
        ConversationFile.Read("eight-digits.txt")
    );

public sealed class EightDigitsConversations(EightDigitsStage stage)
    : ConversationJourneys(stage),
        IClassFixture<EightDigitsStage>
{
    public static TheoryData<string> All => Titles("eight-digits.txt");

    [Theory]
    [MemberData(nameof(All))]
    public void Each_turn_has_its_outcome_and_its_reply(string title) => HoldToFile(title);
}
