using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Faults;

/// <summary>Two phones text one card at the same instant, each to a host of its own; the hosts share the database.</summary>
public sealed class TwoHostRaces(int races)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(4);
    private readonly ConcurrentBag<string> _violations = [];

    public async Task<RaceReport> RunAsync()
    {
        await using var host = await Installation.CreateAsync(
            new Dictionary<string, string?>
            {
                ["SMSACTIVATION_SHARE_DATABASE"] = "1",
                ["Limits__SendsPerDay"] = "10000000",
                // The cards are neighbours, and none of these phones is a prober.
                ["Limits__RangeActivations"] = "1000",
            }
        );
        var cards = Enumerable.Range(0, races).Select(_ => CardNumbers.Luhn16()).ToList();
        await host.ImportAsync(cards.Select(card => new CardLine(card)));
        await host.StartAsync();
        var beside = await host.StartBesideAsync();
        var pairs = cards
            .Select(card =>
                (new InboundSms(PhoneNumbers.Draw("US"), card), new InboundSms(PhoneNumbers.Draw("GB"), card))
            )
            .ToList();
        await Parallel.ForEachAsync(
            pairs,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (pair, _) => await RaceAsync(host, beside.Url, pair)
        );
        var database = HostDatabase.Of(host);
        try
        {
            await Eventually.TrueAsync("all are decided", () => Task.FromResult(database.Unfinished() == 0), Quiet);
        }
        catch (TimeoutException late)
        {
            _violations.Add(late.Message);
        }
        Judge(pairs, (await host.LogAsync()).ToLookup(row => row.MessageSid, row => row.Outcome));
        foreach (var error in Errors(host.Work))
            _violations.Add(error);
        var handled = database.Handled();
        var overlapped = pairs.Count(pair => Overlap(handled, pair.Item1.Sid, pair.Item2.Sid));
        return new RaceReport(races, overlapped, [.. _violations]);
    }

    private async Task RaceAsync(Installation host, string beside, (InboundSms One, InboundSms Other) pair)
    {
        using var barrier = new Barrier(2);
        var answers = await Task.WhenAll(
            Task.Run(() => PostAsync(pair.One, url: null)),
            Task.Run(() => PostAsync(pair.Other, beside))
        );
        if (answers.Any(answer => answer != HttpStatusCode.OK))
            _violations.Add($"{pair.One.Sid} and {pair.Other.Sid} were answered {string.Join(" and ", answers)}");

        Task<HttpStatusCode?> PostAsync(InboundSms text, string? url)
        {
            barrier.SignalAndWait();
            return host.TryPostAsync(text, url);
        }
    }

    private void Judge(IReadOnlyList<(InboundSms, InboundSms)> pairs, ILookup<string, string> outcomes)
    {
        foreach (var (one, other) in pairs)
        {
            var ended = outcomes[one.Sid].Concat(outcomes[other.Sid]).Order(StringComparer.Ordinal);
            if (!ended.SequenceEqual(["Activated", "CardAlreadyLinked"]))
                _violations.Add($"{one.Sid} and {other.Sid} ended {string.Join(" and ", ended)}");
        }
    }

    /// <summary>What either host logged as an error; an alert is meant for a person and is none.</summary>
    private static IEnumerable<string> Errors(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "logs"), "*.jsonl"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                using var entry = JsonDocument.Parse(line);
                var isError = entry.RootElement.GetProperty("Level").GetString() is "Error" or "Fatal";
                if (isError && !line.Contains("ALERT"))
                    yield return line;
            }
        }
    }

    private static bool Overlap(
        IReadOnlyDictionary<string, (DateTime From, DateTime To)> handled,
        string one,
        string other
    ) =>
        handled.TryGetValue(one, out var a)
        && handled.TryGetValue(other, out var b)
        && a.From <= b.To
        && b.From <= a.To;
}

/// <param name="Overlapped">Races of which both texts were in a host's hands at the same time.</param>
public sealed record RaceReport(int Races, int Overlapped, IReadOnlyList<string> Violations)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"{Races:n0} races of two phones for a card, each to a host of its own");
        text.AppendLine($"{Overlapped:n0} overlapped ({(double)Overlapped / Races:0.0 %})");
        text.AppendLine(Violations.Count == 0 ? "one winner each" : $"{Violations.Count} promises broken:");
        foreach (var violation in Violations.Take(50))
            text.AppendLine("  " + violation);
        return text.ToString();
    }
}
