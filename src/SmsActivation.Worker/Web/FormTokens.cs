using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.Worker.Web;

/// <summary>Proves that a form came from a page of this very session: only that page knows what the cookie holds.</summary>
internal static class FormTokens
{
    /// <param name="purpose">Whose pages: a token of one kind of session is none of another's.</param>
    public static string Of(string purpose, string sessionToken) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}:{sessionToken}")));

    public static bool Fits(IFormCollection form, string token) => Fits(form["form"].ToString(), token);

    public static bool Fits(string sent, string token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(token));
}
