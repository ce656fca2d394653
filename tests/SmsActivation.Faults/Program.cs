using SmsActivation.Faults;

// dotnet run --project tests/SmsActivation.Faults -- [--kills N] [--messages M] [--seed S]
var run = new FaultRun(Number("--kills", 1000), Number("--messages", 20_000), Number("--seed", Environment.TickCount));
var report = await run.RunAsync(Console.WriteLine);
Console.WriteLine(report);
return report.Violations.Count == 0 ? 0 : 1;

int Number(string flag, int usual)
{
    var at = Array.IndexOf(args, flag);
    return at < 0 ? usual : int.Parse(args[at + 1]);
}
