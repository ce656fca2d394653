using System.Net;
using System.Net.Sockets;

namespace SmsActivation.Journeys.Harness;

/// <summary>Passes a port's connections on to another port: a carrier that was away, and comes back.</summary>
public sealed class Bridge : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    private Bridge(TcpListener listener, int to)
    {
        _listener = listener;
        _accepting = AcceptAsync(to);
    }

    public static Bridge Open(int from, int to)
    {
        var listener = new TcpListener(IPAddress.Loopback, from);
        listener.Start();
        return new Bridge(listener, to);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync(int to)
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync(_stopping.Token), to);
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task CarryAsync(TcpClient near, int to)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, to, _stopping.Token);
                await Task.WhenAny(
                    near.GetStream().CopyToAsync(far.GetStream(), _stopping.Token),
                    far.GetStream().CopyToAsync(near.GetStream(), _stopping.Token)
                );
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
            {
                // Either side may leave.
            }
        }
    }
}
