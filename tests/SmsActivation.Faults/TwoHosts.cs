using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Faults;

/// <summary>Two hosts on one database. Each phone texts a card to the one and, right after that one's 200, another card to the
/// other; half-way one of them is killed, and what it does not take goes to the other, as Twilio's fallback URL does.</summary>
/// <param name="isAlone">On the machine, so that a wait is the kill's doing and can be held against it.</param>
/// <param name="perSecond">Texts: few enough that none waits for the machine, and each wait is the kill's doing.</param>
public sealed class TwoHosts(int messages, bool kills, bool isAlone, int perSecond = 40)
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(6);

    /// <summary>A text that came earlier had its reply by the kill.</summary>
    private static readonly TimeSpan AtWork = TimeSpan.FromSeconds(10);

    /// <summary>A send of unknown end is settled by then, by the settings' defaults.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(4);

    /// <summary>Of the inbox and of the outbox, as the settings have them by default.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _acceptedAt = new(StringComparer.Ordinal);
    private readonly List<string> _violations = [];
    private int _posted;

    public async Task<TwoHostReport> RunAsync()
    {
        await using var host = await Installation.CreateAsync(
            new Dictionary<string, string?>
            {
                ["SMSACTIVATION_SHARE_DATABASE"] = "1",
                ["Limits__SendsPerDay"] = "10000000",
            }
        );
        var phones = Enumerable.Range(0, messages / 2).Select(_ => PhoneNumbers.Draw("US")).Distinct().ToList();
        var pairs = phones
            .Select(phone =>
                (One: new InboundSms(phone, CardNumbers.Luhn16()), Two: new InboundSms(phone, CardNumbers.Luhn16()))
            )
            .ToList();
        await host.ImportAsync(
            pairs.SelectMany(pair => new[] { new CardLine(pair.One.Body), new CardLine(pair.Two.Body) })
        );
        await host.StartAsync();
        var beside = await host.StartBesideAsync();
        var killing = kills ? KillHalfWayAsync(beside, pairs.Count) : Task.FromResult<DateTimeOffset?>(null);
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            pairs.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (pair, _) =>
            {
                if (TimeSpan.FromSeconds(2.0 * pair.Index / perSecond) - clock.Elapsed is { Ticks: > 0 } early)
                    await Task.Delay(early, CancellationToken.None);
                // By turns, so that each host is the first one's as often as the second's.
                var (first, second) = pair.Index % 2 == 0 ? (host.Url, beside.Url) : (beside.Url, host.Url);
                await PostAsync(host, pair.Item.One, first);
                await PostAsync(host, pair.Item.Two, second);
                Interlocked.Add(ref _posted, 1);
            }
        );
        var killedAt = await killing;
        var log = await SettledAsync(host);
        return await JudgeAsync(host, pairs, log.ToLookup(row => row.MessageSid), killedAt);
    }

    private async Task PostAsync(Installation host, InboundSms text, string url)
    {
        while (await host.TryPostAsync(text, url) != HttpStatusCode.OK)
        {
            await Task.Delay(20);
            url = host.Url;
        }
        _acceptedAt[text.Sid] = DateTimeOffset.UtcNow;
    }

    private async Task<DateTimeOffset?> KillHalfWayAsync(HostBeside beside, int pairs)
    {
        while (Volatile.Read(ref _posted) < pairs / 2)
            await Task.Delay(5);
        beside.Process.Kill();
        return DateTimeOffset.UtcNow;
    }

    private async Task<IReadOnlyList<LogRow>> SettledAsync(Installation host)
    {
        try
        {
            return await host.SettledAsync([.. _acceptedAt.Keys], Quiet);
        }
        catch (TimeoutException late)
        {
            _violations.Add(late.Message);
            return await host.LogAsync();
        }
    }

    private async Task<TwoHostReport> JudgeAsync(
        Installation host,
        List<(InboundSms One, InboundSms Two)> pairs,
        ILookup<string, LogRow> log,
        DateTimeOffset? killedAt
    )
    {
        foreach (var (one, two) in pairs)
        {
            var ended = $"{Words(log[one.Sid])}, then {Words(log[two.Sid])}";
            if (ended != "Activated, then PhoneAlreadyLinked")
                _violations.Add($"{one.Sid} and {two.Sid} ended {ended}");
        }
        var seen = await host.Carrier.SeenAsync();
        _violations.AddRange(seen.Violations);
        var taken = seen.Creates.Where(create => create.Sid is not null).ToLookup(create => create.To);
        var untold = seen.Creates.Where(create => create.Answer == 0).Select(create => create.To).ToHashSet();
        var longest = TimeSpan.Zero;
        var usual = new List<TimeSpan>();
        foreach (var (one, two) in pairs)
        {
            var replies = taken[one.From].ToList();
            if (replies.Count != 2)
                _violations.Add($"phone …{one.From[^4..]} was owed 2 texts and got {replies.Count}");
            // Whose create was cut off by the kill waits for the carrier's list, and not for a lease.
            else if (
                !untold.Contains(one.From)
                && replies[^1].At - _acceptedAt[two.Sid] is var wait
                && !WasCutBeforeTheCarrierSawIt(_acceptedAt[two.Sid], wait, killedAt)
            )
            {
                longest = wait > longest ? wait : longest;
                if (killedAt is null || replies[^1].At < killedAt)
                    usual.Add(wait);
            }
        }
        if (isAlone && longest > Lease + TimeSpan.FromSeconds(10))
            _violations.Add($"a reply came {longest.TotalSeconds:0.0} s after its text");
        var median = usual.Count == 0 ? TimeSpan.Zero : usual.Order().ElementAt(usual.Count / 2);
        return new TwoHostReport(pairs.Count * 2, killedAt is not null, median, longest, _violations);
    }

    /// <summary>Announced in the moment of the kill, and not a byte of it left: nobody can know that, so it waits for two looks
    /// into the carrier's list as well, and the carrier has no create of it to tell by.</summary>
    private static bool WasCutBeforeTheCarrierSawIt(
        DateTimeOffset acceptedAt,
        TimeSpan wait,
        DateTimeOffset? killedAt
    ) => killedAt is { } at && acceptedAt <= at && at - acceptedAt < AtWork && wait > Lease && wait < Settled;

    private static string Words(IEnumerable<LogRow> rows) => string.Join("+", rows.Select(row => row.Outcome));
}

/// <param name="Median">From a text's 200 to its reply at the carrier, while both hosts lived.</param>
/// <param name="Longest">The same, of all.</param>
public sealed record TwoHostReport(
    int Messages,
    bool Killed,
    TimeSpan Median,
    TimeSpan Longest,
    IReadOnlyList<string> Violations
)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"{Messages:n0} texts to two hosts on one database{(Killed ? ", one killed half-way" : "")}");
        text.AppendLine(
            $"a reply took {Median.TotalSeconds:0.00} s (median while both lived), the longest {Longest.TotalSeconds:0.0} s"
        );
        text.AppendLine(
            Violations.Count == 0
                ? "each decided and answered once, each phone's in order"
                : $"{Violations.Count} promises broken:"
        );
        foreach (var violation in Violations.Take(50))
            text.AppendLine("  " + violation);
        return text.ToString();
    }
}
