using System.Runtime.InteropServices;
using SmsActivation.Bench.Scenarios;

namespace SmsActivation.Bench;

/// <summary>Runs the scenarios round by round, and tells what they found.</summary>
internal static class Runner
{
    private static readonly PosixSignal[] s_ends = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private static IReadOnlyList<IScenario> All { get; } =
    [
        new Accept(),
        new Answer(),
        new Steady(),
        new Activate(),
        new Burst(),
        new Storm(),
        new SignInStorm(),
        new SignInTiming(),
        new Import(),
        new CampaignLoad(),
        new CampaignSend(),
        new Growth(),
        new Start(),
        new Ops(),
        new Telemetry(),
        new Soak(),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = Arguments.Parse(args);
        var unknown = arguments.Scenarios.Except(All.Select(scenario => scenario.Id)).ToList();
        var fault =
            arguments.Fault
            ?? (unknown.Count > 0 ? $"There is no scenario {string.Join(", ", unknown)}; see --help." : null);
        if (fault is not null)
        {
            await Console.Error.WriteLineAsync(fault);
            return 2;
        }
        if (arguments.Help)
        {
            Console.WriteLine(Arguments.HelpText);
            foreach (var scenario in All)
                Console.WriteLine(
                    $"  {scenario.Id, -14} {scenario.What}{(scenario.OnlyInFull ? " (not by default)" : "")}"
                );
            return 0;
        }

        // A stop unwinds the scenario under way, which ends its children and removes its folders.
        using var stop = new CancellationTokenSource();
        var signals = s_ends
            .Select(signal =>
                PosixSignalRegistration.Create(
                    signal,
                    context =>
                    {
                        context.Cancel = true;
                        stop.Cancel();
                    }
                )
            )
            .ToList();
        var results = await MeasureAsync(new BenchRun(arguments, stop.Token));
        signals.ForEach(signal => signal.Dispose());
        if (stop.IsCancellationRequested)
            return 130;

        Table.Write(Console.Out, results);
        var command = string.Join(' ', ["dotnet run -c Release --project bench/SmsActivation.Bench", .. args]);
        await File.WriteAllTextAsync("bench.json", Report.Json(TimeProvider.System.GetUtcNow(), command, results));
        return results.Any(result => result.Failure is not null) ? 1 : 0;
    }

    private static async Task<IReadOnlyList<Result>> MeasureAsync(BenchRun bench)
    {
        Console.WriteLine(Machine.Here);
        if (!BenchRun.IsRelease)
            Console.WriteLine("This is a debug build: its figures mean nothing. Use -c Release.");
        var results = new List<Result>();
        foreach (var scenario in All.Where(scenario => IsWanted(scenario, bench.Arguments)))
            if (!bench.Stopping.IsCancellationRequested)
                results.Add(await MeasureAsync(bench, scenario));
        return results;
    }

    private static bool IsWanted(IScenario scenario, Arguments arguments) =>
        arguments.Scenarios.Count > 0
            ? arguments.Scenarios.Contains(scenario.Id)
            : arguments.Full || !scenario.OnlyInFull;

    private static async Task<Result> MeasureAsync(BenchRun bench, IScenario scenario)
    {
        var rounds = new List<Round>();
        try
        {
            await using var done = scenario;
            for (var number = 1; number <= scenario.Rounds(bench.Arguments); number++)
            {
                await Console.Error.WriteLineAsync($"{scenario.Id}, round {number} …");
                rounds.Add(new Round(number, await scenario.RoundAsync(bench)));
            }
            return new Result(scenario, rounds, Failure: null);
        }
        // One scenario that fails must not take the figures of the others with it.
        catch (Exception fault)
        {
            if (!bench.Stopping.IsCancellationRequested)
                await Console.Error.WriteLineAsync($"{scenario.Id}: {fault}");
            return new Result(scenario, rounds, fault.Message);
        }
    }
}
