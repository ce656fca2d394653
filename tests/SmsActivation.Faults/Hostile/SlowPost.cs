using System.Net.Sockets;

namespace SmsActivation.Faults.Hostile;

/// <summary>A good text that trickles, stalls or breaks off.</summary>
internal sealed class SlowPost(RequestMaker maker, int port)
{
    private const int Size = 4000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly (string Kind, int First, int Step, int PauseMilliseconds, int Owed)[] s_ways =
    [
        ("no byte of the body", 0, 0, 500, 408),
        ("a trickle", 0, 10, 500, 408),
        ("a good start, then nothing", 200, 0, 500, 408),
        ("slow, and in time", 3000, 500, 400, 200),
    ];

    /// <summary>What was sent, how it was answered, and what it was owed.</summary>
    public async Task<(HostileRequest Request, int Status)> SendAsync(int index)
    {
        var (kind, first, step, pause, owed) = s_ways[index % s_ways.Length];
        var good = maker.MakeGood(index, Size);
        var request = good with { Kind = kind, Owed = owed, Sid = owed == 200 ? good.Sid : null };
        using var connection = new RawConnection(port);
        using var limit = new CancellationTokenSource(Patience);
        var socket = await connection.OpenAsync(limit.Token);
        await socket.SendAsync(request.Head(), limit.Token);
        await socket.SendAsync(request.Body.AsMemory(0, first), limit.Token);
        var answer = connection.AnswerAsync(socket, limit.Token);
        for (var sent = first; !answer.IsCompleted; await Task.WhenAny(answer, Task.Delay(pause, limit.Token)))
        {
            var next = Math.Min(step, request.Body.Length - sent);
            if (!await TrySendAsync(socket, request.Body.AsMemory(sent, next), limit.Token))
                break;
            sent += next;
        }
        return (request, (await answer).Status);
    }

    /// <summary>The sender is gone in the middle of a body: nobody is left to be answered.</summary>
    public async Task BreakOffAsync(int index)
    {
        var request = maker.MakeGood(index, Size);
        using var connection = new RawConnection(port);
        using var limit = new CancellationTokenSource(Patience);
        var socket = await connection.OpenAsync(limit.Token);
        await socket.SendAsync(request.Head(), limit.Token);
        await socket.SendAsync(request.Body.AsMemory(0, Size / 2), limit.Token);
        // Sooner or later, while the host reads or before; half of them with a reset instead of an end.
        await Task.Delay(index % 5, limit.Token);
        socket.LingerState = new LingerOption(index % 2 == 0, 0);
    }

    private static async Task<bool> TrySendAsync(Socket socket, ReadOnlyMemory<byte> part, CancellationToken limit)
    {
        try
        {
            await socket.SendAsync(part, limit);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
