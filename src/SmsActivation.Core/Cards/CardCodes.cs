using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.Core.Cards;

/// <summary>Security codes under the scratch strip: 3 to 8 letters and digits, at least one digit. Only a hash keyed by
/// <c>Cards:CodeKey</c> is kept: so short a code would be found from a plain hash in moments.</summary>
public sealed class CardCodes(string? key)
{
    public const int Shortest = 3;
    public const int Longest = 8;

    private readonly byte[]? _key = string.IsNullOrEmpty(key) ? null : Encoding.UTF8.GetBytes(key);

    public bool HasKey => _key is not null;

    public static bool IsCode(string code) =>
        code.Length is >= Shortest and <= Longest && code.All(char.IsAsciiLetterOrDigit) && code.Any(char.IsAsciiDigit);

    /// <summary>The stored form: bound to the card, so that equal codes on two cards do not look alike.</summary>
    public string Hash(string cardNumber, string code)
    {
        if (_key is null)
            throw new InvalidOperationException("Cards:CodeKey is not set: it is needed for cards with a code.");
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{cardNumber}:{code.ToUpperInvariant()}"), hash);
        return Convert.ToHexStringLower(hash);
    }

    public bool Matches(string cardNumber, string code, string hash) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Hash(cardNumber, code)),
            Encoding.ASCII.GetBytes(hash)
        );
}
