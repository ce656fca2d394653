using System.Collections.Concurrent;
using System.Text;

namespace SmsActivation.Faults.Hostile;

/// <summary>What a run sent, how it was answered, and every promise it saw broken.</summary>
public sealed class HostileReport(int seed)
{
    private const int MostShown = 40;
    private readonly ConcurrentDictionary<(string Kind, int Status), int> _answers = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentQueue<string> _facts = new();
    private int _broken;

    public int Broken => _broken;
    public IEnumerable<string> Violations => _violations;

    public int Count(int status) => _answers.Where(one => one.Key.Status == status).Sum(one => one.Value);

    public void Answered(string kind, int status) => _answers.AddOrUpdate((kind, status), 1, (_, times) => times + 1);

    public void Tell(string fact) => _facts.Enqueue(fact);

    public void Break(string violation)
    {
        // A fault of every request would fill the memory with its tale.
        if (Interlocked.Increment(ref _broken) <= MostShown)
            _violations.Enqueue(violation);
    }

    public override string ToString()
    {
        var text = new StringBuilder($"seed {seed}\n");
        foreach (var kind in _answers.GroupBy(one => one.Key.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var statuses = kind.OrderBy(one => one.Key.Status).Select(one => $"{one.Key.Status} × {one.Value:n0}");
            text.AppendLine($"  {kind.Key}: {string.Join(", ", statuses)}");
        }
        foreach (var status in _answers.Keys.Select(key => key.Status).Distinct().Order())
            text.AppendLine($"{Count(status), 12:n0} × {status}");
        foreach (var fact in _facts)
            text.AppendLine(fact);
        text.AppendLine(_broken == 0 ? "every promise was kept" : $"{_broken:n0} promises broken:");
        foreach (var violation in _violations)
            text.AppendLine("  " + violation);
        return text.ToString();
    }
}
