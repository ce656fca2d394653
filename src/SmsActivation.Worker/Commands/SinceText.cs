using System.Globalization;

namespace SmsActivation.Worker.Commands;

/// <summary>A point in the past as an operator says it: <c>45m</c>, <c>2h</c>, <c>3d</c>, <c>1w</c>, or ISO 8601 (UTC
/// unless it names an offset).</summary>
internal static class SinceText
{
    public const string Forms = "45m, 2h, 3d, 1w, 2026-07-14 or 2026-07-14T09:30Z";

    private static readonly string[] IsoForms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd HH:mm:ssK",
    ];

    public static DateTimeOffset? Read(string text, DateTimeOffset now) => Ago(text, now) ?? Iso(text);

    private static DateTimeOffset? Ago(string text, DateTimeOffset now)
    {
        TimeSpan? unit = text switch
        {
            [.., 'm'] => TimeSpan.FromMinutes(1),
            [.., 'h'] => TimeSpan.FromHours(1),
            [.., 'd'] => TimeSpan.FromDays(1),
            [.., 'w'] => TimeSpan.FromDays(7),
            _ => null,
        };
        if (unit is null || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;
        var reach = now - DateTimeOffset.MinValue;
        return count > reach / unit.Value ? DateTimeOffset.MinValue : now - count * unit.Value;
    }

    public static DateTimeOffset? Iso(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            IsoForms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : null;
}
