using System.Security.Cryptography;

namespace SmsActivation.Simulator;

/// <summary>The account that the simulator plays Twilio for: <c>AC</c> + 32 hex digits, a 32 hex digit token, our numbers.</summary>
public sealed record SimulatedAccount(string AccountSid, string AuthToken, IReadOnlyList<string> Numbers)
{
    // Not 646: the page's own American phone is there.
    private static readonly string[] AreaCodes = ["202", "212", "303", "312", "415", "512", "617", "702"];

    /// <summary>A fresh account with one number from the range kept for fiction (NPA-555-01XX). Never written anywhere.</summary>
    public static SimulatedAccount Draw()
    {
        var area = AreaCodes[RandomNumberGenerator.GetInt32(AreaCodes.Length)];
        var number = $"+1{area}55501{RandomNumberGenerator.GetInt32(100):00}";
        return new SimulatedAccount(
            "AC" + RandomNumberGenerator.GetHexString(32, lowercase: true),
            RandomNumberGenerator.GetHexString(32, lowercase: true),
            [number]
        );
    }

    /// <summary>Records print themselves; the token must not end up in a log that way.</summary>
    public override string ToString() => $"{nameof(SimulatedAccount)} {AccountSid}";
}
