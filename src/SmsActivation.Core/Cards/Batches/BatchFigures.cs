namespace SmsActivation.Core.Cards.Batches;

/// <summary>How far the cards of one batch have come.</summary>
public sealed record BatchFigures
{
    /// <summary>Empty for the cards of none.</summary>
    public required string Batch { get; init; }
    public long Cards { get; init; }

    /// <summary>Handed out, whatever became of them since; those that were withdrawn are not.</summary>
    public long Issued { get; init; }

    /// <summary>Bound to a phone, once at least.</summary>
    public long Activated { get; init; }

    /// <summary>Whose holder has signed in to the account since.</summary>
    public long SignedIn { get; init; }

    /// <summary>That somebody could still activate, so that withdrawing the batch would stop them.</summary>
    public long Waiting { get; init; }
    public long Withdrawn { get; init; }
    public long Held { get; init; }

    /// <summary>When the newest of them came.</summary>
    public DateTimeOffset NewestAt { get; init; }

    /// <summary>Of two parts of one batch.</summary>
    internal BatchFigures Plus(BatchFigures other) =>
        this with
        {
            Cards = Cards + other.Cards,
            Issued = Issued + other.Issued,
            Activated = Activated + other.Activated,
            SignedIn = SignedIn + other.SignedIn,
            Waiting = Waiting + other.Waiting,
            Withdrawn = Withdrawn + other.Withdrawn,
            Held = Held + other.Held,
            NewestAt = NewestAt > other.NewestAt ? NewestAt : other.NewestAt,
        };
}

/// <summary>All batches, newest first.</summary>
/// <param name="AsOf">When they were counted; null before the first time.</param>
/// <param name="Exact">Counted for this very look.</param>
public sealed record BatchList(IReadOnlyList<BatchFigures> Batches, DateTimeOffset? AsOf, bool Exact);
