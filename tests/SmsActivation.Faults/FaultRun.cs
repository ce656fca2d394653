using System.Collections.Concurrent;
using System.Net;
using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Faults;

/// <summary>The built host, killed again and again while customers text and the carrier makes trouble; then the log of the
/// one is held against what the other accepted.</summary>
public sealed class FaultRun(int kills, int messages, int seed)
{
    private const string AtRandom = "at random (SIGKILL)";
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(4);

    // Reached as soon as somebody texts; the last two only once a send of unknown end is due for a look.
    private static readonly string[] Points =
    [
        "webhooks.after-accept",
        "processing.before-apply",
        "processing.after-apply",
        "sending.after-begin",
        "sending.before-finish",
        "sending.after-finish",
        "delivery.before-report",
        "delivery.after-report",
        "sweeping.before-settle",
        "sweeping.after-settle",
        "events.before-send",
        "events.after-send",
    ];

    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<string, int> _crashes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _stumbles = new(StringComparer.Ordinal);
    private string _clock = "";
    private int _faults;
    private int _freezes;
    private int _locks;
    private int _released;

    public async Task<FaultReport> RunAsync(Action<string> tell)
    {
        tell($"seed {seed}");
        await using var shop = await EventReceiver.StartAsync();
        shop.Answer = Stumble;
        await using var host = await Installation.CreateAsync(
            new Dictionary<string, string?>(shop.Settings)
            {
                ["Events__Deadline"] = "00:00:02",
                ["Outbox__Lease"] = "00:00:03",
                ["Outbox__SendDeadline"] = "00:00:02",
                ["Outbox__SettleAfter"] = "00:00:06",
                ["Outbox__SettleGap"] = "00:00:05",
                // Each killed host takes a block of the day's sends with it.
                ["Limits__SendsPerDay"] = "10000000",
            },
            account => account with { MostPerPage = 50, ListLagSeconds = 4 }
        );
        _clock = Path.Combine(host.Work, "clock");
        await File.WriteAllTextAsync(_clock, "00:00:00");
        host.Settings["SMSACTIVATION_CLOCK_FILE"] = _clock;
        var texts = await PrepareAsync(host);
        var posting = PostAllAsync(host, texts);
        for (var kill = 1; kill <= kills; kill++)
        {
            await TroubleAsync(host);
            // Half-way a host's clock is set a day ahead while it works.
            var killing = KillAsync(host, kill);
            if (kill == kills / 2)
                await SetClockAsync(TimeSpan.FromDays(1));
            await killing;
            Volatile.Write(ref _released, (int)((long)messages * kill / kills));
            if (kill % 100 == 0)
                tell($"{kill:n0} kills");
        }
        host.Settings["SMSACTIVATION_CRASH_AT"] = null;
        await host.StartAsync();
        await posting;
        tell("all texts are acknowledged");
        var violations = new List<string>();
        var log = await SettledAsync(host, violations);
        var seen = await host.Carrier.SeenAsync();
        violations.AddRange(Promises.Broken(texts, log, seen));
        violations.AddRange(await ToldAsync(host, shop, log));
        return new FaultReport(
            messages,
            kills,
            _crashes,
            _faults,
            _freezes,
            _locks,
            seen.Creates.Count,
            shop.Taken.Count,
            violations
        );
    }

    /// <summary>Two texts to a card: from its phone twice, or from another's too.</summary>
    private async Task<IReadOnlyList<InboundSms>> PrepareAsync(Installation host)
    {
        var cards = Enumerable.Range(0, messages / 2).Select(_ => CardNumbers.Luhn16()).ToList();
        await host.ImportAsync(cards.Select(card => new CardLine(card)));
        return
        [
            .. cards.SelectMany(card =>
            {
                var phone = PhoneNumbers.Draw("US");
                var another = _random.Next(3) == 0 ? PhoneNumbers.Draw("RU") : phone;
                return new[] { new InboundSms(phone, card), new InboundSms(another, card) };
            }),
        ];
    }

