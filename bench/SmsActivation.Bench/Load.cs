using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace SmsActivation.Bench;

/// <summary>What one load process does.</summary>
/// <param name="Kind">missing, card (its own card for each phone), or already (one phone and card after the other).</param>
/// <param name="Rate">Texts a second on schedule, whatever the answers do; 0 = as fast as the connections go.</param>
internal sealed record LoadPlan(
    int Port,
    string Token,
    int Run,
    int First,
    int Count,
    int Connections,
    string Kind,
    int Rate
)
{
    public static LoadPlan Parse(string[] args) =>
        new(
            int.Parse(args[0]),
            args[1],
            int.Parse(args[2]),
            int.Parse(args[3]),
            int.Parse(args[4]),
            int.Parse(args[5]),
            args[6],
            int.Parse(args[7])
        );

    public string[] Arguments =>
        [
            "load",
            $"{Port}",
            Token,
            $"{Run}",
            $"{First}",
            $"{Count}",
            $"{Connections}",
            Kind,
            Rate.ToString(CultureInfo.InvariantCulture),
        ];
}

/// <summary>What one load process saw. Latencies in milliseconds, from the scheduled moment where there is a rate.</summary>
internal sealed record LoadResult(
    int Ok,
    int Refused,
    int Broken,
    double Seconds,
    double P50,
    double P99,
    double P999,
    double Max,
    IReadOnlyList<long> SentAt
);

/// <summary>Posts signed, unique webhooks over plain sockets, so that the generator leaves the cores to the server.</summary>
internal static class Load
{
    public static async Task<int> RunAsync(LoadPlan plan)
    {
        var requests = new byte[plan.Count][];
        Parallel.For(
            0,
            plan.Count,
            i =>
                requests[i] = Texts.Webhook(
                    plan.Port,
                    plan.Token,
                    plan.Run,
                    plan.First + i,
                    Texts.Phone(plan.First + i),
                    plan.Kind == "missing" ? "hello, what is this?" : Texts.Card(plan.First + i)
                )
        );
        var sockets = new Socket[plan.Connections];
        for (var i = 0; i < sockets.Length; i++)
        {
            sockets[i] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await sockets[i].ConnectAsync(IPAddress.Loopback, plan.Port);
        }
        var sentAt = new long[plan.Count];
        var latency = new double[plan.Count];
        var status = new int[plan.Count];
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(sockets.Select(PostAllAsync));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        var sorted = latency.Order().ToArray();
        var result = new LoadResult(
            status.Count(code => code == 200),
            status.Count(code => code is not 0 and not 200),
            status.Count(code => code == 0),
            seconds,
            At(0.5),
            At(0.99),
            At(0.999),
            sorted[^1],
            sentAt
        );
        Console.WriteLine(JsonSerializer.Serialize(result));
        return 0;

        double At(double share) => sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(share * sorted.Length) - 1)];

        async Task PostAllAsync(Socket socket)
        {
            var buffer = new byte[4096];
            for (var i = Interlocked.Increment(ref next); i < plan.Count; i = Interlocked.Increment(ref next))
            {
                var due = start;
                if (plan.Rate > 0)
                {
                    due += (long)(i * (double)Stopwatch.Frequency / plan.Rate);
                    var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
                    if (wait > TimeSpan.Zero)
                        await Task.Delay(wait);
                }
                sentAt[i] = plan.Rate > 0 ? due : Stopwatch.GetTimestamp();
                try
                {
                    await socket.SendAsync(requests[i]);
                    status[i] = await ReadAnswerAsync(socket, buffer);
                }
                catch (SocketException)
                {
                    // Counted as broken: its status stays 0.
                }
                latency[i] = Stopwatch.GetElapsedTime(sentAt[i]).TotalMilliseconds;
            }
            socket.Dispose();
        }
    }

    /// <summary>The status of one answer with a Content-Length or in one chunk; 0 when the connection ended.</summary>
    private static async Task<int> ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var have = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(have));
            if (read == 0)
                return 0;
            have += read;
            var answer = buffer.AsMemory(0, have);
            var headers = answer.Span.IndexOf("\r\n\r\n"u8);
            if (headers < 0)
                continue;
            var head = answer.Span[..headers];
            var at = head.IndexOf("Content-Length: "u8);
            var length = 0;
            if (at >= 0)
                _ = System.Buffers.Text.Utf8Parser.TryParse(head[(at + 16)..], out length, out _);
            if (at >= 0 ? have >= headers + 4 + length : answer.Span.EndsWith("0\r\n\r\n"u8))
                return ((head[9] - '0') * 100) + ((head[10] - '0') * 10) + (head[11] - '0');
        }
    }
}
