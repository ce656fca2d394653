using System.Text;

namespace SmsActivation.Faults.Hostile;

/// <summary>One request as it goes over the wire, and the one status that it is owed.</summary>
/// <param name="Sid">The text's SID where a 200 promises an outcome for it.</param>
internal sealed record HostileRequest(
    int Index,
    string Kind,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[] Body,
    bool Signed,
    int Owed,
    string? Sid
)
{
    /// <summary>The body as framed is in <see cref="Body"/> already: no reader of ours stands between.</summary>
    public byte[] Head()
    {
        var head = new StringBuilder($"POST {Target} HTTP/1.1\r\nHost: localhost\r\n");
        foreach (var (name, value) in Headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
    }

    /// <summary>For a reader's eyes: what is not plain ASCII is spelt \xNN, and a long body is cut.</summary>
    public string Escaped()
    {
        const int Shown = 3000;
        var text = new StringBuilder($"request {Index} ({Kind}), {(Signed ? "signed" : "not signed")}:\n");
        byte[] all = [.. Head(), .. Body];
        foreach (var sign in all.Take(Shown))
            text.Append(sign is >= 0x20 and < 0x7F and not (byte)'\\' ? ((char)sign).ToString() : $"\\x{sign:x2}");
        return all.Length > Shown ? text.Append($"… {all.Length - Shown} bytes more").ToString() : text.ToString();
    }
}
