using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmsActivation.Faults.Hostile;

/// <summary>A keep-alive connection that sends what it is given, byte for byte: HttpClient would refuse half of it, and
/// mend the rest. For one caller at a time.</summary>
internal sealed class RawConnection(int port) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly byte[] _buffer = new byte[16 * 1024];
    private Socket? _socket;
    private int _read;
    private int _held;

    /// <summary>How often a connection was gone before its answer was read, and the request sent again.</summary>
    public int Lost { get; private set; }

    /// <summary>The status of the answer. A request whose answer was lost is sent again, as Twilio does.</summary>
    public async Task<int> PostAsync(HostileRequest request)
    {
        byte[] bytes = [.. request.Head(), .. request.Body];
        for (var attempt = 1; ; attempt++)
        {
            using var limit = new CancellationTokenSource(Patience);
            try
            {
                var socket = await OpenAsync(limit.Token);
                // The host may answer, and even close, before it has read everything.
                var sending = SendAsync(socket, bytes, limit.Token);
                var (status, closes) = await AnswerAsync(socket, limit.Token);
                if (closes)
                    Close();
                await sending;
                return status;
            }
            catch (Exception fault) when (fault is SocketException or IOException && attempt < 4)
            {
                Lost++;
                Close();
            }
        }
    }

    public async Task<Socket> OpenAsync(CancellationToken limit)
    {
        if (_socket is not null)
            return _socket;
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _socket.ConnectAsync(IPAddress.Loopback, port, limit);
        return _socket;
    }

    /// <exception cref="IOException">The connection ended first.</exception>
    public async Task<(int Status, bool Closes)> AnswerAsync(Socket socket, CancellationToken limit)
    {
        while (true)
        {
            var head = new List<string>();
            while (await LineAsync(socket, limit) is { Length: > 0 } line)
                head.Add(line);
            var status = int.Parse(head[0].Split(' ')[1]);
            for (var left = int.Parse(Header(head, "Content-Length") ?? "0"); left > 0; left--)
                await ByteAsync(socket, limit);
            if (status >= 200)
                return (status, Header(head, "Connection") == "close");
        }
    }

    public void Dispose() => Close();

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
        _read = _held = 0;
    }

    private static async Task SendAsync(Socket socket, byte[] bytes, CancellationToken limit)
    {
        try
        {
            for (var sent = 0; sent < bytes.Length; )
                sent += await socket.SendAsync(bytes.AsMemory(sent), limit);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // Then the answer says why, or its absence does.
        }
    }

    private async Task<string> LineAsync(Socket socket, CancellationToken limit)
    {
        var line = new StringBuilder();
        while (await ByteAsync(socket, limit) is var sign and not (byte)'\n')
            line.Append((char)sign);
        return line.ToString().TrimEnd('\r');
    }

    private async ValueTask<byte> ByteAsync(Socket socket, CancellationToken limit)
    {
        if (_read == _held)
        {
            _read = 0;
            _held = await socket.ReceiveAsync(_buffer, limit);
            if (_held == 0)
                throw new IOException("The host closed the connection.");
        }
        return _buffer[_read++];
    }

    private static string? Header(List<string> head, string name) =>
        head.Find(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
