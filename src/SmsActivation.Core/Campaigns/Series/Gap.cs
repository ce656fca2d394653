using System.Globalization;

namespace SmsActivation.Core.Campaigns.Series;

/// <summary>The time between two texts of a series, as people write it: 30m, 12h, 3d, 2w, or 3 days.</summary>
public static class Gap
{
    /// <summary>For a try with one's own phone.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Who has waited longer than that has forgotten the text before.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private static readonly (char Unit, TimeSpan Of, string[] Words)[] Units =
    [
        ('w', TimeSpan.FromDays(7), ["w", "week", "weeks"]),
        ('d', TimeSpan.FromDays(1), ["d", "day", "days"]),
        ('h', TimeSpan.FromHours(1), ["h", "hour", "hours"]),
        ('m', TimeSpan.FromMinutes(1), ["m", "min", "minute", "minutes"]),
        ('s', TimeSpan.FromSeconds(1), ["s", "sec", "second", "seconds"]),
    ];

    /// <summary>Null for what is no such time; whether it is too short or too long is not looked at.</summary>
    public static TimeSpan? Read(string text)
    {
        text = text.Trim();
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (!int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var many))
            return null;
        var unit = text[digits..].Trim();
        foreach (var (_, of, words) in Units)
            if (words.Contains(unit, StringComparer.OrdinalIgnoreCase) && many <= TimeSpan.FromDays(10_000) / of)
                return many * of;
        return null;
    }

    /// <summary>In the largest unit that leaves no rest.</summary>
    public static string Text(TimeSpan gap)
    {
        var (unit, of, _) = Units.First(unit => unit.Unit == 's' || (gap.Ticks > 0 && gap.Ticks % unit.Of.Ticks == 0));
        return string.Create(CultureInfo.InvariantCulture, $"{gap.Ticks / of.Ticks}{unit}");
    }
}
