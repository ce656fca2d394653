using SmsActivation.Core.Campaigns.Series;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>Somebody whose turn it is, as they are now.</summary>
internal sealed class TurnRow : Recipient
{
    /// <summary>Why they cannot be texted any more.</summary>
    public string? Reason { get; init; }

    /// <summary>Which text it is, from 1 on.</summary>
    public int Step { get; init; }

    /// <summary>See <see cref="Campaigns.Zones.TimeZones"/>.</summary>
    public int Zones { get; init; }

    // What came of the text before; nothing at the first.
    public string? TextState { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? UnknownSince { get; init; }
    public DateTimeOffset? FedAt { get; init; }
    public int? ErrorCode { get; init; }

    public TextBefore Before =>
        new()
        {
            TextState = TextState,
            SentAt = SentAt,
            UnknownSince = UnknownSince,
            FedAt = FedAt,
            ErrorCode = ErrorCode,
        };
}
