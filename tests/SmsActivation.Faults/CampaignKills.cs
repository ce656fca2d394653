using System.Diagnostics;
using System.Text;
using SmsActivation.Journeys.Campaigns;
using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Faults;

/// <summary>A campaign whose host is killed again and again while the carrier makes trouble and somebody pauses and resumes it;
/// then those who got it by its own account are held against what the carrier took.</summary>
public sealed class CampaignKills(int recipients, int kills, int seed)
{
    private const string Name = "spring";
    private const int PerSecond = 40;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(40);

    private readonly Random _random = new(seed);
    private readonly KillPlan _plan = new(KillPlan.OfCampaigns, kills, new Random(seed));
    private readonly List<string> _violations = [];
    private int _atRandom;
    private int _faults;
    private int _freezes;
    private int _pauses;

    public async Task<CampaignKillsReport> RunAsync(Action<string> tell)
    {
        var watch = Stopwatch.StartNew();
        tell($"seed {seed}");
        await using var host = await Installation.CreateAsync(
            new Dictionary<string, string?>(KilledHost.ShortSettle)
            {
                ["Campaigns__SendsPerDay"] = "10000000",
                ["Campaigns__ApprovalAbove"] = "10000000",
                ["Campaigns__PauseAtFailurePercent"] = "100",
            },
            account => account with { MostPerPage = 50, ListLagSeconds = 4, ListLagVaries = true }
        );
        var phones = CampaignLists.Phones(recipients).Distinct().ToList();
        await CampaignLists.AddAsync(host, Name, PerSecond, phones);
        await host.StartAsync();
        (await host.RunAsync("campaign", "start", Name)).MustSucceed();
        host.Host!.Kill();
        var killed = 0;
        for (; killed < kills && await WaitingAsync(host) > 0; killed++)
        {
            await TroubleAsync(host);
            await KillAsync(host, killed);
            if ((killed + 1) % 100 == 0)
                tell($"{killed + 1:n0} kills after {watch.Elapsed:hh\\:mm\\:ss}");
        }
        host.Settings["SMSACTIVATION_CRASH_AT"] = null;
        await host.StartAsync();
        await SettledAsync(host);
        await host.Host.TerminateAsync(StopBound);
        var seen = await host.Carrier.SeenAsync();
        var (got, unknown) = await CampaignLists.WhoAsync(host, Name);
        Judge(phones, [.. seen.Creates.Where(create => create.Sid is not null)], got, unknown);
        return new CampaignKillsReport(phones.Count, killed, watch.Elapsed, _violations)
        {
            CrashPoints = _plan.Reached,
            AtRandom = _atRandom,
            Faults = _faults,
            Freezes = _freezes,
            Pauses = _pauses,
            Tries = seen.Creates.Count,
            Got = got.Count,
            Unknown = unknown.Count,
        };
    }

    private static async Task<int> WaitingAsync(Installation host) =>
        (await CampaignLists.ReportAsync(host, Name)).GetProperty("waiting").GetInt32();

    private async Task TroubleAsync(Installation host)
    {
        if (_random.Next(3) != 0)
            return;
        await host.Carrier.ScriptAsync(KilledHost.Fault(_random));
        _faults++;
    }

    private async Task KillAsync(Installation host, int kill)
    {
        // Each third at random, the others at the places in turn.
        var point = kill % 3 == 2 ? null : _plan.Next();
        var isSweeping = point is not null && KillPlan.IsSweeping(point);
        host.Settings["SMSACTIVATION_CRASH_AT"] = point is null
            ? null
            : $"{point}:{(isSweeping ? 1 : _random.Next(1, 9))}";
        if (isSweeping)
            await host.Carrier.ScriptAsync(new Fault(FaultKind.Close, Times: 2));
        var process = host.Launch();
        await KilledHost.LiveAsync(host, process);
        if (point is not null)
            await ReachAsync(process, isSweeping ? Patience * 2.5 : Patience);
        else if (kill % 2 == 0)
            await FreezeAsync(process);
        else
            await PauseAsync(host);
        var itself = KilledHost.End(process);
        if (point is not null)
            _plan.Note(point, itself);
        if (!itself)
            _atRandom++;
    }

