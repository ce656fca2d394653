using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SmsActivation.Bench;

/// <summary>The quickstart of bench/peers/express on a PostgreSQL cluster of its own; nothing of it outlives disposal.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> s_installed = new(InstallAsync);
    private static readonly List<PosixSignalRegistration> s_signals = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("sms-peer-").FullName;
    private readonly PeerDatabase _database;
    private Process? _node;

    private Peer()
    {
        _database = new PeerDatabase(_folder);
        AppDomain.CurrentDomain.ProcessExit += StopAtExit;
    }

    /// <summary>CPU seconds so far, user and system, of node and of all of the cluster's processes, ended ones included.</summary>
    public double CpuSeconds => Processes().Sum(process => process.CpuSeconds);

    /// <summary>The sum of proportional set sizes (PSS), so that shared_buffers count once and not once a backend.</summary>
    public double RssMiB => Processes().Sum(process => process.PssMiB);

    /// <summary>What this machine lacks to run the peer, in one sentence; null when it can.</summary>
    public static string? Missing()
    {
        if (!OperatingSystem.IsLinux())
            return "The peer runs on Linux only, where /proc tells what each process costs.";
        (string Package, bool Absent)[] needed =
        [
            ("postgresql", PeerDatabase.Programs() is null),
            ("nodejs", Tool.FolderOnPath("node") is null),
            ("npm", Tool.FolderOnPath("npm") is null),
            ("util-linux", Environment.IsPrivilegedProcess && Tool.FolderOnPath("setpriv") is null),
        ];
        var absent = needed.Where(program => program.Absent).Select(program => program.Package).ToList();
        return absent.Count == 0 ? null : $"The peer needs these packages of Debian: {string.Join(", ", absent)}.";
    }

    /// <summary>Answers on 127.0.0.1:<paramref name="port"/> when this returns.</summary>
    /// <exception cref="InvalidOperationException">A program it needs failed; the message holds what that said.</exception>
    public static async Task<Peer> StartAsync(int port, string token, CancellationToken cancel = default)
    {
        var app = await s_installed.Value.WaitAsync(cancel);
        var peer = new Peer();
        try
        {
            await peer._database.StartAsync(Path.Combine(app, "schema.sql"), cancel);
            await peer.StartNodeAsync(app, port, token, cancel);
            return peer;
        }
        catch
        {
            peer.Stop();
            throw;
        }
    }

    /// <summary>Adds issued cards.</summary>
    public Task ImportAsync(IEnumerable<string> numbers, CancellationToken cancel = default) =>
        _database.ImportAsync(numbers, cancel);

    public ValueTask DisposeAsync()
    {
        Stop();
        return ValueTask.CompletedTask;
    }

    private async Task StartNodeAsync(string app, int port, string token, CancellationToken cancel)
    {
        var start = _database.Reached(new ProcessStartInfo("node", [Path.Combine(app, "server.js")]));
        start.Environment["NODE_ENV"] = "production";
        start.Environment["TWILIO_AUTH_TOKEN"] = token;
        start.Environment["PUBLIC_URL"] = $"http://127.0.0.1:{port}";
        start.Environment["PORT"] = $"{port}";
        using (var free = new TcpListener(IPAddress.Loopback, port))
            free.Start(); // throws where another program would answer in the peer's stead
        _node = Process.Start(start)!;
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        for (var i = 0; i < 400; i++)
        {
            if (_node.HasExited)
                throw new InvalidOperationException($"The peer's node ended with status {_node.ExitCode}.");
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/"), cancel);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, cancel);
            }
        }
        throw new InvalidOperationException("The peer does not answer after 20 s.");
    }

    private void StopAtExit(object? sender, EventArgs e) => Stop();

    private void Stop()
    {
        AppDomain.CurrentDomain.ProcessExit -= StopAtExit;
        _node?.Kill(entireProcessTree: true);
        _node?.WaitForExit();
        _node = null;
        _database.Stop();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private IReadOnlyList<RunningProcess> Processes()
    {
        var (node, postmaster) = (_node?.Id, _database.Postmaster);
        return
        [
            .. RunningProcess
                .All()
                .Where(process => process.Id == node || process.Id == postmaster || process.Parent == postmaster),
        ];
    }

    /// <summary>Once for a run of the bench; the checkout itself gets no node_modules.</summary>
    private static async Task<string> InstallAsync()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(root!.FullName, "bench/peers/express")))
            root = root.Parent;
        var app = Directory.CreateTempSubdirectory("sms-peer-app-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(app, recursive: true);
        AppDomain.CurrentDomain.UnhandledException += (_, _) => Directory.Delete(app, recursive: true);
        // .NET 10 leaves these to the system, which would end us without ProcessExit: a database would run on.
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            s_signals.Add(PosixSignalRegistration.Create(signal, static _ => Environment.Exit(1)));
        foreach (var file in Directory.GetFiles(Path.Combine(root.FullName, "bench/peers/express")))
            File.Copy(file, Path.Combine(app, Path.GetFileName(file)));
        await Tool.RunAsync(
            new("npm", ["ci", "--omit=dev", "--no-audit", "--no-fund", "--prefer-offline"]) { WorkingDirectory = app },
            CancellationToken.None
        );
        return app;
    }
}

