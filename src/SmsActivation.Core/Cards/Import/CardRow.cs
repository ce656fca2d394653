namespace SmsActivation.Core.Cards.Import;

/// <summary>What one row of a card file says. Null: it says nothing of that, and what is stored stays.</summary>
public sealed record CardRow
{
    public required int Line { get; init; }
    public required string Number { get; init; }
    public CardState? State { get; init; }
    public string? Kind { get; init; }

    /// <summary>The last good day, UTC.</summary>
    public DateOnly? ExpiresOn { get; init; }
    public string? Batch { get; init; }
    public string? CodeHash { get; init; }
    public int? CodeLength { get; init; }

    /// <summary>E.164, known from the till: never a link, never a consent.</summary>
    public string? HolderPhone { get; init; }
}

/// <summary>A card as it is stored, as far as a file may change it.</summary>
public sealed record StoredCard
{
    public long Id { get; init; }
    public string Number { get; init; } = "";
    public CardState State { get; init; }
    public string? Kind { get; init; }
    public DateOnly? ExpiresOn { get; init; }
    public string? Batch { get; init; }
    public string? CodeHash { get; init; }
    public int? CodeLength { get; init; }
    public string? HolderPhone { get; init; }
}

/// <summary>What becomes of one row.</summary>
public abstract record ImportStep
{
    public sealed record Add : ImportStep
    {
        public static readonly Add Step = new();
    }

    /// <param name="Card">As it is to be.</param>
    /// <param name="From">The state that it leaves.</param>
    public sealed record Change(StoredCard Card, CardState From) : ImportStep;

    public sealed record Keep : ImportStep;

    public sealed record Reject(string Reason) : ImportStep;
}
