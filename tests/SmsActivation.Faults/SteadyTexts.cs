using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Faults;

/// <summary>Customers who text at a steady pace while the database cannot be written, and what became of their texts: each
/// must be acknowledged all the same, and come into the inbox once and in its turn when the database is back.</summary>
internal sealed class SteadyTexts(Installation host, int perSecond)
{
    private const int Phones = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(2);

    private readonly List<string> _phones = [.. Enumerable.Range(0, Phones).Select(_ => PhoneNumbers.Draw("US"))];
    private readonly ConcurrentDictionary<string, HttpStatusCode?> _answers = new(StringComparer.Ordinal);
    private readonly List<InboundSms> _texts = [];
    private TimeSpan _slowest;

    /// <summary>Whether or not the one before was answered; a phone's next text follows its last one's answer, for only
    /// then is order promised.</summary>
    public async Task SendAsync(TimeSpan during)
    {
        var last = _phones.ToDictionary(phone => phone, _ => Task.CompletedTask);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        var watch = Stopwatch.StartNew();
        for (var i = 0; watch.Elapsed < during; i++)
        {
            var text = new InboundSms(_phones[i % Phones], $"hello {i}");
            _texts.Add(text);
            last[text.From] = AfterAsync(last[text.From], text);
            await timer.WaitForNextTickAsync();
        }
        await Task.WhenAll(last.Values);
    }

    /// <summary>Waits until all are decided, and holds the log against what was sent.</summary>
    public async Task<AwayReport> JudgeAsync(string trouble)
    {
        var watch = Stopwatch.StartNew();
        var violations = new List<string>();
        var log = await DrainedAsync(violations);
        var drained = watch.Elapsed;
        violations.AddRange(_answers.Where(one => one.Value != HttpStatusCode.OK).Select(Unacknowledged));
        violations.AddRange(OutOfTurn(log));
        if (_slowest > Limit)
            violations.Add($"a webhook was answered after {_slowest.TotalMilliseconds:0} ms");
        return new AwayReport(trouble, _texts.Count, _slowest, drained, violations);
    }

    private async Task AfterAsync(Task before, InboundSms text)
    {
        await before;
        var watch = Stopwatch.StartNew();
        _answers[text.Sid] = await host.TryPostAsync(text);
        lock (_answers)
            _slowest = watch.Elapsed > _slowest ? watch.Elapsed : _slowest;
    }

    private async Task<IReadOnlyList<LogRow>> DrainedAsync(List<string> violations)
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

/// <summary>How the texts fared while the database took no writes.</summary>
public sealed record AwayReport(
    string Trouble,
    int Messages,
    TimeSpan Slowest,
    TimeSpan Drained,
    IReadOnlyList<string> Violations
)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine($"{Trouble}: {Messages:n0} messages");
        text.AppendLine($"slowest answer {Slowest.TotalMilliseconds:0} ms, of 1,000 ms allowed");
        text.AppendLine($"all decided {Drained.TotalSeconds:0.0} s after it was back, of 120 s allowed");
        text.AppendLine(Violations.Count == 0 ? "every promise was kept" : $"{Violations.Count} promises broken:");
        foreach (var violation in Violations.Take(50))
            text.AppendLine("  " + violation);
        return text.ToString();
    }
}
