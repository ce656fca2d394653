using SmsActivation.Core.Campaigns.Words;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>Somebody whose turn it is.</summary>
public class Recipient
{
    public long Id { get; init; }
    public string Phone { get; init; } = "";

    /// <summary>Of the number.</summary>
    public string? Country { get; init; }
    public string? Name { get; init; }
    public string? Language { get; init; }
    public string? Card { get; init; }

    /// <summary>The other columns, as JSON.</summary>
    public string? Fields { get; init; }

    public Addressee Addressee => Addressee.Of(Name, Language, Country, Card, Fields);
}
