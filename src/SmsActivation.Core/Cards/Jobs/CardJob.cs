namespace SmsActivation.Core.Cards.Jobs;

/// <summary>What can be done to many cards at once from <c>/ops</c>.</summary>
public enum CardJobKind
{
    Import,

    /// <summary>An import that counts and rejects, and changes no card.</summary>
    DryRun,
    Withdraw,

    /// <summary>Undoes a withdrawal.</summary>
    BringBack,
}

/// <summary>How a job ended, as its host wrote it down.</summary>
public enum CardJobResult
{
    Done,

    /// <summary>The file could not be read; nothing was changed.</summary>
    Refused,

    /// <summary>By somebody, or because the host stopped; what was done stays.</summary>
    Stopped,

    /// <summary>A fault of ours; what was done stays.</summary>
    Failed,
}

/// <summary>How a job stands.</summary>
public enum CardJobState
{
    Running,
    Done,
    Refused,
    Stopped,
    Failed,

    /// <summary>Its host is gone without a word.</summary>
    Lost,
}

/// <summary>One import or withdrawal, as it is kept for whoever asks later.</summary>
public sealed record CardJob
{
    public required long Id { get; init; }
    public required CardJobKind Kind { get; init; }
    public string? Batch { get; init; }

    /// <summary>What the file was called where it came from.</summary>
    public string? FileName { get; init; }
    public required string StaffName { get; init; }
    public string? Reason { get; init; }

    /// <summary>The machine that does it; what it rejected lies there.</summary>
    public required string Host { get; init; }
    public required DateTimeOffset BegunAt { get; init; }
    public required DateTimeOffset SeenAt { get; init; }
    public DateTimeOffset? StopAskedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public CardJobResult? Result { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Told { get; init; }
    public required CardJobSums Sums { get; init; }

    public bool IsImport => Kind is CardJobKind.Import or CardJobKind.DryRun;
}

/// <summary>How far a job is.</summary>
/// <param name="Done">Bytes of a file, or cards.</param>
public sealed record CardJobSums(long Done, long OfAll)
{
    public long Read { get; init; }
    public long New { get; init; }
    public long Changed { get; init; }
    public long Unchanged { get; init; }
    public long Rejected { get; init; }

    /// <summary>0 to 100; never 100 before the end.</summary>
    public int Percent => OfAll <= 0 ? 0 : (int)Math.Clamp(Done * 100 / OfAll, 0, 99);
}
