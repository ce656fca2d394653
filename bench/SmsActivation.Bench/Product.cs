using System.Diagnostics;
using System.Net;

namespace SmsActivation.Bench;

/// <summary>The product as an operator runs it: the built host, in a folder of its own, with its default settings but for
/// the carrier's address.</summary>
internal sealed class Product : IServer
{
    private static readonly HttpClient s_http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Child _child;

    private Product(Child child, int port, TimeSpan readyAfter) =>
        (_child, Port, ReadyAfter) = (child, port, readyAfter);

    public int Port { get; }

    /// <summary>From the start of the process to 200 on /health/ready.</summary>
    public TimeSpan ReadyAfter { get; }

    public double CpuSeconds => _child.CpuSeconds;
    public double RssMb => _child.PeakRssMb;
    public double RssMbNow => _child.RssMb;

    /// <param name="carrierPort">Where replies go; null when none are expected.</param>
    /// <param name="settings">As environment variables.</param>
    public static async Task<Product> StartAsync(
        BenchRun bench,
        TempFolder folder,
        int? carrierPort,
        params IEnumerable<(string Name, string Value)> settings
    )
    {
        var port = Ports.Free();
        var environment = Environment(port, carrierPort ?? Ports.Free());
        foreach (var (name, value) in settings)
            environment[name] = value;
        var clock = Stopwatch.StartNew();
        var child = Child.Start(BenchRun.Worker, [], environment, folder.Path).Muted();
        try
        {
            await WaitUntilReadyAsync(port, bench.Stopping);
            return new Product(child, port, clock.Elapsed);
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the verb <c>cards import</c> in the host's folder.</summary>
    public static Task<Ended> ImportAsync(BenchRun bench, TempFolder folder, string file) =>
        RunAsync(bench, folder, "cards", "import", file);

    /// <summary>Runs any verb in the host's folder.</summary>
    public static Task<Ended> RunAsync(BenchRun bench, TempFolder folder, params string[] verb) =>
        RunAsync(bench, folder, [], verb);

    /// <inheritdoc cref="RunAsync(BenchRun, TempFolder, string[])"/>
    /// <param name="settings">As environment variables.</param>
    public static async Task<Ended> RunAsync(
        BenchRun bench,
        TempFolder folder,
        IEnumerable<(string Name, string Value)> settings,
        params string[] verb
    )
    {
        var environment = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        await using var child = Child.Start(BenchRun.Worker, verb, environment, folder.Path);
        return await child.EndAsync(bench.Stopping);
    }

    public static string DatabaseIn(TempFolder folder) => Path.Combine(folder.Path, "data", "sms-activation.db");

    public ValueTask DisposeAsync() => _child.DisposeAsync();

    private static Dictionary<string, string> Environment(int port, int carrierPort) =>
        new()
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["Carrier"] = "Twilio",
            ["Twilio__AccountSid"] = Texts.AccountSid,
            ["Twilio__AuthToken"] = BenchRun.Token,
            ["Twilio__PublicBaseUrl"] = $"http://127.0.0.1:{port}",
            ["Twilio__ApiBaseUrl"] = $"http://127.0.0.1:{carrierPort}",
            ["Twilio__Numbers__0__Number"] = Texts.OurNumber,
            // A bench sends more in an hour than its default owner in a month.
            ["Limits__SendsPerDay"] = "1000000000",
        };

    private static async Task WaitUntilReadyAsync(int port, CancellationToken stopping)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(60))
        {
            try
            {
                using var answer = await s_http.GetAsync($"http://127.0.0.1:{port}/health/ready", stopping);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            await Task.Delay(10, stopping);
        }
        throw new TimeoutException("The product was not ready after 60 s.");
    }
}
