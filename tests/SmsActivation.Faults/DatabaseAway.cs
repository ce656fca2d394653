using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Faults;

/// <summary>Customers text while the database takes no writes; each text must be acknowledged all the same, and come into
/// the inbox once and in its turn when the database is back.</summary>
public sealed class DatabaseAway(TimeSpan away, int perSecond)
{
    private const int Phones = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, HttpStatusCode?> _answers = new(StringComparer.Ordinal);
    private readonly List<InboundSms> _texts = [];
    private TimeSpan _slowest;

    public async Task<AwayReport> RunAsync()
    {
        await using var host = await Installation.CreateAsync();
        host.Settings["Spool__Path"] = Path.Combine(host.Work, "spool");
        host.Settings["Spool__Key"] = "a key of the fault harness";
        await host.StartAsync();
        var phones = Enumerable.Range(0, Phones).Select(_ => PhoneNumbers.Draw("US")).ToList();
        using (DatabaseLock.Take(Path.Combine(host.Work, "data", "sms-activation.db")))
            await TextAsync(host, phones);
        var watch = Stopwatch.StartNew();
        var violations = new List<string>();
        var log = await DrainedAsync(host, violations);
        var drained = watch.Elapsed;
        violations.AddRange(_answers.Where(one => one.Value != HttpStatusCode.OK).Select(Unacknowledged));
        violations.AddRange(OutOfTurn(log));
        if (_slowest > Limit)
            violations.Add($"a webhook was answered after {_slowest.TotalMilliseconds:0} ms");
        return new AwayReport(away, _texts.Count, _slowest, drained, violations);
    }

    /// <summary>At a steady pace, whether or not the one before was answered; a phone's next text follows its last one's
    /// answer, for only then is order promised.</summary>
    private async Task TextAsync(Installation host, List<string> phones)
    {
        var last = phones.ToDictionary(phone => phone, _ => Task.CompletedTask);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        var watch = Stopwatch.StartNew();
        for (var i = 0; watch.Elapsed < away; i++)
        {
            var text = new InboundSms(phones[i % Phones], $"hello {i}");
            _texts.Add(text);
            last[text.From] = AfterAsync(last[text.From], host, text);
            await timer.WaitForNextTickAsync();
        }
        await Task.WhenAll(last.Values);
    }

    private async Task AfterAsync(Task before, Installation host, InboundSms text)
    {
        await before;
        var watch = Stopwatch.StartNew();
        _answers[text.Sid] = await host.TryPostAsync(text);
        lock (_answers)
            _slowest = watch.Elapsed > _slowest ? watch.Elapsed : _slowest;
    }

    private async Task<IReadOnlyList<LogRow>> DrainedAsync(Installation host, List<string> violations)
    {
        IReadOnlyList<LogRow> log = [];
        try
        {
            await Eventually.TrueAsync(
                "every text has its outcome",
                async () => (log = await host.LogAsync()).Count >= _texts.Count,
                DrainLimit
            );
        }
        catch (TimeoutException late)
        {
            violations.Add(late.Message);
        }
        return log;
    }

    private static string Unacknowledged(KeyValuePair<string, HttpStatusCode?> answer) =>
        $"text {answer.Key} was answered {(answer.Value is { } status ? (int)status : "not at all")}";

    private IEnumerable<string> OutOfTurn(IReadOnlyList<LogRow> log)
    {
        foreach (var twice in log.GroupBy(row => row.MessageSid).Where(same => same.Count() > 1))
            yield return $"text {twice.Key} has {twice.Count()} outcomes";
        var sent = _texts.GroupBy(text => text.From).ToDictionary(one => one.Key, one => one.Select(text => text.Sid));
        foreach (var phone in log.GroupBy(row => row.Phone))
            if (!phone.Select(row => row.MessageSid).SequenceEqual(sent[phone.Key]))
                yield return $"the texts of {phone.Key} were not handled in their order";
    }
}

/// <summary>How the texts fared while the database was away.</summary>
public sealed record AwayReport(
    TimeSpan Away,
    int Messages,
    TimeSpan Slowest,
    TimeSpan Drained,
    IReadOnlyList<string> Violations
)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"database away for {Away}: {Messages:n0} messages");
        text.AppendLine($"slowest answer {Slowest.TotalMilliseconds:0} ms, of 1,000 ms allowed");
        text.AppendLine($"all decided {Drained.TotalSeconds:0.0} s after it was back, of 120 s allowed");
        text.AppendLine(Violations.Count == 0 ? "every promise was kept" : $"{Violations.Count} promises broken:");
        foreach (var violation in Violations.Take(50))
            text.AppendLine("  " + violation);
        return text.ToString();
    }
}
