using System.Buffers.Text;
using System.Security.Cryptography;

namespace SmsActivation.Bench.Programs;

/// <summary>Signed status callbacks as bytes. The key is prepared once and one buffer serves all: only the signature and
/// what it covers differ from callback to callback (https://www.twilio.com/docs/usage/security#validating-requests).</summary>
internal sealed class StatusReport(string token) : IDisposable
{
    private readonly IncrementalHash _hmac = IncrementalHash.CreateHMAC(
        HashAlgorithmName.SHA1,
        System.Text.Encoding.UTF8.GetBytes(token)
    );
    private readonly byte[] _account = System.Text.Encoding.ASCII.GetBytes(Texts.AccountSid);
    private readonly byte[] _request = new byte[2048];
    private int _length;

    /// <summary>The request; valid until the next one is written.</summary>
    /// <param name="url">The callback as the product gave it, http:// and all: the signature covers all of it.</param>
    public ReadOnlyMemory<byte> Write(ReadOnlySpan<byte> url, ReadOnlySpan<byte> sid, ReadOnlySpan<byte> status)
    {
        var authority = url[7..];
        var slash = authority.IndexOf((byte)'/');
        _length = 0;
        Add("POST "u8);
        Add(authority[slash..]);
        Add(" HTTP/1.1\r\nHost: "u8);
        Add(authority[..slash]);
        Add("\r\nUser-Agent: TwilioProxy/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"u8);
        Add("X-Twilio-Signature: "u8);
        Sign(url, sid, status);
        Add("\r\nContent-Length: "u8);
        var body = 11 + sid.Length + 15 + status.Length + 12 + _account.Length;
        Utf8Formatter.TryFormat(body, _request.AsSpan(_length), out var digits);
        _length += digits;
        Add("\r\n\r\nMessageSid="u8);
        Add(sid);
        Add("&MessageStatus="u8);
        Add(status);
        Add("&AccountSid="u8);
        Add(_account);
        return _request.AsMemory(0, _length);
    }

    public void Dispose() => _hmac.Dispose();

    private void Sign(ReadOnlySpan<byte> url, ReadOnlySpan<byte> sid, ReadOnlySpan<byte> status)
    {
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        _hmac.AppendData(url);
        _hmac.AppendData("AccountSid"u8);
        _hmac.AppendData(_account);
        _hmac.AppendData("MessageSid"u8);
        _hmac.AppendData(sid);
        _hmac.AppendData("MessageStatus"u8);
        _hmac.AppendData(status);
        _hmac.GetHashAndReset(hash);
        Base64.EncodeToUtf8(hash, _request.AsSpan(_length), out _, out var written);
        _length += written;
    }

    private void Add(ReadOnlySpan<byte> part)
    {
        part.CopyTo(_request.AsSpan(_length));
        _length += part.Length;
    }
}
