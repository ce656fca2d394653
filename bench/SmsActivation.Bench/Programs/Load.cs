using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace SmsActivation.Bench.Programs;

/// <summary>Posts signed, unique webhooks over plain sockets, so that the generator leaves the cores to the server:
/// all bytes are made before the clock starts, and nothing is allocated while it runs.</summary>
internal sealed class Load
{
    private readonly LoadPlan _plan;
    private readonly byte[][] _requests;
    private readonly long[] _sentAt;
    private readonly double[] _waits;
    private readonly int[] _status;
    private readonly ConcurrentQueue<SocketError> _faults = new();
    private long _start;
    private int _next = -1;
    private volatile bool _told;

    private Load(LoadPlan plan)
    {
        _plan = plan;
        _requests = new byte[plan.Count][];
        (_sentAt, _waits, _status) = (new long[plan.Count], new double[plan.Count], new int[plan.Count]);
        Parallel.For(0, plan.Count, i => _requests[i] = Request(i));
    }

    public static async Task<int> RunAsync(LoadPlan plan)
    {
        var load = new Load(plan);
        Parent.OnEnd(() => load._told = true);
        Console.WriteLine(JsonSerializer.Serialize(await load.RunAsync()));
        return 0;
    }

    private async Task<LoadResult> RunAsync()
    {
        var sockets = new Socket[_plan.Connections];
        for (var i = 0; i < sockets.Length; i++)
        {
            sockets[i] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            if (!_plan.Burst)
                await sockets[i].ConnectAsync(IPAddress.Loopback, _plan.Port);
        }
        var cpu = Environment.CpuUsage.TotalTime;
        _start = Stopwatch.GetTimestamp();
        await Task.WhenAll(sockets.Select(PostAllAsync));
        var seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        var sent = _sentAt.Count(at => at > 0);
        return new LoadResult(
            _status.Count(code => code == 200),
            _status.Count(code => code is not 0 and not 200),
            sent - _status.Count(code => code != 0),
            seconds,
            (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            Latency.Of(_waits.Where((_, i) => _status[i] == 200)),
            [.. _sentAt.Take(sent)],
            _faults.CountBy(fault => fault.ToString()).ToDictionary()
        );
    }

    private async Task PostAllAsync(Socket socket)
    {
        var answer = new byte[4096];
        for (var i = Next(); i < _plan.Count; i = Next())
        {
            var due = _start;
            if (_plan.Rate > 0)
            {
                due += (long)(i * (double)Stopwatch.Frequency / _plan.Rate);
                var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait);
                if (_told)
                    break;
            }
            _sentAt[i] = _plan.Rate > 0 || _plan.Burst ? due : Stopwatch.GetTimestamp();
            try
            {
                if (_plan.Burst)
                    await socket.ConnectAsync(IPAddress.Loopback, _plan.Port);
                await socket.SendAsync(_requests[i]);
                var (have, read) = (0, 1);
                while (read > 0 && Http11.WholeLength(answer.AsSpan(0, have)) == 0)
                {
                    read = await socket.ReceiveAsync(answer.AsMemory(have));
                    have += read;
                }
                _status[i] = read > 0 ? Http11.Status(answer) : 0;
            }
            catch (SocketException fault)
            {
                // Counted as broken: its status stays 0.
                _faults.Enqueue(fault.SocketErrorCode);
            }
            _waits[i] = Stopwatch.GetElapsedTime(_sentAt[i]).TotalMilliseconds;
            // In a burst every text has a connection of its own.
            if (_plan.Burst || _status[i] == 0)
                break;
        }
        socket.Dispose();
    }

    private int Next() => _told ? int.MaxValue : Interlocked.Increment(ref _next);

    private byte[] Request(int i)
    {
        var phone = _plan.PhoneOf(i);
        var body = _plan.Kind switch
        {
            TextKind.NoNumber => "hello, what is this?",
            TextKind.OwnCard => Texts.Card(phone * _plan.Stride),
        };
        return Texts.Webhook(_plan.Port, BenchRun.Token, _plan.Run, _plan.First + i, Texts.Phone(phone), body);
    }
}
