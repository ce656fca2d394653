using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Api;

/// <summary>What a till tells its cashier, in one language.</summary>
public sealed record TillTexts
{
    public required string Code { get; init; }
    public required string Active { get; init; }
    public required string NotActivated { get; init; }
    public required string Held { get; init; }
    public required string Prepared { get; init; }
    public required string Blocked { get; init; }
    public required string Expired { get; init; }
    public required string Replaced { get; init; }

    public static IReadOnlyDictionary<string, TillTexts> All { get; } = PageTexts.Read<TillTexts>("till");
}
