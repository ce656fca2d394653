using System.Globalization;

namespace SmsActivation.Core.Figures;

/// <summary>How many texts ended how, step by step; a step without any is a zero.</summary>
/// <param name="First">When the first step began.</param>
/// <param name="ByOutcome">By the outcome's word; those that did not occur are not in it.</param>
public sealed record OutcomeSeries(
    DateTimeOffset First,
    TimeSpan Step,
    IReadOnlyList<int> Texts,
    IReadOnlyDictionary<string, IReadOnlyList<int>> ByOutcome
)
{
    public DateTimeOffset At(int step) => First + (step * Step);

    /// <summary>How many ended so, in all steps.</summary>
    public int Of(string outcome) => ByOutcome.TryGetValue(outcome, out var texts) ? texts.Sum() : 0;

    /// <summary>Each outcome with how many ended so, in all steps.</summary>
    public IEnumerable<KeyValuePair<string, int>> Sums() =>
        ByOutcome.Select(one => KeyValuePair.Create(one.Key, one.Value.Sum()));

    internal OutcomeSeries Part(int from, int steps) =>
        new(
            At(from),
            Step,
            [.. Texts.Skip(from).Take(steps)],
            ByOutcome
                .Select(one =>
                    KeyValuePair.Create<string, IReadOnlyList<int>>(one.Key, [.. one.Value.Skip(from).Take(steps)])
                )
                .Where(one => one.Value.Any(texts => texts > 0))
                .ToDictionary(StringComparer.Ordinal)
        );

    /// <summary>The steps from <paramref name="first"/> on; counts that lie outside of them are left out.</summary>
    internal static OutcomeSeries Of(IEnumerable<OutcomeCount> counts, DateTimeOffset first, TimeSpan step, int steps)
    {
        var (sums, byOutcome) = (new int[steps], new Dictionary<string, int[]>(StringComparer.Ordinal));
        foreach (var count in counts)
        {
            if (count.When < first || (count.When - first) / step is var at && at >= steps)
                continue;
            if (!byOutcome.TryGetValue(count.Outcome, out var texts))
                byOutcome[count.Outcome] = texts = new int[steps];
            texts[(int)at] += count.Texts;
            sums[(int)at] += count.Texts;
        }
        return new OutcomeSeries(
            first,
            step,
            sums,
            byOutcome.ToDictionary(one => one.Key, one => (IReadOnlyList<int>)one.Value, StringComparer.Ordinal)
        );
    }
}

/// <summary>One row of a count.</summary>
internal sealed class OutcomeCount
{
    private const string HourFormat = "yyyy-MM-dd'T'HH";

    /// <summary>The beginning of a time as the database writes it, up to the hour or the minute: like 2026-03-01T12, or
    /// 2026-03-01 12:05.</summary>
    public string Since { get; init; } = "";
    public string Outcome { get; init; } = "";
    public int Texts { get; init; }

    public DateTimeOffset When =>
        new(
            Number(0, 4),
            Number(5, 2),
            Number(8, 2),
            Number(11, 2),
            Since.Length > 13 ? Number(14, 2) : 0,
            second: 0,
            TimeSpan.Zero
        );

    public static string Hour(DateTimeOffset time) =>
        time.UtcDateTime.ToString(HourFormat, CultureInfo.InvariantCulture);

    private int Number(int start, int length) =>
        int.Parse(Since.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);
}
