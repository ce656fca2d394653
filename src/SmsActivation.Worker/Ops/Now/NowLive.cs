using System.Threading.Channels;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Ops.Now;

/// <summary>Looks every second and a half, and soon after a text was decided on this host, while somebody watches: once for
/// all who do.</summary>
public sealed partial class NowLive(
    NowReader reader,
    NowParts parts,
    NowWake wake,
    TimeProvider time,
    ILogger<NowLive> logger
)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(1);

    // A look that takes long, on a slow disk or a large database, must not become the host's main work.
    private const int RestPerLook = 9;

    private readonly Lock _gate = new();
    private readonly List<Channel<NowMoment>> _watchers = [];
    private bool _looks;

    /// <summary>The newest moment whenever there is one that was not read yet; older ones are passed over.</summary>
    public NowWatch Watch()
    {
        var channel = Channel.CreateBounded<NowMoment>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        lock (_gate)
        {
            _watchers.Add(channel);
            if (!_looks)
            {
                _looks = true;
                _ = Task.Run(LookAsync);
            }
        }
        // What is known may be older than what is asked for now.
        wake.Bell.Ring();
        return new NowWatch(channel.Reader, () => Leave(channel));
    }

    private void Leave(Channel<NowMoment> channel)
    {
        lock (_gate)
            _watchers.Remove(channel);
        wake.Bell.Ring();
    }

    private async Task LookAsync()
    {
        while (true)
        {
            var begun = time.GetTimestamp();
            var moment = await MomentAsync();
            lock (_gate)
                foreach (var watcher in _watchers)
                    watcher.Writer.TryWrite(moment);
            var rest = time.GetElapsedTime(begun) * RestPerLook;
            await Task.Delay(rest > ShortestRest ? rest : ShortestRest, time);
            await wake.Bell.WaitAsync(Every, CancellationToken.None);
            lock (_gate)
            {
                if (_watchers.Count > 0)
                    continue;
                _looks = false;
                return;
            }
        }
    }

    private async Task<NowMoment> MomentAsync()
    {
        try
        {
            return new NowMoment(await reader.ReadAsync(), parts, time.GetUtcNow());
        }
        // The page must say so, and find out when it is back.
        catch (Exception exception)
        {
            LogAway(exception);
            return new NowMoment(view: null, parts, time.GetUtcNow());
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The dashboard's figures could not be read")]
    private partial void LogAway(Exception exception);
}

/// <summary>Somebody who watches, until they are gone.</summary>
public sealed class NowWatch(ChannelReader<NowMoment> moments, Action leave) : IDisposable
{
    /// <summary>Null when there was none for so long.</summary>
    public async Task<NowMoment?> NextAsync(TimeSpan within, TimeProvider time, CancellationToken end)
    {
        using var limit = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, end);
        try
        {
            return await moments.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => leave();
}
