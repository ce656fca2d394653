using SmsActivation.Faults;
using SmsActivation.Faults.Hostile;

// dotnet run --project tests/SmsActivation.Faults -- [--kills N] [--messages M] [--seed S]
// dotnet run --project tests/SmsActivation.Faults -- --hostile N [--signatures M] [--seed S]
var seed = Number("--seed", Environment.TickCount);
if (args.Contains("--hostile"))
{
    var hostile = await new HostileRun(Number("--hostile", 6000), Number("--signatures", 20_000), seed).RunAsync(
        Console.WriteLine
    );
    Console.WriteLine(hostile);
    return hostile.Broken == 0 ? 0 : 1;
}
var run = new FaultRun(Number("--kills", 1000), Number("--messages", 20_000), seed);
var report = await run.RunAsync(Console.WriteLine);
Console.WriteLine(report);
return report.Violations.Count == 0 ? 0 : 1;

int Number(string flag, int usual)
{
    var at = Array.IndexOf(args, flag);
    return at < 0 || at + 1 == args.Length ? usual : int.Parse(args[at + 1]);
}
