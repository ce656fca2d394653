namespace SmsActivation.Bench;

/// <summary>A limit program that takes webhooks.</summary>
internal sealed class LimitServer : IServer
{
    private readonly Child _child;

    private LimitServer(Child child, int port) => (_child, Port) = (child, port);

    public int Port { get; }
    public double CpuSeconds => _child.CpuSeconds;
    public double RssMb => _child.PeakRssMb;

    public static Task<LimitServer> BareAsync(BenchRun bench) => StartAsync(bench, "limit-bare");

    public static Task<LimitServer> GroupedAsync(BenchRun bench, TempFolder folder) =>
        StartAsync(bench, "limit-grouped", folder.File("limit.db"));

    private static async Task<LimitServer> StartAsync(BenchRun bench, string program, params string[] more)
    {
        var port = Ports.Free();
        var child = Child.Start(BenchRun.Self, [program, $"{port}", BenchRun.Token, .. more]).Muted();
        await Ports.WaitAsync(port, bench.Stopping);
        return new LimitServer(child, port);
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}