/// <summary>A throw-away PostgreSQL with default settings, reached through a Unix socket in its folder only.</summary>
internal sealed class PeerDatabase(string folder)
{
    private readonly string _cluster = Path.Combine(folder, "cluster");

    public int? Postmaster { get; private set; }

    public async Task StartAsync(string schema, CancellationToken cancel)
    {
        if (Environment.IsPrivilegedProcess)
            await Tool.RunAsync(new("chown", [$"{Owner.User}:{Owner.Group}", folder]), cancel);
        // Only the making of the empty cluster goes unsynced: each commit of the peer is on disk, as by default.
        await Tool.RunAsync(
            Server("initdb", "-U", "peer", "--locale=C", "--encoding=UTF8", "--auth=trust", "--no-sync"),
            cancel
        );
        await File.AppendAllTextAsync(
            Path.Combine(_cluster, "postgresql.conf"),
            $"listen_addresses = ''\nunix_socket_directories = '{folder}'\n",
            cancel
        );
        await Tool.RunAsync(Server("pg_ctl", "start", "--wait", "-l", Path.Combine(folder, "log")), cancel);
        var lines = await File.ReadAllLinesAsync(Path.Combine(_cluster, "postmaster.pid"), cancel);
        Postmaster = int.Parse(lines[0]);
        await Tool.RunAsync(Psql("-f", schema), cancel);
    }

    public async Task ImportAsync(IEnumerable<string> numbers, CancellationToken cancel)
    {
        var file = Path.Combine(folder, "cards.txt");
        await File.WriteAllLinesAsync(file, numbers, cancel);
        await Tool.RunAsync(Psql("-c", $@"\copy cards (number) from '{file}'", "-c", "vacuum analyze cards"), cancel);
    }

    public ProcessStartInfo Reached(ProcessStartInfo start)
    {
        start.Environment["PGHOST"] = folder;
        start.Environment["PGUSER"] = "peer";
        start.Environment["PGDATABASE"] = "postgres";
        return start;
    }

    public void Stop()
    {
        if (!File.Exists(Path.Combine(_cluster, "postmaster.pid")))
            return;
        using var stop = Process.Start(Server("pg_ctl", "stop", "--silent", "--wait", "-m", "immediate"))!;
        stop.WaitForExit();
    }

    /// <summary>Where the servers' programs are: Debian keeps them off the PATH, a folder for each version.</summary>
    public static string? Programs()
    {
        var debians = new DirectoryInfo("/usr/lib/postgresql");
        var versions = debians.Exists ? debians.GetDirectories() : [];
        return versions
                .OrderByDescending(version => int.TryParse(version.Name, out var number) ? number : 0)
                .Select(version => Path.Combine(version.FullName, "bin"))
                .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            ?? Tool.FolderOnPath("initdb");
    }

    private ProcessStartInfo Psql(params string[] arguments) =>
        Reached(new(Path.Combine(Programs()!, "psql"), ["-X", "-q", "-v", "ON_ERROR_STOP=1", .. arguments]));

    /// <summary>PostgreSQL's servers refuse to run as root.</summary>
    private ProcessStartInfo Server(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(Programs()!, program), "-D", _cluster, .. arguments];
        if (Environment.IsPrivilegedProcess)
            command = ["setpriv", $"--reuid={Owner.User}", $"--regid={Owner.Group}", "--clear-groups", .. command];
        return new(command[0], command[1..]) { WorkingDirectory = folder };
    }

    /// <summary>The numbers of the account that owns the cluster when we are root: passwd(5).</summary>
    private static (string User, string Group) Owner
    {
        get
        {
            var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).ToLookup(fields => fields[0]);
            var account = accounts["postgres"].Concat(accounts["nobody"]).First();
            return (account[2], account[3]);
        }
    }
}

/// <summary>A program of the machine that is run to its end.</summary>
internal static class Tool
{
    public static string? FolderOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, name)));

    public static async Task RunAsync(ProcessStartInfo start, CancellationToken cancel)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        try
        {
            var said = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(cancel),
                process.StandardError.ReadToEndAsync(cancel)
            );
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{start.FileName} failed: {string.Concat(said).Trim()}");
        }
        finally
        {
            process.Kill(entireProcessTree: true); // nothing, unless we were told to stop
        }
    }
}

/// <summary>A process as /proc tells of it: proc(5), stat and smaps_rollup.</summary>
/// <param name="CpuSeconds">With the children that it has waited for, such as a postmaster's ended backends.</param>
internal sealed record RunningProcess(int Id, int Parent, double CpuSeconds)
{
    private const double TicksPerSecond = 100; // USER_HZ, fixed in Linux's ABI on x86 and ARM

    public double PssMiB =>
        Text(Id, "smaps_rollup")?.Split('\n').First(line => line.StartsWith("Pss:")) is { } line
            ? double.Parse(line["Pss:".Length..^"kB".Length], CultureInfo.InvariantCulture) / 1024
            : 0;

    public static IReadOnlyList<RunningProcess> All() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? Read(id) : null)
                .OfType<RunningProcess>(),
        ];

    private static RunningProcess? Read(int id)
    {
        if (Text(id, "stat") is not { } stat)
            return null;
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' '); // the name before may hold anything
        return new(id, int.Parse(fields[1]), fields[11..15].Sum(int.Parse) / TicksPerSecond);
    }

    /// <summary>Null when the process has ended, or is not ours to see.</summary>
    private static string? Text(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
