namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>Somebody on a list who has a phone.</summary>
internal sealed record AudienceRow
{
    public required int Line { get; init; }
    public required string Phone { get; init; }
    public required string? Country { get; init; }
    public required int Zones { get; init; }
    public string? Name { get; init; }
    public string? Language { get; init; }
    public string? Card { get; init; }

    /// <summary>The other columns, as JSON; null when none says anything.</summary>
    public string? Fields { get; init; }

    /// <summary>Why they are not texted, as far as the row itself tells; null when it does not.</summary>
    public string? Reason { get; init; }

    /// <summary>What of the row the reason is about, in words; null where the reason says all.</summary>
    public string? About { get; init; }
    public GivenByPhone? Consent { get; init; }
}

/// <summary>What somebody agreed to, by their phone.</summary>
internal sealed record GivenByPhone(string Phone, string Source, string Words, DateTimeOffset GivenAt);

/// <summary>A row that nobody can be texted by.</summary>
/// <param name="Value">What stood there.</param>
internal sealed record LeftOutRow(int Line, string? Value, LeftOutReason Reason);

/// <summary>One line of a list: one of the two.</summary>
internal readonly record struct AudienceEntry(AudienceRow? Row, LeftOutRow? LeftOut);
