namespace SmsActivation.Core.Figures.Health;

/// <summary>Durations and shares as staff read them: <c>0.4 s</c>, <c>12 s</c>, <c>3 min</c>, <c>2 h 5 min</c>, <c>3 days</c>.</summary>
public static class SpanWords
{
    public static string Of(TimeSpan span) =>
        span switch
        {
            _ when span < TimeSpan.FromSeconds(0.05) => "0 s",
            { TotalSeconds: < 9.95 } => $"{span.TotalSeconds:0.0} s",
            { TotalSeconds: < 119.5 } => $"{span.TotalSeconds:0} s",
            { TotalMinutes: < 119.5 } => $"{span.TotalMinutes:0} min",
            { TotalHours: < 48 } => $"{(int)span.TotalHours} h {span.Minutes} min",
            _ => $"{(int)span.TotalDays} days",
        };

    public static string Percent(double share) =>
        share is > 0 and < 0.0995 ? $"{share * 100:0.0} %" : $"{share * 100:0} %";

    public static string Texts(int count) => count == 1 ? "1 text" : $"{count:n0} texts";

    /// <summary>Replies and what nobody asked for: campaigns, notices.</summary>
    public static string Sends(int count) => count == 1 ? "1 text of ours" : $"{count:n0} texts of ours";
}
