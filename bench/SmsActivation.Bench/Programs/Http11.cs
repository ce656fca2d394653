using System.Buffers.Text;

namespace SmsActivation.Bench.Programs;

/// <summary>What the tools need of HTTP/1.1 (RFC 9112), read by hand: they share the machine with what they measure.</summary>
internal static class Http11
{
    /// <summary>Length of the message that the bytes begin with, 0 while it has not come whole.</summary>
    public static int WholeLength(ReadOnlySpan<byte> bytes)
    {
        var head = HeadLength(bytes);
        if (head == 0)
            return 0;
        var stated = Header(bytes[..head], "\r\nContent-Length: "u8);
        if (Utf8Parser.TryParse(stated, out int length, out _))
            return bytes.Length >= head + length ? head + length : 0;
        // A chunked answer is the last thing on its connection until it is read, so its end is the end of the bytes.
        if (Header(bytes[..head], "\r\nTransfer-Encoding: "u8).Length > 0)
            return bytes.EndsWith("0\r\n\r\n"u8) ? bytes.Length : 0;
        return head;
    }

    /// <summary>Up to and with the empty line, 0 while that has not come.</summary>
    public static int HeadLength(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("\r\n\r\n"u8) + 4 is var end and > 3 ? end : 0;

    /// <summary>The status code of an answer.</summary>
    public static int Status(ReadOnlySpan<byte> answer) =>
        ((answer[9] - '0') * 100) + ((answer[10] - '0') * 10) + (answer[11] - '0');

    // Both servers and HttpClient write names in this very case.
    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var at = head.IndexOf(name);
        return at < 0 ? [] : head[(at + name.Length)..];
    }
}
