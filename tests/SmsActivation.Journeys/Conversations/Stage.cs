using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Conversations;

/// <summary>Plays many conversations side by side on one host, turn by turn: each waits for its replies to arrive
/// before it says more. What the log and the handsets showed is kept for the tests to judge.</summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly List<Play> _plays;

    private Stage(Installation installation, List<Play> plays) => (Installation, _plays) = (installation, plays);

    public Installation Installation { get; }
    public IReadOnlyList<Play> Plays => _plays;
    public IReadOnlyDictionary<string, LogRow> Log { get; private set; } = new Dictionary<string, LogRow>();
    public AccountSeen Seen { get; private set; } = new([], [], [], []);

    public static async Task<Stage> PlayAsync(
        IEnumerable<Conversation> conversations,
        Func<string> drawCard,
        IReadOnlyDictionary<string, string?> settings
    )
    {
        var installation = await Installation.CreateAsync(
            settings,
            // Late enough that a second text comes while the first one's reply is under way.
            account => account with { DelayMilliseconds = 300, CallbackFirstEvery = 5 }
        );
        var stage = new Stage(installation, [.. conversations.Select(one => new Play(one, drawCard))]);
        await stage.PrepareAsync();
        while (stage._plays.Exists(play => !play.IsOver))
            await stage.NextRoundAsync();
        stage.Seen = await installation.Carrier.SeenAsync();
        return stage;
    }

    private async Task PrepareAsync()
    {
        await Installation.ImportAsync(_plays.SelectMany(play => play.Cards()));
        foreach (var card in _plays.SelectMany(play => play.HeldCards()))
            (await Installation.RunAsync("cards", "hold", card, "--reason", "journey")).MustSucceed();
        await Installation.StartAsync();
    }

    private async Task NextRoundAsync()
    {
        var sids = await Task.WhenAll(
            _plays
                .Where(play => !play.IsOver)
                .Select(async play =>
                {
                    var texts = await play.NextAsync(Installation.Carrier);
                    foreach (var text in texts)
                        await Installation.PostAsync(text);
                    return texts.Select(text => text.Sid);
                })
        );
        await ReadLogAsync([.. sids.SelectMany(one => one)]);
    }

    private async Task ReadLogAsync(IReadOnlyCollection<string> awaited)
    {
        var log = await Installation.SettledAsync(awaited);
        Log = log.ToDictionary(row => row.MessageSid);
    }

    public ValueTask DisposeAsync() => Installation.DisposeAsync();
}
