namespace SmsActivation.Core.Cards.Import;

/// <summary>What is imported, and how its fields are read.</summary>
public sealed record ImportOptions
{
    /// <summary>The normalised number if the whole text is one that fits a configured format, else null.</summary>
    public required Func<string, string?> ReadNumber { get; init; }

    /// <summary>The number our texts show as an example, normalised: it is never a card.</summary>
    public required string? Example { get; init; }

    public required CardCodes Codes { get; init; }

    /// <summary>For rows that name no batch themselves.</summary>
    public string? Batch { get; init; }

    /// <summary>Counts and rejects, and changes no card.</summary>
    public bool DryRun { get; init; }
}
