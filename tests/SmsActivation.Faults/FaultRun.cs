using System.Collections.Concurrent;
using System.Diagnostics;
using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Faults;

/// <summary>The built host, killed again and again while customers text and the carrier makes trouble; then its database and
/// its log are held against what was texted and what the carrier accepted.</summary>
/// <param name="realSettle">The last tenth of the kills meet a host with the settings of production for sends of unknown
/// end, and a list that lags up to 45 s.</param>
public sealed class FaultRun(int kills, int messages, int seed, bool realSettle = false)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan RealQuiet = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RealLag = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(40);

    private readonly Random _random = new(seed);
    private readonly KillPlan _plan = new(KillPlan.OfTexts, kills, new Random(seed));
    private readonly Traffic _traffic = new(messages, new Random(seed));
    private readonly ConcurrentDictionary<string, int> _stumbles = new(StringComparer.Ordinal);
    private readonly List<string> _violations = [];
    private string _clock = "";
    private bool _real;
    private int _atRandom;
    private int _faults;
    private int _freezes;
    private int _locks;

    public async Task<FaultReport> RunAsync(Action<string> tell)
    {
        var watch = Stopwatch.StartNew();
        tell($"seed {seed}");
        await using var shop = await EventReceiver.StartAsync();
        shop.Answer = Stumble;
        await using var host = await Installation.CreateAsync(
            new Dictionary<string, string?>(shop.Settings.Concat(KilledHost.ShortSettle))
            {
                ["Events__Deadline"] = "00:00:02",
                ["Sweep__Every"] = "00:00:01",
                ["Sweep__Grace"] = "00:00:00",
                ["Spool__Key"] = "a key of the fault harness",
                // Each killed host takes a block of the day's sends with it.
                ["Limits__SendsPerDay"] = "10000000",
            },
            account => account with { MostPerPage = 50, ListLagSeconds = 4, ListLagVaries = true }
        );
        host.Settings["Spool__Path"] = Path.Combine(host.Work, "spool");
        _clock = Path.Combine(host.Work, "clock");
        await File.WriteAllTextAsync(_clock, "00:00:00");
        host.Settings["SMSACTIVATION_CLOCK_FILE"] = _clock;
        await host.ImportAsync(_traffic.Cards);
        await _traffic.ArrangeAsync(host);
        // Texts from before its first start are not the host's to find in the list.
        await host.StartAsync();
        host.Host!.Kill();
        _traffic.Released = messages / kills;
        var texting = _traffic.RunAsync(host);
        for (var kill = 1; kill <= kills; kill++)
        {
            if (realSettle && !_real && kill > kills - Math.Max(1, kills / 10))
                await TakeRealSettingsAsync(host);
            await TroubleAsync(host);
            if (kill == kills / 2)
                await JumpAsync(host);
            else
                await KillAsync(host, kill);
            // They come as the kills go on, so that each kill finds work.
            _traffic.Released = (int)((long)_traffic.Texts.Count * kill / kills) + (messages / kills);
            if (kill % 100 == 0)
                tell($"{kill:n0} kills after {watch.Elapsed:hh\\:mm\\:ss}");
        }
        _traffic.Released = int.MaxValue;
        host.Settings["SMSACTIVATION_CRASH_AT"] = null;
        await host.StartAsync();
        await texting;
        tell($"all texts are acknowledged after {watch.Elapsed:hh\\:mm\\:ss}");
        _violations.AddRange([.. await SettledAsync(host), .. await ToldAsync(host, shop), .. _plan.Broken()]);
        // While the shop was told, a password may have expired at the carrier: its text leaves anew, and is then owed.
        _violations.AddRange(await SettledAsync(host));
        // Nothing moves while both sides are read.
        await host.Host.TerminateAsync(StopBound);
        var stored = HostDatabase.Of(host).Load();
        var seen = await host.Carrier.SeenAsync();
        _violations.AddRange(Promises.Broken(_traffic, stored));
        _violations.AddRange(Promises.BrokenAtCarrier(stored, seen));
        _violations.AddRange(Invariants.Broken(stored));
        return new FaultReport(_traffic.Texts.Count, kills, watch.Elapsed, _violations)
        {
            CrashPoints = _plan.Reached,
            AtRandom = _atRandom,
            NotReached = _plan.Missed,
            Faults = _faults,
            Freezes = _freezes,
            Locks = _locks,
            Tries = seen.Creates.Count,
            Told = shop.Taken.Count,
            Redelivered = _traffic.Redelivered,
            Swept = stored.Inbox.Count(text => text.Swept),
            Waited = Invariants.WaitingPasswords(stored).Count(),
            Replaced = stored.Outbox.Count(reply => reply.IsReplaced),
            Outcomes = stored.Log.CountBy(row => row.Outcome).ToDictionary(one => one.Key, one => one.Value),
        };
    }

    /// <summary>From now on the waits are those of production.</summary>
    private async Task TakeRealSettingsAsync(Installation host)
    {
        _real = true;
        foreach (var name in KilledHost.ShortSettle.Keys)
            host.Settings[name] = null;
        await host.Carrier.LagAsync(RealLag);
    }

    /// <summary>Every few kills the next create meets one of the carrier's ways to fail.</summary>
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
        var point = kill % 3 == 0 ? null : _plan.Next(withSweeping: !_real);
        var rarely = point is null or KillPlan.Drain || KillPlan.IsSweeping(point);
        // Texts come a few at a time, so a place is reached a few times between two kills.
        host.Settings["SMSACTIVATION_CRASH_AT"] = point is null ? null : $"{point}:{(rarely ? 1 : _random.Next(1, 3))}";
        if (point is not null && KillPlan.IsSweeping(point))
            await host.Carrier.ScriptAsync(new Fault(FaultKind.Close, Times: 2));
        var process = host.Launch();
        await KilledHost.LiveAsync(host, process);
        if (point is not null)
            await ReachAsync(host, process, point);
        else if (kill % 2 == 0)
            await FreezeAsync(process);
        else
            await LockAsync(host, process);
        var itself = KilledHost.End(process);
        if (point is not null)
            _plan.Note(point, itself);
        if (!itself)
            _atRandom++;
    }

    /// <summary>Until the host has killed itself, or passes the place by.</summary>
    private async Task ReachAsync(Installation host, ChildProcess process, string point)
    {
        // A send of unknown end is due after six seconds, and the settler looks every five.
        var patience = TimeSpan.FromSeconds(KillPlan.IsSweeping(point) ? 14 : 6);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < patience && !process.HasExited; )
        {
            if (point == KillPlan.Drain)
                await SpoolAsync(host, hold: TimeSpan.Zero);
            await Task.Delay(20);
        }
    }

    /// <summary>For longer than a lease and a send take, then the carrier's answers are there all at once.</summary>
    private async Task FreezeAsync(ChildProcess process)
    {
        await Task.Delay(_random.Next(0, 400));
        if (process.HasExited)
            return;
        await process.FreezeAsync(TimeSpan.FromSeconds(3.5));
        _freezes++;
        await Task.Delay(_random.Next(0, 1500));
    }

    /// <summary>A slow database: no write for a while, which is longer or shorter than a webhook's patience.</summary>
    private async Task LockAsync(Installation host, ChildProcess process)
    {
        await Task.Delay(_random.Next(0, 400));
        if (process.HasExited)
            return;
        await SpoolAsync(host, TimeSpan.FromMilliseconds(_random.Next(50, 2500)));
        await Task.Delay(_random.Next(0, 500));
    }

    /// <summary>Somebody locks the database while webhooks come, so that they go to the spool.</summary>
    private async Task SpoolAsync(Installation host, TimeSpan hold)
    {
        using (DatabaseLock.Take(host))
            await Task.WhenAll(Task.Delay(hold), _traffic.RedeliverAsync(host, texts: 2));
        _locks++;
        // The drain looks every half second.
        await Task.Delay(600);
    }

    /// <summary>A host's clock is set a day ahead while it works. All that was listed before is swept by then: for a day
    /// too far ahead it would be a day too old.</summary>
    private async Task JumpAsync(Installation host)
    {
        host.Settings["SMSACTIVATION_CRASH_AT"] = null;
        await host.StartAsync();
        var database = HostDatabase.Of(host);
        var lost = _traffic.Lost.Select(text => text.Sid).ToList();
        try
        {
            await Eventually.TrueAsync(
                "what was lost is found in the list",
                () => Task.FromResult(_traffic.AllLostAreHeld && lost.All(database.Sids().Contains)),
                Quiet
            );
        }
        catch (TimeoutException late)
        {
            _violations.Add($"{late.Message}, but for {lost.Except(database.Sids()).Count()}");
        }
        var next = _clock + ".next";
        await File.WriteAllTextAsync(next, "1.00:00:00");
        File.Move(next, _clock, overwrite: true);
        await Task.Delay(_random.Next(300, 1000));
        host.Host!.Kill();
        _atRandom++;
    }

    /// <summary>The shop's site has its own bad days; twice for an event at most, for each time the wait grows.</summary>
    private int Stumble(ToldEvent told)
    {
        var fault = Random.Shared.Next(20);
        return fault < 2 && _stumbles.AddOrUpdate(told.Id, 1, (_, times) => times + 1) <= 2 ? fault * 500 : 200;
    }

    /// <summary>What the shop knows of its members, once it was told everything.</summary>
    private static async Task<IEnumerable<string>> ToldAsync(Installation host, EventReceiver shop)
    {
        var activated = (await host.LogAsync())
            .Where(row => row.Outcome == "Activated")
            .Select(row => row.Card!)
            .ToHashSet();
        try
        {
            await Eventually.TrueAsync(
                "the shop was told of every activation",
                () => Task.FromResult(activated.All(CardsOf(shop).Contains)),
                Quiet
            );
        }
        catch (TimeoutException late)
        {
            return [$"{late.Message}, not of {activated.Except(CardsOf(shop)).Count()}"];
        }
        return Promises.BrokenToShop(activated, shop);
    }

    private static HashSet<string?> CardsOf(EventReceiver shop) =>
        [.. shop.Taken.Where(told => told.Type == "card.activated").Select(told => told.CardNumber)];

    private async Task<IReadOnlyList<string>> SettledAsync(Installation host)
    {
        IReadOnlyList<LogRow> log = [];
        try
        {
            await Eventually.TrueAsync(
                "every text has its outcome, and every reply is with the carrier",
                async () =>
                    (log = await host.LogAsync()).Count >= _traffic.Texts.Count
                    && log.All(row => row.IsSettled || row.ReplyState == "sent"),
                _real ? RealQuiet : Quiet
            );
            return [];
        }
        catch (TimeoutException late)
        {
            var open = log.Where(row => !row.IsSettled && row.ReplyState != "sent").GroupBy(row => row.ReplyState);
            return
            [
                $"{late.Message}; {log.Count} outcomes, {string.Join(", ", open.Select(one => $"{one.Count()} {one.Key}"))}",
            ];
        }
    }
}
