using SmsActivation.Faults;

// dotnet run --project tests/SmsActivation.Faults -- [--kills N] [--messages M] [--seed S]
//                                                  | --database-away SECONDS
if (Number("--database-away") is { } seconds)
    return Tell(await new DatabaseAway(TimeSpan.FromSeconds(seconds), perSecond: 5).RunAsync(), it => it.Violations);
var run = new FaultRun(
    Number("--kills") ?? 1000,
    Number("--messages") ?? 20_000,
    Number("--seed") ?? Environment.TickCount
);
return Tell(await run.RunAsync(Console.WriteLine), it => it.Violations);

static int Tell<T>(T report, Func<T, IReadOnlyList<string>> violations)
{
    Console.WriteLine(report);
    return violations(report).Count == 0 ? 0 : 1;
}

int? Number(string flag)
{
    var at = Array.IndexOf(args, flag);
    return at < 0 ? null : int.Parse(args[at + 1]);
}
