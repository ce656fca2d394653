using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace SmsActivation.Bench.Programs;

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
    double CpuSeconds,
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
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(sockets.Select(PostAllAsync));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        var sorted = latency.Order().ToArray();
        var result = new LoadResult(
            status.Count(code => code == 200),
            status.Count(code => code is not 0 and not 200),
            status.Count(code => code == 0),
            seconds,
            (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            At(0.5),
            At(0.99),
            At(0.999),
            sorted[^1],
            sentAt
        );
        Console.WriteLine(JsonSerializer.Serialize(result));
        return 0;

        double At(double share) => sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(share * sorted.Length) - 1)];

        // One loop for each connection, and nothing allocated in it.
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
                    var (have, read) = (0, 1);
                    while (read > 0 && Http11.WholeLength(buffer.AsSpan(0, have)) == 0)
                    {
                        read = await socket.ReceiveAsync(buffer.AsMemory(have));
                        have += read;
                    }
                    status[i] = read > 0 ? Http11.Status(buffer) : 0;
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
}
