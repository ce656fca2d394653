using System.Globalization;
using System.Text;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>Charts as SVG, made of figures and words of our own alone. Shapes stretch to the width that there is; what is
/// to be read stands beside them in HTML, for letters would stretch along.</summary>
internal static class CampaignChart
{
    /// <summary>More days would be hairs: the newest are shown.</summary>
    public const int MostDays = 90;

    private const int Tall = 100;
    private const int Wide = 1000;

    /// <summary>A part of a day's bar.</summary>
    /// <param name="Look">Its class.</param>
    public sealed record Layer(string Name, string Look, Func<ResultRow, int> Of);

    /// <summary>Each day from the first to the last, those without anything too; at most <see cref="MostDays"/>.</summary>
    public static IReadOnlyList<ResultRow> Days(IReadOnlyList<ResultRow> byDay)
    {
        if (byDay.Count == 0)
            return [];
        var known = byDay.ToDictionary(row => row.Day, StringComparer.Ordinal);
        var (first, last) = (DayOf(byDay[0]), DayOf(byDay[^1]));
        if (last.DayNumber - first.DayNumber >= MostDays)
            first = last.AddDays(1 - MostDays);
        return
        [
            .. Enumerable
                .Range(0, last.DayNumber - first.DayNumber + 1)
                .Select(i => first.AddDays(i).ToString(StoredTypes.DayFormat, CultureInfo.InvariantCulture))
                .Select(day => known.GetValueOrDefault(day) ?? new ResultRow(day, "", "")),
        ];
    }

    /// <summary>The highest bar.</summary>
    public static int Top(IReadOnlyList<ResultRow> days, IReadOnlyList<Layer> layers) =>
        days.Count == 0 ? 0 : days.Max(day => layers.Sum(layer => layer.Of(day)));

    /// <summary>A bar for each day, its layers from the ground up; a pointer is told the figures of each.</summary>
    /// <param name="label">What it shows, for whoever does not see it.</param>
    public static string Bars(IReadOnlyList<ResultRow> days, IReadOnlyList<Layer> layers, string label)
    {
        var svg = Open(Tall, label, "bars");
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<path class=\"ground\" d=\"M0 {Tall}H{Wide}M0 {Tall / 2}H{Wide}M0 0H{Wide}\"/>"
        );
        var top = Math.Max(1, Top(days, layers));
        // A single day is no wall.
        var step = (double)Wide / Math.Max(days.Count, 7);
        for (var i = 0; i < days.Count; i++)
        {
            var (x, y) = (i * step, (double)Tall);
            svg.Append("<g>");
            foreach (var layer in layers)
            {
                var height = (double)Tall * layer.Of(days[i]) / top;
                y -= height;
                if (height > 0)
                    svg.Append(
                        CultureInfo.InvariantCulture,
                        $"<rect class=\"{layer.Look}\" x=\"{x + (step * 0.1):0.##}\" y=\"{y:0.##}\" width=\"{step * 0.8:0.##}\" height=\"{height:0.##}\"/>"
                    );
            }
            // The whole column answers the pointer, however low its bar.
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"touch\" x=\"{x:0.##}\" y=\"0\" width=\"{step:0.##}\" height=\"{Tall}\"><title>{Told(days[i], layers)}</title></rect></g>"
            );
        }
        return svg.Append("</svg>").ToString();
    }

    /// <summary>A bar of so much of a whole.</summary>
    public static string Bar(long part, long of, string look) =>
        Open(10, label: null, "bar")
            .Append(CultureInfo.InvariantCulture, $"<rect class=\"rest\" width=\"{Wide}\" height=\"10\"/>")
            .Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"{look}\" width=\"{(of == 0 ? 0 : (double)Wide * Math.Min(part, of) / of):0.##}\" height=\"10\"/></svg>"
            )
            .ToString();

    /// <summary>A point with its whiskers on a scale.</summary>
    /// <param name="zero">Marks where nothing is, if the scale holds it.</param>
    public static string Whisker(double point, Interval interval, Interval scale, string look, string label, bool zero)
    {
        var svg = Open(24, label, "whisker");
        if (zero && scale.Holds(0))
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"zero\" d=\"M{At(0):0.##} 0V24\"/>");
        return svg.Append(
                CultureInfo.InvariantCulture,
                $"<path class=\"ground\" d=\"M0 12H{Wide}\"/><path class=\"arm {look}\" d=\"M{At(interval.Low):0.##} 12H{At(interval.High):0.##}M{At(interval.Low):0.##} 6v12M{At(interval.High):0.##} 6v12\"/><path class=\"point {look}\" d=\"M{At(point):0.##} 12h0.01\"/></svg>"
            )
            .ToString();

        double At(double value) =>
            scale.High > scale.Low ? Wide * Math.Clamp((value - scale.Low) / (scale.High - scale.Low), 0, 1) : 0;
    }

    private static StringBuilder Open(int tall, string? label, string look)
    {
        var who = label is null
            ? "aria-hidden=\"true\""
            : $"role=\"img\" aria-label=\"{System.Net.WebUtility.HtmlEncode(label)}\"";
        return new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"{look}\" viewBox=\"0 0 {Wide} {tall}\" preserveAspectRatio=\"none\" {who} focusable=\"false\">"
        );
    }

    private static string Told(ResultRow day, IReadOnlyList<Layer> layers)
    {
        var told = layers
            .Where(layer => layer.Of(day) > 0)
            .Select(layer => $"{layer.Of(day).ToString("N0", CultureInfo.InvariantCulture)} {layer.Name}")
            .ToList();
        return $"{day.Day}: {(told.Count == 0 ? "none" : string.Join(", ", told))}";
    }

    private static DateOnly DayOf(ResultRow row) =>
        DateOnly.ParseExact(row.Day, StoredTypes.DayFormat, CultureInfo.InvariantCulture);
}
