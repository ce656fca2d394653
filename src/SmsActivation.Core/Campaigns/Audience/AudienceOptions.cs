using SmsActivation.Core.Privacy;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>How a list is read, and who is never on one.</summary>
public sealed record AudienceOptions
{
    /// <summary>The normalised number if the whole text is one that fits a configured format, else null.</summary>
    public required Func<string, string?> ReadCardNumber { get; init; }

    /// <summary>Where national numbers are read (ISO 3166); null: nowhere, and they are no phones.</summary>
    public required string? HomeCountry { get; init; }

    /// <summary>Empty: all.</summary>
    public required IReadOnlyList<string> AllowedCountries { get; init; }

    /// <summary>Whatever we send from.</summary>
    public required IReadOnlySet<string> OurNumbers { get; init; }

    /// <summary>For opt-outs of phones that were erased.</summary>
    public required OptOutKey OptOutKey { get; init; }
}
