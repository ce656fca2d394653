using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Harness;

/// <summary>One working folder with its settings and its account at the carrier; hosts and verbs run in it.</summary>
public sealed partial class Installation : IAsyncDisposable
{
    private const string FolderPrefix = "journey-";

    /// <summary>How the paths of all journeys' folders on this machine begin.</summary>
    public static readonly string AllFolders = Path.Combine(Path.GetTempPath(), FolderPrefix);

    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(90);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly List<ChildProcess> _processes = [];
    private readonly ServerDatabase? _server;

    private Installation(Carrier carrier, ServerDatabase? server)
    {
        _server = server;
        Carrier = carrier;
        Port = FreePort.Draw();
        Folder = Directory.CreateTempSubdirectory(FolderPrefix).FullName;
        Work = Directory.CreateDirectory(Path.Combine(Folder, "work")).FullName;
        Temp = Directory.CreateDirectory(Path.Combine(Folder, "temp")).FullName;
        Settings = HostSettings.ForTwilio(this);
    }

    public Carrier Carrier { get; }
    public int Port { get; }
    public string Folder { get; }
    public string Work { get; }
    public string Temp { get; }
    public Dictionary<string, string?> Settings { get; }
    public ChildProcess? Host { get; private set; }

    /// <summary>Where the hosts live on SQLite.</summary>
    public string DatabaseFile => Path.Combine(Work, "data", "sms-activation.db");

    /// <summary>Null where the hosts live on SQLite.</summary>
    public string? ServerConnectionString => _server?.ConnectionString;

    /// <summary>As Twilio calls it, and as it signs.</summary>
    public string PublicUrl => $"http://localhost:{Port}";
    public string Url => $"http://127.0.0.1:{Port}";

    public static async Task<Installation> CreateAsync(
        IReadOnlyDictionary<string, string?>? settings = null,
        Func<AccountRequest, AccountRequest>? account = null
    )
    {
        // What names a file of its own is about SQLite.
        var server = settings?.ContainsKey("Database__ConnectionString") == true ? null : ServerDatabase.TryCreate();
        var installation = new Installation(await Carrier.OpenAsync(account), server);
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
            installation.Settings[name] = value;
        return installation;
    }

    /// <summary>Starts a host and waits until it is ready.</summary>
    public async Task StartAsync(params string[] arguments)
    {
        var host = Launch(arguments);
        await Eventually.TrueAsync(
            "/health/ready answers 200",
            async () =>
                host.HasExited
                    ? throw new InvalidOperationException($"The host ended with {host.ExitCode}:\n{host.Everything}")
                    : await IsReadyAsync(),
            StartBound
        );
    }

    /// <summary>Starts a host and waits for nothing.</summary>
    public ChildProcess Launch(params string[] arguments)
    {
        Host = ChildProcess.Start(ProductFiles.Host, arguments, Work, Settings);
        _processes.Add(Host);
        return Host;
    }

    /// <summary>Another host on the same database, which must be allowed to share it; waits until it is ready.</summary>
    public async Task<HostBeside> StartBesideAsync()
    {
        var url = $"http://127.0.0.1:{FreePort.Draw()}";
        var settings = new Dictionary<string, string?>(Settings)
        {
            ["ASPNETCORE_URLS"] = url,
            ["Logs__File"] = "logs/beside-.jsonl",
        };
        var host = ChildProcess.Start(ProductFiles.Host, [], Work, settings);
        _processes.Add(host);
        await Eventually.TrueAsync(
            "the host beside it is ready",
            async () =>
                host.HasExited
                    ? throw new InvalidOperationException($"It ended with {host.ExitCode}:\n{host.Everything}")
                    : await IsReadyAsync(url),
            StartBound
        );
        return new HostBeside(url, host);
    }

    public Task<bool> IsReadyAsync(string? url = null) => IsOkAsync($"{url ?? Url}/health/ready");

    /// <summary>It listens, whatever it thinks of its database and its outbox.</summary>
    public Task<bool> IsLiveAsync() => IsOkAsync($"{Url}/health/live");

    /// <summary>A host that ends just after it was connected to is told of by the socket itself.</summary>
    private static bool IsGone(Exception fault) =>
        fault is HttpRequestException or TaskCanceledException or SocketException;

    private async Task<bool> IsOkAsync(string url)
    {
        try
        {
            using var answer = await _http.GetAsync(url);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception fault) when (IsGone(fault))
        {
            return false;
        }
    }

    /// <summary>A line of <c>/health/ready</c>.</summary>
    public async Task<string> CheckAsync(string name)
    {
        using var answer = await _http.GetAsync($"{Url}/health/ready");
        var ready = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return ready.GetProperty("checks").GetProperty(name).GetString()!;
    }

    /// <summary>A gauge of <c>/metrics</c>.</summary>
    public async Task<double> GaugeAsync(string name)
    {
        var lines = (await _http.GetStringAsync($"{Url}/metrics")).Split('\n');
        var line = lines.Single(line => line.StartsWith(name + ' ', StringComparison.Ordinal));
        return double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>Posts a text as Twilio does; null when no answer came.</summary>
    public async Task<HttpStatusCode?> TryPostAsync(InboundSms sms, string? url = null)
    {
        try
        {
            using var request = sms.ToRequest(
                $"{url ?? Url}/twilio/sms",
                $"{PublicUrl}/twilio/sms",
                Carrier.Account.Token,
                Carrier.Account.Sid
            );
            using var answer = await _http.SendAsync(request);
            await answer.Content.ReadAsStringAsync();
            return answer.StatusCode;
        }
        catch (Exception fault) when (IsGone(fault))
        {
            return null;
        }
    }

    /// <summary>Posts a text that must be accepted.</summary>
    public async Task PostAsync(InboundSms sms)
    {
        var answer = await TryPostAsync(sms);
        if (answer != HttpStatusCode.OK)
            throw new InvalidOperationException($"The webhook was answered {answer}:\n{Host?.Everything}");
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => await _http.SendAsync(request);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            process.Dispose();
        _http.Dispose();
        await Task.Yield();
        _server?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>A second host on the same database.</summary>
public sealed record HostBeside(string Url, ChildProcess Process);
