using System.Net;
using System.Net.Sockets;

namespace SmsActivation.Bench;

/// <summary>Where children listen.</summary>
internal static class Ports
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(25);
    private const int Tries = 800;

    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <exception cref="TimeoutException">Nothing listened there for 20 s.</exception>
    public static async Task WaitAsync(int port, CancellationToken stopping)
    {
        for (var i = 0; i < Tries; i++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port, stopping);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(BetweenTries, stopping);
            }
        }
        throw new TimeoutException($"Nothing listens on port {port} after 20 s.");
    }
}