    private static async Task ReachAsync(ChildProcess process, TimeSpan patience)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < patience && !process.HasExited; )
            await Task.Delay(20);
    }

    /// <summary>For longer than a lease and a send take.</summary>
    private async Task FreezeAsync(ChildProcess process)
    {
        await Task.Delay(_random.Next(0, 1500));
        await process.FreezeAsync(TimeSpan.FromSeconds(3.5));
        _freezes++;
        await Task.Delay(_random.Next(0, 1500));
    }

    /// <summary>What nobody has begun goes back to the list, and leaves with a later turn.</summary>
    private async Task PauseAsync(Installation host)
    {
        await Task.Delay(_random.Next(0, 1500));
        host.Settings["SMSACTIVATION_CRASH_AT"] = null;
        (await host.RunAsync("campaign", "pause", Name)).MustSucceed();
        (await host.RunAsync("campaign", "resume", Name)).MustSucceed();
        _pauses++;
    }

    private async Task SettledAsync(Installation host)
    {
        try
        {
            await Eventually.TrueAsync(
                "everybody has had their turn, and nothing is under way",
                async () =>
                    await CampaignLists.ReportAsync(host, Name) is var report
                    && report.GetProperty("state").GetString() == "Done"
                    && report.GetProperty("queued").GetInt32() == 0,
                Quiet
            );
        }
        catch (TimeoutException late)
        {
            _violations.Add($"{late.Message}: {await CampaignLists.ReportAsync(host, Name)}");
        }
    }

    private void Judge(
        List<string> phones,
        List<CreateSeen> taken,
        IReadOnlySet<string> got,
        IReadOnlySet<string> unknown
    )
    {
        foreach (var twice in taken.GroupBy(create => create.To).Where(phone => phone.Count() > 1))
            _violations.Add($"phone …{twice.Key[^4..]} was texted {twice.Count()} times");
        var byCarrier = taken.Select(create => create.To).ToHashSet();
        AddAll("the carrier has a text to it, and the campaign does not know", byCarrier.Except(got).Except(unknown));
        AddAll("the campaign says it got its text, and the carrier has none", got.Except(byCarrier));
        AddAll("it is neither among those who got it nor among the unknown", phones.Except(got).Except(unknown));

        void AddAll(string what, IEnumerable<string> broken) =>
            _violations.AddRange(broken.Select(phone => $"phone …{phone[^4..]}: {what}"));
    }
}

/// <summary>What a run did, and every promise it saw broken.</summary>
public sealed record CampaignKillsReport(int Recipients, int Kills, TimeSpan Took, IReadOnlyList<string> Violations)
{
    public required IReadOnlyDictionary<string, int> CrashPoints { get; init; }

    /// <summary>By SIGKILL; the chosen places that were not reached among them.</summary>
    public required int AtRandom { get; init; }
    public required int Faults { get; init; }
    public required int Freezes { get; init; }
    public required int Pauses { get; init; }

    /// <summary>Creates that the carrier saw, whatever it did with them.</summary>
    public required int Tries { get; init; }
    public required int Got { get; init; }
    public required int Unknown { get; init; }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"{Recipients:n0} recipients, {Kills:n0} kills, {Faults:n0} faults of the carrier, {Freezes:n0} freezes of the "
                + $"host, {Pauses:n0} pauses, in {Took:hh\\:mm\\:ss}"
        );
        foreach (var (point, times) in CrashPoints.OrderBy(one => one.Key, StringComparer.Ordinal))
            text.AppendLine($"  {times, 6:n0} × {point}");
        text.AppendLine($"  {AtRandom, 6:n0} × at random (SIGKILL), places that were not reached among them");
        text.AppendLine($"{Tries:n0} tries reached the carrier; {Got:n0} got it, {Unknown:n0} may have got it");
        text.AppendLine(Violations.Count == 0 ? "nobody was texted twice" : $"{Violations.Count} promises broken:");
        foreach (var violation in Violations.Take(50))
            text.AppendLine("  " + violation);
        return text.ToString();
    }
}
