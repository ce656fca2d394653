using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SmsActivation.Bench.Programs;

namespace SmsActivation.Bench;

/// <summary>One figure of one run.</summary>
internal sealed record Measured(
    string Scenario,
    string Program,
    double PerSecond,
    double P50,
    double P99,
    double CpuPer1000,
    double RssMiB,
    double LoadCpuPer1000,
    double CarrierCpuPer1000
);

/// <summary>Runs each scenario several times, product and limits in turn, and prints medians with min and max.</summary>
internal static class Runner
{
    private const int Runs = 3;
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };
    private static readonly string s_self = typeof(Runner).Assembly.Location;
    private static readonly string s_worker = Path.Combine(
        Root(),
        "src/SmsActivation.Worker/bin",
        Configuration(),
        "net10.0/SmsActivation.Worker.dll"
    );
    private static int s_run = Environment.ProcessId << 8;

    public static async Task<int> RunAsync(string[] names)
    {
        var all = new Dictionary<string, Func<Task<IReadOnlyList<Measured>>>>
        {
            ["accept"] = AcceptAsync,
            ["answer"] = () => AnswerAsync("answer", "missing"),
            ["activate"] = () => AnswerAsync("activate", "card"),
        };
        var unknown = names.Where(name => !all.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
        {
            Console.Error.WriteLine(
                $"Unknown scenario {string.Join(", ", unknown)}; there are {string.Join(", ", all.Keys)}."
            );
            return 2;
        }
        var measured = new List<Measured>();
        foreach (var (name, scenario) in all.Where(pair => names.Length == 0 || names.Contains(pair.Key)))
        {
            Console.Error.WriteLine($"{name} …");
            for (var i = 0; i < Runs; i++)
                measured.AddRange(await scenario());
        }
        Print(measured);
        await File.WriteAllTextAsync("bench.json", JsonSerializer.Serialize(measured, s_indented));
        return 0;
    }

    private static async Task<IReadOnlyList<Measured>> AcceptAsync()
    {
        const int Count = 20_000;
        var results = new List<Measured>();
        foreach (var program in (string[])["bare", "grouped", "product"])
        {
            var port = Child.FreePort();
            var folder = Directory.CreateTempSubdirectory("sms-bench-").FullName;
            await using var server = program switch
            {
                "bare" => Child.Start(s_self, ["limit-bare", $"{port}", "token"]).Muted(),
                "grouped" => Child
                    .Start(s_self, ["limit-grouped", $"{port}", "token", Path.Combine(folder, "limit.db")])
                    .Muted(),
                _ => Product(port, Child.FreePort(), folder, paused: true),
            };
            await Child.WaitForPortAsync(port);
            await LoadAsync(port, 0, 4_000, "missing"); // warm
            var cpu = server.CpuSeconds;
            var load = await LoadAsync(port, 4_000, Count, "missing");
            results.Add(Row("accept", program, load, load.Ok / load.Seconds, server.CpuSeconds - cpu, server));
            Directory.Delete(folder, recursive: true);
        }
        return results;
    }

    private static async Task<IReadOnlyList<Measured>> AnswerAsync(string scenario, string kind)
    {
        const int Warm = 2_000;
        const int Count = 8_000;
        var (port, carrierPort) = (Child.FreePort(), Child.FreePort());
        var folder = Directory.CreateTempSubdirectory("sms-bench-").FullName;
        await using var carrier = Child.Start(s_self, ["carrier", $"{carrierPort}", "token"], Child.Lean).Muted();
        await Child.WaitForPortAsync(carrierPort);
        if (kind == "card")
            await ImportAsync(folder, Warm + Count);
        await using var server = Product(port, carrierPort, folder, paused: false);
        await Child.WaitForPortAsync(port);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{carrierPort}") };
        await LoadAsync(port, 0, Warm, kind);
        await CarriedAsync(http, Warm);
        var (cpu, carrierCpu) = (server.CpuSeconds, carrier.CpuSeconds);
        var load = await LoadAsync(port, Warm, Count, kind);
        var last = await CarriedAsync(http, Warm + Count);
        var seconds = Stopwatch.GetElapsedTime(load.SentAt.Min(), last).TotalSeconds;
        var carrierSpent = carrier.CpuSeconds - carrierCpu;
        var row = Row(scenario, "product", load, Count / seconds, server.CpuSeconds - cpu, server, carrierSpent);
        Directory.Delete(folder, recursive: true);
        return [row];
    }

    private static async Task ImportAsync(string folder, int cards)
    {
        var file = Path.Combine(folder, "cards.csv");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, cards).Select(Texts.Card).Prepend("number"));
        await using var import = Child.Start(s_worker, ["cards", "import", file], folder: folder);
        await import.OutputAsync();
    }

    /// <summary>When the last text came; waits for the callbacks too, whose work belongs to the bill.</summary>
    private static async Task<long> CarriedAsync(HttpClient http, int expected)
    {
        for (var i = 0; i < 2_400; i++)
        {
            var parts = (await http.GetStringAsync("/count")).Split(' ');
            if (int.Parse(parts[0]) >= expected && int.Parse(parts[2]) >= 2 * expected)
                return long.Parse(parts[1], CultureInfo.InvariantCulture);
            await Task.Delay(50);
        }
        throw new TimeoutException($"The carrier did not get {expected} texts within two minutes.");
    }

    private static Measured Row(
        string scenario,
        string program,
        LoadResult load,
        double perSecond,
        double cpu,
        Child server,
        double carrierCpu = 0
    )
    {
        if (load.Refused + load.Broken > 0)
            Console.Error.WriteLine($"{scenario} {program}: {load.Refused} refused, {load.Broken} broken");
        var perThousand = 1000.0 / load.SentAt.Count;
        return new(
            scenario,
            program,
            perSecond,
            load.P50,
            load.P99,
            cpu * perThousand,
            server.RssMiB,
            load.CpuSeconds * perThousand,
            carrierCpu * perThousand
        );
    }

    private static async Task<LoadResult> LoadAsync(
        int port,
        int first,
        int count,
        string kind,
        int connections = 64,
        int rate = 0
    )
    {
        var plan = new LoadPlan(port, "token", s_run++, first, count, connections, kind, rate);
        await using var load = Child.Start(s_self, plan.Arguments, Child.Lean);
        return JsonSerializer.Deserialize<LoadResult>(await load.OutputAsync())!;
    }

    private static Child Product(int port, int carrierPort, string folder, bool paused) =>
        Child
            .Start(
                s_worker,
                [],
                new Dictionary<string, string>
                {
                    ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
                    ["Carrier"] = "Twilio",
                    ["Twilio__AccountSid"] = Texts.AccountSid,
                    ["Twilio__AuthToken"] = "token",
                    ["Twilio__PublicBaseUrl"] = $"http://127.0.0.1:{port}",
                    ["Twilio__ApiBaseUrl"] = $"http://127.0.0.1:{carrierPort}",
                    ["Twilio__Numbers__0__Number"] = Texts.OurNumber,
                    ["Inbox__Paused"] = paused ? "true" : "false",
                    ["Limits__FailedTries"] = "1000",
                },
                folder
            )
            .Muted();

    private static void Print(IReadOnlyList<Measured> measured)
    {
        Console.WriteLine(
            "scenario   program    per second (min..max)        p50 ms   p99 ms   CPU s/1000   RSS MiB   tools' CPU s/1000: load   carrier"
        );
        foreach (var group in measured.GroupBy(row => (row.Scenario, row.Program)))
        {
            var rates = group.Select(row => row.PerSecond).Order().ToList();
            Console.WriteLine(
                $"{group.Key.Scenario, -10} {group.Key.Program, -10} {Median(rates), 8:0} ({rates[0]:0}..{rates[^1]:0})".PadRight(
                    48
                )
                    + $"{Median([.. group.Select(row => row.P50)]), 9:0.0}{Median([.. group.Select(row => row.P99)]), 9:0.0}"
                    + $"{Median([.. group.Select(row => row.CpuPer1000)]), 13:0.000}{Median([.. group.Select(row => row.RssMiB)]), 10:0}"
                    + $"{Median([.. group.Select(row => row.LoadCpuPer1000)]), 27:0.000}{Median([.. group.Select(row => row.CarrierCpuPer1000)]), 10:0.000}"
            );
        }
        foreach (var scenario in measured.GroupBy(row => row.Scenario))
        foreach (var limit in scenario.Select(row => row.Program).Distinct().Where(program => program != "product"))
        {
            var ratios = scenario
                .Where(row => row.Program == "product")
                .Zip(scenario.Where(row => row.Program == limit), (ours, theirs) => ours.PerSecond / theirs.PerSecond)
                .ToList();
            Console.WriteLine($"{scenario.Key}: {Median(ratios):0%} of {limit} ({ratios.Min():0%}..{ratios.Max():0%})");
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Configuration() =>
        s_self.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SmsActivation.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
