using System.Globalization;
using SmsActivation.Core.Campaigns.Series;

namespace SmsActivation.Core.Campaigns.Drafts;

/// <summary>A value as it was typed.</summary>
/// <param name="Fault">What follows the field's name; null when the value can be taken.</param>
public readonly record struct Typed<T>(T Value, string? Fault);

/// <summary>Reads the settings of a campaign, for the command line and the page alike.</summary>
public static class CampaignValues
{
    public const int LongestName = 64;
    public const int LongestKeyword = 32;
    public const int FastestPerSecond = 1000;
    public const int MostControl = 90;
    private const int MinutesOfDay = 24 * 60;

    // What Twilio's ValidityPeriod takes: up to 36,000 seconds.
    public static readonly TimeSpan ShortestValid = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestValid = TimeSpan.FromHours(10);

    public static Typed<int> PerSecond(string text) => Number(text, 1, FastestPerSecond);

    /// <summary>Percent.</summary>
    public static Typed<int> Control(string text) => Number(text, 0, MostControl);

    /// <summary>Minutes of the day; 24:00 is its end.</summary>
    /// <param name="usual">For whoever wrote it otherwise.</param>
    public static Typed<int> TimeOfDay(string text, string usual) =>
        Minutes(text) is { } minutes
            ? new(minutes, Fault: null)
            : new(0, $"is '{text}': it must be a time like {usual}.");

    /// <summary>How long the carrier tries: 01:30:00, or 90 minutes.</summary>
    public static Typed<TimeSpan> Valid(string text) =>
        (Clocked(text.Trim()) ?? Gap.Read(text)) is { } valid && valid >= ShortestValid && valid <= LongestValid
            ? new(valid, Fault: null)
            : new(default, $"is '{text}': the carrier takes 1 minute to 10 hours.");

    // TimeSpan itself takes 24:00:00 for days.
    private static TimeSpan? Clocked(string text) =>
        text.Split(':') is [var hours, { Length: 2 } minutes, { Length: 2 } seconds]
        && int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h)
        && int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
        && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var s)
        && h < 1000
            ? new TimeSpan(h, m, s)
            : null;

    /// <summary>A time in the largest unit that leaves no rest: 7 days, 10 hours, 90 minutes.</summary>
    public static string InWords(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerDay == 0 ? Many(time.TotalDays, "day")
        : time.Ticks % TimeSpan.TicksPerHour == 0 ? Many(time.TotalHours, "hour")
        : time.Ticks % TimeSpan.TicksPerMinute == 0 ? Many(time.TotalMinutes, "minute")
        : Length(time);

    private static string Many(double many, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{many} {unit}{(many == 1 ? "" : "s")}");

    public static string Clock(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";

    public static string Length(TimeSpan valid) => $"{(int)valid.TotalHours:00}:{valid.Minutes:00}:{valid.Seconds:00}";

    private static Typed<int> Number(string text, int least, int most) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? new(number, Fault: null)
            : new(0, $"is '{text}': it must be from {least} to {most}.");

    private static int? Minutes(string text) =>
        text.Trim().Split(':') is [{ Length: 1 or 2 } hours, { Length: 2 } minutes]
        && int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h)
        && int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
        && m < 60
        && h * 60 + m is <= MinutesOfDay and var time
            ? time
            : null;
}
