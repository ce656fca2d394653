namespace SmsActivation.Simulator;

/// <summary>A card to try: its number, one line on what it shows, and the code under its strip if it has one.</summary>
public sealed record DemoCard(string Number, string Try, string? Code);

/// <summary>What the host tells the simulator.</summary>
public sealed class SimulatorSettings
{
    public required SimulatedAccount Account { get; init; }

    /// <summary>Where incoming texts are posted; asked for each text, because a port may be known only after the start.</summary>
    public required Func<string> InboundUrl { get; init; }

    public string Brand { get; init; } = "SmsActivation";
    public IReadOnlyList<DemoCard> DemoCards { get; init; } = [];

    /// <summary>Serves callers from other machines too. Anyone who reaches it can then text as any phone.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>Whether STOP, START and HELP are answered and obeyed before we see them, as on an ordinary number.</summary>
    public bool KeywordReplies { get; init; } = true;

    /// <summary>From queued to sent.</summary>
    public TimeSpan SentAfter { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>From sent to its last state.</summary>
    public TimeSpan DeliveredAfter { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>The pauses before a webhook is posted again; the host may still be starting.</summary>
    public IReadOnlyList<TimeSpan> RetryAfter { get; init; } =
    [TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    /// <summary>How many messages are kept; older ones are forgotten, by the API too.</summary>
    public int Capacity { get; init; } = 10_000;
}
