using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace SmsActivation.Bench.Programs;

/// <summary>Reports each text as sent and then as delivered, over a few connections kept open.</summary>
internal sealed class StatusReports
{
    private readonly record struct Reported(byte[] Url, int UrlLength, long Number);

    // Readers go on where the text was taken: no thread is woken for it.
    private readonly Channel<Reported> _texts = Channel.CreateUnbounded<Reported>(
        new UnboundedChannelOptions { AllowSynchronousContinuations = true }
    );
    private long _answered;
    private long _refused;

    public StatusReports(string token, int connections)
    {
        for (var i = 0; i < connections; i++)
            _ = ReportAllAsync(token);
    }

    /// <summary>Callbacks that got an answer.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Callbacks that got another answer than 200, or none.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public void Add(ReadOnlySpan<byte> url, long number)
    {
        var copy = ArrayPool<byte>.Shared.Rent(url.Length);
        url.CopyTo(copy);
        _texts.Writer.TryWrite(new Reported(copy, url.Length, number));
    }

    private async Task ReportAllAsync(string token)
    {
        using var report = new StatusReport(token);
        var (sid, answer) = (new byte[34], new byte[4096]);
        Socket? socket = null;
        while (true)
        {
            var text = await _texts.Reader.ReadAsync();
            Sids.Write(text.Number, sid);
            try
            {
                socket ??= await ConnectAsync(text.Url.AsMemory(0, text.UrlLength));
                for (var step = 0; step < 2; step++)
                {
                    var status = step == 0 ? "sent"u8 : "delivered"u8;
                    await socket.SendAsync(report.Write(text.Url.AsSpan(0, text.UrlLength), sid, status));
                    var have = 0;
                    do
                    {
                        var read = await socket.ReceiveAsync(answer.AsMemory(have));
                        if (read == 0)
                            throw new SocketException((int)SocketError.ConnectionReset);
                        have += read;
                    } while (Http11.WholeLength(answer.AsSpan(0, have)) == 0);
                    Interlocked.Increment(ref _answered);
                    if (Http11.Status(answer) != 200)
                        Interlocked.Increment(ref _refused);
                }
            }
            catch (SocketException)
            {
                // The host under test has gone, or closed an idle connection: the next text gets a new one.
                Interlocked.Increment(ref _refused);
                socket?.Dispose();
                socket = null;
            }
            ArrayPool<byte>.Shared.Return(text.Url);
        }
    }

    private static async Task<Socket> ConnectAsync(ReadOnlyMemory<byte> url)
    {
        var port = new Uri(Encoding.ASCII.GetString(url.Span)).Port;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }
}
