using System.Text.Json;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Figures;

namespace SmsActivation.Worker.Ops.Now;

/// <summary>What the charts are drawn from, as JSON.</summary>
internal static class NowSeries
{
    public static string Json(LogFigures log) =>
        JsonSerializer.Serialize(
            new { hour = Chart(log.LastHour), week = Chart(log.LastWeek) },
            JsonSerializerOptions.Web
        );

    /// <summary>Activated first, then by how often.</summary>
    public static IEnumerable<KeyValuePair<string, IReadOnlyList<int>>> InOrder(OutcomeSeries series) =>
        series
            .ByOutcome.OrderByDescending(one => one.Key == nameof(OutcomeCode.Activated))
            .ThenByDescending(one => one.Value.Sum())
            .ThenBy(one => one.Key, StringComparer.Ordinal);

    private static object Chart(OutcomeSeries series) =>
        new
        {
            first = series.First.ToUnixTimeSeconds(),
            step = (int)series.Step.TotalSeconds,
            steps = series.Texts.Count,
            outcomes = InOrder(series).Select(one => new { name = one.Key, texts = one.Value }),
        };
}
