using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmsActivation.Tests.Twilio;

/// <summary>A carrier on a bare socket, for what a well-behaved server never does.</summary>
internal sealed class RawCarrier : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Task accepting;
    private int connections;

    /// <param name="serve">One connection; it is closed when this returns.</param>
    public RawCarrier(Func<RawConnection, Task> serve)
    {
        listener.Start();
        accepting = AcceptAsync(serve);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}";

    public int Connections => Volatile.Read(ref connections);

    private async Task AcceptAsync(Func<RawConnection, Task> serve)
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(over.Token);
                var number = Interlocked.Increment(ref connections);
                served.Add(ServeAsync(client, number, serve));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client, int number, Func<RawConnection, Task> serve)
    {
        using (client)
        {
            try
            {
                await serve(new RawConnection(client, number, over.Token));
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await accepting;
        listener.Dispose();
        over.Dispose();
    }
}

internal sealed class RawConnection(TcpClient client, int number, CancellationToken over)
{
    public const string Queued = """{"sid":"SM0123456789abcdef0123456789abcdef","status":"queued"}""";

    private readonly NetworkStream stream = client.GetStream();

    /// <summary>1 for the first connection.</summary>
    public int Number => number;

    /// <summary>Reads one whole request; null if the client closed before it was whole.</summary>
    public async Task<string?> ReadRequestAsync()
    {
        var read = new StringBuilder();
        var buffer = new byte[8192];
        while (true)
        {
            var text = read.ToString();
            var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head >= 0 && text.Length - head - 4 >= ContentLength(text))
                return text;
            var count = await stream.ReadAsync(buffer, over);
            if (count == 0)
                return null;
            read.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
    }

    /// <summary>How many bytes come before the client closes.</summary>
    public async Task<int> CountToEndAsync()
    {
        var buffer = new byte[8192];
        var total = 0;
        while (await stream.ReadAsync(buffer, over) is var count and > 0)
        {
            total += count;
        }
        return total;
    }

    public Task WriteAsync(string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), over).AsTask();

    public Task AnswerQueuedAsync() =>
        WriteAsync(
            $"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: {Queued.Length}\r\n\r\n{Queued}"
        );

    /// <summary>What has arrived so far, without waiting for more.</summary>
    public string ReadAvailable()
    {
        var buffer = new byte[8192];
        return stream.DataAvailable ? Encoding.ASCII.GetString(buffer, 0, stream.Read(buffer)) : "";
    }

    /// <summary>Closes with FIN.</summary>
    public void Close() => client.Close();

    /// <summary>Closes with RST instead of FIN.</summary>
    public void Reset()
    {
        client.LingerState = new LingerOption(enable: true, 0);
        client.Close();
    }

    public Task StaySilentAsync() => Task.Delay(Timeout.Infinite, over);

    private static int ContentLength(string head)
    {
        const string Name = "Content-Length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(head[(at + Name.Length)..].Split('\r')[0]);
    }
}
