using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmsActivation.Bench.Programs;

/// <summary>A carrier that accepts everything at once and reports each text twice, and remembers when it got what. Plain
/// sockets and no task per text: it shares the cores with the product.</summary>
internal sealed class BenchCarrier(string token)
{
    private const int ReportConnections = 32;
    private readonly Lock _lock = new();
    private readonly List<(long Phone, long At)> _texts = [];
    private readonly StatusReports _reports = new(token, ReportConnections);
    private long _number;
    private long _reportsBefore;

    public static async Task<int> RunAsync(int port, string token)
    {
        Parent.EndWithIt();
        var carrier = new BenchCarrier(token);
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(4096);
        while (true)
        {
            var socket = await listener.AcceptAsync();
            socket.NoDelay = true;
            _ = carrier.ServeAsync(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var closed = socket;
        var buffer = new byte[16 * 1024];
        var (created, callback) = (CreatedTemplate(), new byte[1024]);
        var have = 0;
        try
        {
            while (true)
            {
                int length;
                while ((length = Http11.WholeLength(buffer.AsSpan(0, have))) == 0)
                {
                    var read = await socket.ReceiveAsync(buffer.AsMemory(have));
                    if (read == 0)
                        return;
                    have += read;
                }
                if (IsRedaction(buffer.AsSpan(0, length)))
                {
                    await socket.SendAsync(Redacted);
                }
                else if (buffer.AsSpan().StartsWith("POST /2010-04-01/"u8))
                {
                    var (number, callbackLength) = Take(buffer.AsSpan(0, length), created, callback);
                    await socket.SendAsync(created);
                    _reports.Add(callback.AsSpan(0, callbackLength), number);
                }
                else
                {
                    await socket.SendAsync(Control(buffer.AsSpan(0, length)));
                }
                buffer.AsSpan(length, have - length).CopyTo(buffer);
                have -= length;
            }
        }
        catch (SocketException)
        {
            // The host under test has gone; the run is over.
        }
    }

    private static readonly byte[] Redacted =
    [
        .. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"u8,
    ];

    /// <summary>POST …/Messages/SM….json, where a create is a POST to …/Messages.json.</summary>
    private static bool IsRedaction(ReadOnlySpan<byte> request) =>
        request.StartsWith("POST /2010-04-01/"u8) && request[..request.IndexOf("\r\n"u8)].IndexOf("/Messages/"u8) > 0;

    /// <summary>Notes the text and completes its answer.</summary>
    private (long Number, int CallbackLength) Take(ReadOnlySpan<byte> request, Span<byte> created, Span<byte> callback)
    {
        var now = Stopwatch.GetTimestamp();
        var form = request[Http11.HeadLength(request)..];
        Span<byte> to = stackalloc byte[256];
        var toLength = FormBytes.Get(form, "To="u8, to);
        _ = Utf8Parser.TryParse(to[..toLength], out long phone, out _); // the + counts as a sign
        long number;
        lock (_lock)
        {
            _texts.Add((phone, now));
            number = ++_number;
        }
        Sids.Write(number, created[SidAt..]);
        return (number, FormBytes.Get(form, "StatusCallback="u8, callback));
    }

    private const string CreatedHead =
        "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 80\r\n\r\n{\"sid\":\"";
    private static readonly int SidAt = CreatedHead.Length;

    private static byte[] CreatedTemplate() =>
        Encoding.ASCII.GetBytes(CreatedHead + new string('0', 34) + "\",\"status\":\"queued\",\"error_code\":null}");

    /// <summary>How the runner asks: /count (texts, when the last came, callbacks answered, callbacks refused), /times
    /// (phone and time of each text, in the order they came), /reset.</summary>
    private byte[] Control(ReadOnlySpan<byte> request)
    {
        lock (_lock)
        {
            var body = new StringBuilder();
            if (request.StartsWith("GET /count "u8))
                body.Append(
                    $"{_texts.Count} {(_texts.Count > 0 ? _texts[^1].At : 0)} {_reports.Answered - _reportsBefore} {_reports.Refused}"
                );
            else if (request.StartsWith("GET /times "u8))
                foreach (var (phone, at) in _texts)
                    body.Append(phone).Append(' ').Append(at).Append('\n');
            else if (request.StartsWith("POST /reset "u8))
            {
                _texts.Clear();
                _reportsBefore = _reports.Answered;
            }
            else
                return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray();
            return Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        }
    }
}
