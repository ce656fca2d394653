using SmsActivation.Faults;
using SmsActivation.Faults.Hostile;

// dotnet run --project tests/SmsActivation.Faults -- [--kills N] [--messages M] [--seed S] [--real-settle]
//                                                  | --hostile N [--signatures M] [--seed S]
//                                                  | --database-away SECONDS | --database-full SECONDS
//                                                  | --races N
//                                                  | --credentials SAMPLE [--customers N]
//                                                  | --campaign RECIPIENTS [--kills N] [--seed S]
//                                                  | --two-hosts M [--per-second N] [--no-kill]
var seed = Number("--seed") ?? Environment.TickCount;
if (Number("--database-away") is { } seconds)
    return Tell(
        await new DatabaseAway(TimeSpan.FromSeconds(seconds), perSecond: 5).RunAsync(),
        it => it.Violations.Count
    );
if (Number("--database-full") is { } full)
    return Tell(await new DatabaseFull(TimeSpan.FromSeconds(full), perSecond: 5).RunAsync(), it => it.Violations.Count);
if (Number("--races") is { } races)
    return Tell(await new TwoHostRaces(races).RunAsync(), it => it.Violations.Count);
if (Number("--credentials") is { } sample)
    return Tell(await new Credentials(Number("--customers") ?? sample, sample).RunAsync(), it => it.Violations.Count);
if (Number("--two-hosts") is { } shared)
    return Tell(
        await new TwoHosts(
            shared,
            kills: !args.Contains("--no-kill"),
            isAlone: true,
            Number("--per-second") ?? 40
        ).RunAsync(),
        it => it.Violations.Count
    );
if (Number("--campaign") is { } recipients)
    return Tell(
        await new CampaignKills(recipients, Number("--kills") ?? 100, seed).RunAsync(Console.WriteLine),
        it => it.Violations.Count
    );
if (Number("--hostile") is { } requests)
    return Tell(
        await new HostileRun(requests, Number("--signatures") ?? 20_000, seed).RunAsync(Console.WriteLine),
        it => it.Broken
    );
return Tell(
    await new FaultRun(
        Number("--kills") ?? 1000,
        Number("--messages") ?? 20_000,
        seed,
        realSettle: args.Contains("--real-settle")
    ).RunAsync(Console.WriteLine),
    it => it.Violations.Count
);

static int Tell<T>(T report, Func<T, int> broken)
{
    Console.WriteLine(report);
    return broken(report) == 0 ? 0 : 1;
}

int? Number(string flag)
{
    var at = Array.IndexOf(args, flag);
    return at < 0 ? null : int.Parse(args[at + 1]);
}
