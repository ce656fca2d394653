using System.Net;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;
using SmsActivation.Simulator;

namespace SmsActivation.Worker.Setup;

/// <summary>What changes with <c>Carrier=Simulator</c>: an account drawn in memory, its API on this very host, loopback
/// only. From there on the product runs as it does with Twilio.</summary>
public static class SimulatedCarrier
{
    // Play cards only; a real code needs Cards:CodeKey.
    private const string DemoCodeKey = "demo";
    private const string DemoStaffKey = "play people only";

    public static TwilioOptions Account(SimulatedAccount account, string origin, IConfiguration configuration) =>
        new()
        {
            AccountSid = account.AccountSid,
            AuthToken = account.AuthToken,
            PublicBaseUrl = origin,
            ApiBaseUrl = origin + "/simulator/twilio",
            KeywordsAnsweredBy = Enum.TryParse<KeywordsAnsweredBy>(
                configuration["Twilio:KeywordsAnsweredBy"],
                ignoreCase: true,
                out var answeredBy
            )
                ? answeredBy
                : KeywordsAnsweredBy.Twilio,
            RedactPasswords = !bool.TryParse(configuration["Twilio:RedactPasswords"], out var redact) || redact,
            Numbers =
            [
                .. account.Numbers.Select(
                    (number, index) =>
                        new TwilioNumber
                        {
                            Number = number,
                            Language = configuration[$"Twilio:Numbers:{index}:Language"],
                        }
                ),
            ],
        };

    public static CardCodes Codes(CardCodes configured) => configured.HasKey ? configured : new CardCodes(DemoCodeKey);

    public static StaffOptions Staff(StaffOptions configured) =>
        configured.HasKey ? configured : configured with { Key = DemoStaffKey };

    /// <summary>Anyone who reaches the simulator can text as any phone, so it listens on loopback unless allowed.</summary>
    public static IEnumerable<string> Faults(IReadOnlyList<Uri> urls, bool allowRemote) =>
        urls.Where(url => !allowRemote && !IsLoopback(url))
            .Select(url =>
                $"ASPNETCORE_URLS holds '{url.OriginalString}': Carrier=Simulator listens on loopback only, for whoever "
                + "reaches it can text as any phone. Use http://localhost:PORT, or set Simulator:AllowRemote=true."
            );

    private static bool IsLoopback(Uri url) =>
        url.Host is "localhost"
        || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
