namespace SmsActivation.Core.Cards;

/// <summary>A card's state as of today: the expiry date counts whether or not anyone has written it down.</summary>
public static class Today
{
    /// <param name="expiresOn">The last good day, UTC.</param>
    public static CardState State(CardState stored, DateOnly? expiresOn, DateTimeOffset now) =>
        stored switch
        {
            CardState.Prepared
            or CardState.Issued
            or CardState.Active when expiresOn < DateOnly.FromDateTime(now.UtcDateTime) => CardState.Expired,
            CardState.Prepared
            or CardState.Issued
            or CardState.Active
            or CardState.Blocked
            or CardState.Expired
            or CardState.Replaced => stored,
        };

    public static CardState State(string stored, DateOnly? expiresOn, DateTimeOffset now) =>
        State(Enum.Parse<CardState>(stored), expiresOn, now);
}
