using System.Globalization;
using System.Text;

namespace SmsActivation.Faults.Hostile;

/// <summary>How a body's length is told: by a header, in chunks of odd sizes, or wrongly.</summary>
internal sealed record Framing(KeyValuePair<string, string> Header, byte[] Bytes, bool IsBroken)
{
    private const string Length = "Content-Length";
    private const string Coding = "Transfer-Encoding";

    // Each is refused before a byte of the body is looked at.
    private static readonly KeyValuePair<string, string>[] s_broken =
    [
        new(Length, "12x"),
        new(Length, "-1"),
        new(Length, "99999999999999999999"),
        new(Length, "1, 2"),
        new(Coding, "gzip"),
        new(Coding, "chunked, gzip"),
    ];

    private static readonly byte[][] s_brokenChunks =
    [
        [.. "zz\r\nMessageSid\r\n0\r\n\r\n"u8],
        [.. "-5\r\nhello\r\n0\r\n\r\n"u8],
        [.. "5\r\nhelloworld\r\n0\r\n\r\n"u8],
        [.. "fffffffffffffffff\r\nhello"u8],
        [.. "\0\r\n"u8],
    ];

    public static Framing Plain(byte[] body) => new(new(Length, body.Length.ToString()), body, IsBroken: false);

    public static Framing Draw(Random random, byte[] body) =>
        random.Next(100) switch
        {
            0 => new(s_broken[random.Next(s_broken.Length)], [], IsBroken: true),
            1 => new(new(Coding, "chunked"), s_brokenChunks[random.Next(s_brokenChunks.Length)], IsBroken: true),
            < 20 => new(new(Coding, "chunked"), Chunks(random, body), IsBroken: false),
            _ => Plain(body),
        };

    private static byte[] Chunks(Random random, byte[] body)
    {
        using var chunks = new MemoryStream(body.Length * 2);
        var largest = random.Next(3) switch
        {
            0 => Math.Max(1, body.Length / 100),
            1 => 4096,
            _ => 100_000,
        };
        for (var at = 0; at < body.Length; )
        {
            var size = Math.Min(random.Next(1, largest + 1), body.Length - at);
            // A length may be written with zeros before it and an extension after it.
            var name = size.ToString(random.Next(2) == 0 ? "x" : "X4", CultureInfo.InvariantCulture);
            chunks.Write(Encoding.ASCII.GetBytes(name + (random.Next(9) == 0 ? ";ext=\"1\"" : "") + "\r\n"));
            chunks.Write(body, at, size);
            chunks.Write("\r\n"u8);
            at += size;
        }
        chunks.Write("0\r\n\r\n"u8);
        return chunks.ToArray();
    }
}
