using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.Core.Inbox.Spool;

/// <summary>Seals records with AES-256-GCM. Each is bound to its file and to its place in it, so that none can be moved,
/// doubled or left out unnoticed.</summary>
public sealed class SpoolCipher : IDisposable
{
    private const int TagBytes = 16;
    private const int NonceBytes = 12;
    private readonly AesGcm _aes;

    public SpoolCipher(string key) =>
        _aes = new AesGcm(
            HKDF.DeriveKey(
                HashAlgorithmName.SHA256,
                Encoding.UTF8.GetBytes(key.Trim()),
                outputLength: 32,
                info: "SmsActivation spool"u8.ToArray()
            ),
            TagBytes
        );

    public const int Overhead = NonceBytes + TagBytes;

    /// <summary>Nonce, tag, and the record's bytes encrypted.</summary>
    public byte[] Seal(ReadOnlySpan<byte> record, long segment, int place)
    {
        var sealedRecord = new byte[Overhead + record.Length];
        var nonce = sealedRecord.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        _aes.Encrypt(
            nonce,
            record,
            sealedRecord.AsSpan(Overhead),
            sealedRecord.AsSpan(NonceBytes, TagBytes),
            Bound(segment, place)
        );
        return sealedRecord;
    }

    /// <summary>Null when this is no record of that place, or was sealed with another key.</summary>
    public byte[]? Open(ReadOnlySpan<byte> sealedRecord, long segment, int place)
    {
        if (sealedRecord.Length < Overhead)
            return null;
        var record = new byte[sealedRecord.Length - Overhead];
        try
        {
            _aes.Decrypt(
                sealedRecord[..NonceBytes],
                sealedRecord[Overhead..],
                sealedRecord[NonceBytes..Overhead],
                record,
                Bound(segment, place)
            );
            return record;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public void Dispose() => _aes.Dispose();

    private static byte[] Bound(long segment, int place)
    {
        var bound = new byte[sizeof(long) + sizeof(int)];
        BinaryPrimitives.WriteInt64LittleEndian(bound, segment);
        BinaryPrimitives.WriteInt32LittleEndian(bound.AsSpan(sizeof(long)), place);
        return bound;
    }
}
