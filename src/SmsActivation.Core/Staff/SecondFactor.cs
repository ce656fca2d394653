using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OtpNet;

namespace SmsActivation.Core.Staff;

/// <summary>Codes of an authenticator app. Source: RFC 6238, with what all apps take for granted: SHA-1, 6 digits, a code for
/// each 30 seconds. Keys are kept sealed with AES-256-GCM, each bound to whose it is.</summary>
public sealed class SecondFactor(StaffOptions options)
{
    private const int KeyBytes = 20;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static byte[] DrawKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>As people type it into an app.</summary>
    public static string Written(byte[] key) => Base32Encoding.ToString(key).TrimEnd('=');

    /// <summary>What an app reads from a QR code. Source: Google Authenticator, "Key Uri Format".</summary>
    public static string Uri(byte[] key, string brand, string name) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(brand)}:{System.Uri.EscapeDataString(name)}"
        + $"?secret={Written(key)}&issuer={System.Uri.EscapeDataString(brand)}";

    /// <summary>The step a code belongs to, one off allowed for clocks and slow fingers; null when it is of none.</summary>
    public static long? StepOf(byte[] key, string code, DateTimeOffset now)
    {
        var typed = string.Concat(code.Where(char.IsAsciiDigit));
        return new Totp(key).VerifyTotp(now.UtcDateTime, typed, out var step, new VerificationWindow(1, 1))
            ? step
            : null;
    }

    public string Seal(string name, byte[] key)
    {
        var record = new byte[NonceBytes + TagBytes + key.Length];
        RandomNumberGenerator.Fill(record.AsSpan(0, NonceBytes));
        using var aes = Cipher();
        aes.Encrypt(
            record.AsSpan(0, NonceBytes),
            key,
            record.AsSpan(NonceBytes + TagBytes),
            record.AsSpan(NonceBytes, TagBytes),
            Encoding.UTF8.GetBytes(name)
        );
        return Base64Url.EncodeToString(record);
    }

    /// <summary>Null when it was sealed with another <c>Staff:Key</c>, or for somebody else.</summary>
    public byte[]? Open(string name, string sealedKey)
    {
        var record = Base64Url.DecodeFromChars(sealedKey);
        var key = new byte[record.Length - NonceBytes - TagBytes];
        using var aes = Cipher();
        try
        {
            aes.Decrypt(
                record.AsSpan(0, NonceBytes),
                record.AsSpan(NonceBytes + TagBytes),
                record.AsSpan(NonceBytes, TagBytes),
                key,
                Encoding.UTF8.GetBytes(name)
            );
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private AesGcm Cipher() =>
        new(
            HKDF.DeriveKey(
                HashAlgorithmName.SHA256,
                Encoding.UTF8.GetBytes(
                    (options.Key ?? throw new InvalidOperationException("Staff:Key is not set.")).Trim()
                ),
                outputLength: 32,
                info: "SmsActivation second factor"u8.ToArray()
            ),
            TagBytes
        );
}
