using System.Net;
using System.Net.Sockets;

namespace SmsActivation.Journeys.Harness;

/// <summary>Ports for hosts, below those that the system gives to outgoing connections, each drawn once.</summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int Last = 31_999;
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Drawn = [];

    public static int Draw()
    {
        lock (Gate)
        {
            while (true)
            {
                var port = Random.Shared.Next(First, Last);
                if (Drawn.Add(port) && IsFree(port))
                    return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
