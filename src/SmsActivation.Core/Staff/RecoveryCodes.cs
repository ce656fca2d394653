using System.Security.Cryptography;
using System.Text;
using SmsActivation.Core.Members;

namespace SmsActivation.Core.Staff;

/// <summary>Codes for the day the phone is lost: each works once in place of the app's.</summary>
public static class RecoveryCodes
{
    public const int Count = 10;

    public static IReadOnlyList<string> Draw() => [.. Enumerable.Range(0, Count).Select(_ => PasswordMaker.Draw())];

    /// <summary>55 random bits need no slow hash.</summary>
    public static string HashOf(string typed) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PasswordMaker.Normalize(typed))));
}
