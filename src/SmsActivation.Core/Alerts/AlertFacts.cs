namespace SmsActivation.Core.Alerts;

/// <summary>What the rules look at, gathered at one moment.</summary>
public sealed record AlertFacts
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Texts in the window of silence.</summary>
    public int Texts { get; init; }

    /// <summary>The same window of the weeks before.</summary>
    public IReadOnlyList<int> TextsInPastWeeks { get; init; } = [];

    /// <summary>Texts of the last ten minutes by outcome, of at most the newest five thousand.</summary>
    public IReadOnlyDictionary<string, int> Outcomes { get; init; } = new Dictionary<string, int>();

    /// <summary>Of half an hour around the same time of the weeks before.</summary>
    public IReadOnlyDictionary<string, int> UsualOutcomes { get; init; } = new Dictionary<string, int>();

    /// <summary>Texts of ours that ended in the last ten minutes, and those of them that failed or did not arrive.</summary>
    public int Ended { get; init; }
    public int EndedBadly { get; init; }

    /// <summary>When the oldest unhandled text came.</summary>
    public DateTimeOffset? OldestText { get; init; }

    /// <summary>Since when the oldest due reply has been due.</summary>
    public DateTimeOffset? OldestReply { get; init; }
    public int UnknownSends { get; init; }
    public int LeftToPerson { get; init; }
    public int DeadTexts { get; init; }
    public string Day { get; init; } = "";
    public int SendsTaken { get; init; }
    public int Ceiling { get; init; } = int.MaxValue;

    /// <summary>Tries of the last five minutes.</summary>
    public IReadOnlyList<CarrierTries> Tries { get; init; } = [];
    public IReadOnlyList<HostWord> Hosts { get; init; } = [];
    public int RedactionsGivenUp { get; init; }
    public IReadOnlyList<string> SuspendedKeys { get; init; } = [];

    /// <summary>Campaigns that have paused by themselves, by name.</summary>
    public IReadOnlyList<string> PausedCampaigns { get; init; } = [];

    /// <summary>Since when a restore holds all texts.</summary>
    public DateTimeOffset? RestoreSince { get; init; }
}

/// <summary>Tries of one of our senders that ended alike.</summary>
public sealed class CarrierTries
{
    /// <summary>The number of ours that was texted, or empty for the first.</summary>
    public string Number { get; init; } = "";

    /// <summary>accepted, not-processed, our-fault, rejected, ambiguous.</summary>
    public string Result { get; init; } = "";
    public int? ErrorCode { get; init; }
    public int Tries { get; init; }
    public DateTimeOffset LastAt { get; init; }
}

/// <summary>What a live host says of itself.</summary>
public sealed record HostWord(string Name, Hosts.HostFacts Facts);
