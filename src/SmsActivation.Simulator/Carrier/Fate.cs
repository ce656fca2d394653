namespace SmsActivation.Simulator.Carrier;

/// <summary>What becomes of a message, told by its recipient's last four digits.</summary>
internal enum Fate
{
    Ordinary,
    Undelivered,
    Failed,
    StaysSent,
    NotMobile,
    ServerError,
    ReportsFirst,
    ThrottledOnce,
    Filtered,
}

/// <summary>The endings that make trouble on purpose, as the page lists them.</summary>
internal sealed record MagicNumber(string Ending, Fate Fate, string Effect)
{
    public static IReadOnlyList<MagicNumber> All { get; } =
    [
        new("9001", Fate.Undelivered, "sent, then undelivered with 30003"),
        new("9002", Fate.Failed, "accepted, then failed with 30006"),
        new("9003", Fate.StaysSent, "stays sent, never delivered"),
        new("9004", Fate.NotMobile, "refused with 21614, not a mobile number"),
        new("9005", Fate.ServerError, "answered 500, nothing is sent"),
        new("9006", Fate.ReportsFirst, "delivery reports come before the answer"),
        new("9007", Fate.ThrottledOnce, "answered 429 every first time"),
        new("9008", Fate.Filtered, "sent, then undelivered with 30007: a filter took it for spam"),
    ];

    public static Fate FateOf(Address to) =>
        All.FirstOrDefault(magic => to.Number.EndsWith(magic.Ending, StringComparison.Ordinal))?.Fate ?? Fate.Ordinary;
}
