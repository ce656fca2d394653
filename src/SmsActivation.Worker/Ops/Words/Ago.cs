namespace SmsActivation.Worker.Ops.Words;

/// <summary>How long ago something was, as people say it.</summary>
public static class Ago
{
    public static string Of(DateTimeOffset at, DateTimeOffset now) =>
        (now - at) switch
        {
            var gone when gone < TimeSpan.FromSeconds(5) => "just now",
            var gone when gone < TimeSpan.FromMinutes(1) => $"{(int)gone.TotalSeconds} seconds ago",
            var gone when gone < TimeSpan.FromHours(1) => Count((int)gone.TotalMinutes, "minute"),
            var gone when gone < TimeSpan.FromDays(1) => Count((int)gone.TotalHours, "hour"),
            var gone => Count((int)gone.TotalDays, "day"),
        };

    private static string Count(int count, string unit) => count == 1 ? $"1 {unit} ago" : $"{count} {unit}s ago";
}