    /// <summary>As Twilio does: what was not acknowledged comes again, with the same SID. They come as the kills go
    /// on, so that each kill finds work.</summary>
    private Task PostAllAsync(Installation host, IReadOnlyList<InboundSms> texts) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, texts.Count),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, _) =>
            {
                while (i >= Volatile.Read(ref _released) + (messages / kills))
                    await Task.Delay(20, CancellationToken.None);
                while (await host.TryPostAsync(texts[i]) != HttpStatusCode.OK)
                    await Task.Delay(50, CancellationToken.None);
            }
        );

    /// <summary>Every few kills the next create meets one of the carrier's ways to fail.</summary>
    private async Task TroubleAsync(Installation host)
    {
        if (_random.Next(3) != 0)
            return;
        Fault[] faults =
        [
            new(FaultKind.Refuse, Status: 429, RetryAfter: 1),
            new(FaultKind.Refuse, Status: 503),
            new(FaultKind.Refuse, Status: 500, Taken: true, Reported: false),
            new(FaultKind.Close),
            new(FaultKind.Close, Taken: true),
            new(FaultKind.Hang, Taken: true, Reported: false),
            new(FaultKind.CallbackFirst),
            new(FaultKind.NoCallbacks),
            new(FaultKind.Late, DelaySeconds: 1.5),
        ];
        await host.Carrier.ScriptAsync(faults[_random.Next(faults.Length)] with { Times = _random.Next(1, 3) });
        _faults++;
    }

    private async Task KillAsync(Installation host, int kill)
    {
        // Each third at random, the others at the places in turn.
        var point = kill % 3 == 0 ? null : Points[(kill - (kill / 3)) % Points.Length];
        // Texts come a few at a time, so a place is reached a few times between two kills.
        host.Settings["SMSACTIVATION_CRASH_AT"] = point is null ? null : $"{point}:{_random.Next(1, 3)}";
        var process = host.Launch();
        if (point is null)
        {
            while (!process.HasExited && !await host.IsReadyAsync())
                await Task.Delay(20);
            await Task.Delay(_random.Next(0, 400));
            if (kill % 2 == 0)
                await FreezeAsync(process);
            else
                await LockAsync(host);
        }
        else
        {
            var patience = TimeSpan.FromSeconds(point.StartsWith("sweeping") ? 7 : 4);
            for (var left = patience; left > TimeSpan.Zero && !process.HasExited; left -= TimeSpan.FromMilliseconds(20))
                await Task.Delay(20);
        }
        var itself = process.HasExited;
        // Its last words are read to their end here, also when it is gone already.
        process.Kill();
        if (itself && !process.Everything.Contains("SMSACTIVATION_CRASH_AT"))
            throw new InvalidOperationException($"The host ended with {process.ExitCode}:\n{process.Everything}");
        _crashes.AddOrUpdate(itself ? point! : AtRandom, 1, (_, times) => times + 1);
    }

    /// <summary>For longer than a lease and a send take, then the carrier's answers are there all at once.</summary>
    private async Task FreezeAsync(ChildProcess process)
    {
        if (process.HasExited)
            return;
        await process.FreezeAsync(TimeSpan.FromSeconds(3.5));
        _freezes++;
        await Task.Delay(_random.Next(0, 1500));
    }

    /// <summary>A slow database: no write for a while, which is longer or shorter than a webhook's patience.</summary>
    private async Task LockAsync(Installation host)
    {
        using (DatabaseLock.Take(host.DatabaseFile))
            await Task.Delay(_random.Next(50, 2500));
        _locks++;
        await Task.Delay(_random.Next(0, 500));
    }

    /// <summary>The shop's site has its own bad days; twice for an event at most, for each time the wait grows.</summary>
    private int Stumble(ToldEvent told)
    {
        var fault = Random.Shared.Next(20);
        return fault < 2 && _stumbles.AddOrUpdate(told.Id, 1, (_, times) => times + 1) <= 2 ? fault * 500 : 200;
    }

    /// <summary>What the shop knows of its members, once it was told everything.</summary>
    private static async Task<IEnumerable<string>> ToldAsync(
        Installation host,
        EventReceiver shop,
        IReadOnlyList<LogRow> log
    )
    {
        var activated = log.Where(row => row.Outcome == "Activated").Select(row => row.Card!).ToHashSet();
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

    private async Task SetClockAsync(TimeSpan ahead)
    {
        var next = _clock + ".next";
        await File.WriteAllTextAsync(next, ahead.ToString());
        File.Move(next, _clock, overwrite: true);
    }

    private static async Task<IReadOnlyList<LogRow>> SettledAsync(Installation host, List<string> violations)
    {
        IReadOnlyList<LogRow> log = [];
        try
        {
            await Eventually.TrueAsync(
                "every reply is with the carrier or has failed",
                async () => (log = await host.LogAsync()).All(row => row.IsSettled || row.ReplyState == "sent"),
                Quiet
            );
        }
        catch (TimeoutException late)
        {
            violations.Add(late.Message);
        }
        return log;
    }
}
