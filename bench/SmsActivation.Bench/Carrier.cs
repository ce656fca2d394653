using System.Diagnostics;
using System.Globalization;

namespace SmsActivation.Bench;

/// <summary>How far the carrier is.</summary>
/// <param name="LastAt">When the last text came, in ticks of the monotonic clock.</param>
/// <param name="Answered">Status callbacks that the product answered.</param>
/// <param name="Refused">Those not with 200, or not at all.</param>
internal sealed record CarrierCount(int Texts, long LastAt, int Answered, int Refused);

/// <summary>The carrier's process, seen from the runner.</summary>
internal sealed class Carrier : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Child _child;
    private readonly HttpClient _http;

    private Carrier(Child child, int port)
    {
        (_child, Port) = (child, port);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        };
    }

    public int Port { get; }
    public double CpuSeconds => _child.CpuSeconds;

    public static async Task<Carrier> StartAsync(BenchRun bench)
    {
        var port = Ports.Free();
        var child = Child.Start(BenchRun.Self, ["carrier", $"{port}", BenchRun.Token], Child.Lean).Muted();
        await Ports.WaitAsync(port, bench.Stopping);
        return new Carrier(child, port);
    }

    public async Task<CarrierCount> CountAsync(CancellationToken stopping)
    {
        var parts = (await _http.GetStringAsync("/count", stopping)).Split(' ');
        return new CarrierCount(
            int.Parse(parts[0]),
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            int.Parse(parts[2]),
            int.Parse(parts[3])
        );
    }

    /// <summary>Waits until so many texts have come and both callbacks of each are answered, whose work belongs to the
    /// bill.</summary>
    /// <exception cref="TimeoutException">Nothing moved for a minute.</exception>
    public async Task<CarrierCount> WaitAsync(int texts, CancellationToken stopping)
    {
        var clock = Stopwatch.StartNew();
        var seen = (0, 0);
        while (true)
        {
            var count = await CountAsync(stopping);
            if (count.Texts >= texts && count.Answered + count.Refused >= 2 * texts)
                return count;
            if (seen != (count.Texts, count.Answered))
                clock.Restart();
            seen = (count.Texts, count.Answered);
            if (clock.Elapsed > Patience)
                throw new TimeoutException($"The carrier got {count.Texts} of {texts} texts, and then no more.");
            await Task.Delay(50, stopping);
        }
    }

    /// <summary>Phone and time of each text from the given one on, in the order they came.</summary>
    public async Task<IReadOnlyList<(long Phone, long At)>> TextsAsync(int from, CancellationToken stopping)
    {
        var lines = await _http.GetStringAsync("/times", stopping);
        return
        [
            .. lines
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Skip(from)
                .Select(line => line.Split(' '))
                .Select(parts =>
                    (
                        long.Parse(parts[0], CultureInfo.InvariantCulture),
                        long.Parse(parts[1], CultureInfo.InvariantCulture)
                    )
                ),
        ];
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _child.DisposeAsync();
    }
}
