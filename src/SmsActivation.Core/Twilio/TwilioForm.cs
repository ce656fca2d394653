using System.Text;

namespace SmsActivation.Core.Twilio;

/// <summary>Why a body is no form.</summary>
public enum FormFault
{
    /// <summary>A % without two hex digits after it.</summary>
    BadEscape,

    /// <summary>Bytes that are no UTF-8, escaped or plain.</summary>
    BadUtf8,
}

/// <summary>What became of reading a body: <see cref="Read"/> or <see cref="Malformed"/>.</summary>
public abstract record FormReading
{
    private FormReading() { }

    public sealed record Read(TwilioForm Form) : FormReading;

    public sealed record Malformed(FormFault Fault) : FormReading;
}

/// <summary>
/// A webhook's fields in the order sent. Read strictly (application/x-www-form-urlencoded, UTF-8), because a lenient
/// reader puts U+FFFD where bytes were and the signature then fails without a reason.
/// </summary>
public sealed class TwilioForm
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    private TwilioForm(IReadOnlyList<KeyValuePair<string, string>> pairs) => Pairs = pairs;

    public IReadOnlyList<KeyValuePair<string, string>> Pairs { get; }

    /// <summary>The first value of a field, "" if it was sent empty, null if it was not sent.</summary>
    public string? Get(string name)
    {
        foreach (var pair in Pairs)
        {
            if (pair.Key == name)
                return pair.Value;
        }
        return null;
    }

    public static FormReading Parse(ReadOnlySpan<byte> body)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        var scratch = new byte[body.Length];
        foreach (var range in body.Split((byte)'&'))
        {
            var part = body[range];
            if (part.IsEmpty)
                continue;

            var equals = part.IndexOf((byte)'=');
            var name = equals < 0 ? part : part[..equals];
            var value = equals < 0 ? [] : part[(equals + 1)..];
            if (Decode(name, scratch, out var key) is { } badName)
                return new FormReading.Malformed(badName);
            if (Decode(value, scratch, out var text) is { } badValue)
                return new FormReading.Malformed(badValue);
            pairs.Add(new(key, text));
        }
        return new FormReading.Read(new TwilioForm(pairs));
    }

    private static FormFault? Decode(ReadOnlySpan<byte> escaped, byte[] scratch, out string text)
    {
        text = "";
        var plain = escaped;
        if (escaped.ContainsAny((byte)'%', (byte)'+'))
        {
            if (Unescape(escaped, scratch) is not { } length)
                return FormFault.BadEscape;
            plain = scratch.AsSpan(0, length);
        }
        try
        {
            text = Strict.GetString(plain);
            return null;
        }
        catch (DecoderFallbackException)
        {
            return FormFault.BadUtf8;
        }
    }

    /// <summary>The bytes meant, at the start of <paramref name="plain"/>, and how many; null at a bad escape.</summary>
    private static int? Unescape(ReadOnlySpan<byte> escaped, Span<byte> plain)
    {
        var length = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            var sign = escaped[i];
            if (sign == '%')
            {
                if (
                    i + 2 >= escaped.Length
                    || !char.IsAsciiHexDigit((char)escaped[i + 1])
                    || !char.IsAsciiHexDigit((char)escaped[i + 2])
                )
                    return null;
                sign = (byte)((HexValue(escaped[i + 1]) << 4) | HexValue(escaped[i + 2]));
                i += 2;
            }
            else if (sign == '+')
            {
                sign = (byte)' ';
            }
            plain[length++] = sign;
        }
        return length;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
