namespace SmsActivation.Bench;

/// <summary>The quickstart peer of bench/peers: node and PostgreSQL together.</summary>
internal sealed class PeerServer : IServer
{
    private readonly Peer _peer;

    private PeerServer(Peer peer, int port) => (_peer, Port) = (peer, port);

    public int Port { get; }
    public double CpuSeconds => _peer.CpuSeconds;
    public double RssMb => _peer.RssMiB * 1024 * 1024 / 1e6;

    public static async Task<PeerServer> StartAsync(BenchRun bench)
    {
        var port = Ports.Free();
        return new PeerServer(await Peer.StartAsync(port, BenchRun.Token, bench.Stopping), port);
    }

    public ValueTask DisposeAsync() => _peer.DisposeAsync();
}
