using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace SmsActivation.Core.Campaigns.Zones;

/// <summary>The time zones that a phone may be in, as one code for each set of them; the sets are embedded (see NOTICE for
/// their sources). Nobody knows where a mobile phone is: it may be in any zone of its country, and in the United States and
/// Canada in those of its area code.</summary>
public static class TimeZones
{
    /// <summary>Of a number of no country: it may be anywhere, where it is always night somewhere.</summary>
    public const int Anywhere = 0;

    private const int MinutesOfDay = 24 * 60;
    private const string NorthAmerica = "+1";
    private const int AreaCodeLength = 3;

    // By whose clock a morning is told, where it comes to many places at once.
    private static readonly ImmutableArray<string> WellKnown =
    [
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "America/Mexico_City",
        "America/Sao_Paulo",
        "America/Bogota",
        "Europe/London",
        "Europe/Berlin",
        "Europe/Athens",
        "Europe/Istanbul",
        "Africa/Lagos",
        "Africa/Johannesburg",
        "Africa/Nairobi",
        "Asia/Dubai",
        "Asia/Singapore",
        "Asia/Bangkok",
        "Asia/Shanghai",
        "Asia/Tokyo",
    ];

    private static readonly Lazy<Table> Known = new(Read);

    /// <summary>The code of a phone's zones.</summary>
    /// <param name="country">Of the number (ISO 3166 alpha-2); null for satellites and other numbers of no country.</param>
    public static int CodeOf(string e164, string? country)
    {
        if (country is null)
            return Anywhere;
        var table = Known.Value;
        if (
            country is "US" or "CA"
            && e164.StartsWith(NorthAmerica, StringComparison.Ordinal)
            && e164.Length >= NorthAmerica.Length + AreaCodeLength
            && table.Areas.TryGetValue(e164.Substring(NorthAmerica.Length, AreaCodeLength), out var code)
        )
            return code;
        return table.Countries.GetValueOrDefault(country, Anywhere);
    }

    /// <summary>The codes of which every zone's local time lies within the window: a number that may be in several zones is
    /// texted only when it is day in all of them.</summary>
    /// <param name="dayFrom">The first minute of the local day that is within.</param>
    /// <param name="dayUntil">The first minute that is not; 1,440 is midnight.</param>
    public static IReadOnlyList<int> AllowedAt(DateTimeOffset now, int dayFrom, int dayUntil)
    {
        if (dayFrom <= 0 && dayUntil >= MinutesOfDay)
            return [Anywhere, .. Known.Value.Sets.Select(set => set.Code)];
        var day = Known
            .Value.Zones.Select(zone => Minute(zone, now) is var m && m >= dayFrom && m < dayUntil)
            .ToArray();
        return
        [
            .. Known
                .Value.Sets.Where(set => set.Zones.Count > 0 && set.Zones.All(zone => day[zone]))
                .Select(set => set.Code),
        ];
    }

    /// <summary>The codes that the window opens for at some minute of the 24 hours from now on: a country may be so wide that
    /// it is never day in all of it.</summary>
    public static IReadOnlySet<int> OpenWithinADay(DateTimeOffset now, int dayFrom, int dayUntil) =>
        Enumerable
            .Range(0, MinutesOfDay)
            .SelectMany(minute => AllowedAt(now.AddMinutes(minute), dayFrom, dayUntil))
            .ToHashSet();

    /// <summary>When the window opens next for a code: at the morning of one of its zones, for the others are within by then.
    /// Null where that never is.</summary>
    public static ZoneMorning? NextMorning(int code, DateTimeOffset from, int dayFrom, int dayUntil)
    {
        var table = Known.Value;
        if (table.Sets.FirstOrDefault(set => set.Code == code) is not { Zones.Count: > 0 } among)
            return null;
        return among
            .Zones.Select(zone => table.Zones[zone])
            .SelectMany(zone => Mornings(zone, from, dayFrom))
            .Where(morning =>
                morning.At > from
                && among.Zones.All(zone =>
                    Minute(table.Zones[zone], morning.At) is var m && m >= dayFrom && m < dayUntil
                )
            )
            .OrderBy(morning => morning.At)
            .ThenBy(morning => WellKnown.IndexOf(morning.Zone) is var place and >= 0 ? place : int.MaxValue)
            .FirstOrDefault();
    }

    /// <summary>When the window closes next for a code: in the first of its zones. Null where it never closes, or nobody knows
    /// where.</summary>
    public static DateTimeOffset? NextEvening(int code, DateTimeOffset from, int dayFrom, int dayUntil)
    {
        var table = Known.Value;
        if (
            (dayFrom <= 0 && dayUntil >= MinutesOfDay)
            || table.Sets.FirstOrDefault(set => set.Code == code) is not { Zones.Count: > 0 } among
        )
            return null;
        return among.Zones.Min(zone => Evening(table.Zones[zone], from, dayUntil));
    }

    /// <summary>Where the clock shows it twice, the first time.</summary>
    private static DateTimeOffset Evening(TimeZoneInfo zone, DateTimeOffset from, int dayUntil)
    {
        var local = TimeZoneInfo.ConvertTime(from, zone).Date.AddMinutes(dayUntil);
        for (; ; local = local.AddDays(1))
        {
            local = Shown(zone, local);
            var offset = zone.IsAmbiguousTime(local)
                ? zone.GetAmbiguousTimeOffsets(local).Max()
                : zone.GetUtcOffset(local);
            if (new DateTimeOffset(local, offset) is var evening && evening > from)
                return evening.ToUniversalTime();
        }
    }

    /// <summary>Of today, tomorrow and the day after; on a night of a clock that is put forward an hour later, perhaps.</summary>
    private static IEnumerable<ZoneMorning> Mornings(TimeZoneInfo zone, DateTimeOffset from, int dayFrom)
    {
        var today = TimeZoneInfo.ConvertTime(from, zone).Date;
        for (var day = 0; day < 3; day++)
        {
            var local = Shown(zone, today.AddDays(day).AddMinutes(dayFrom));
            yield return new ZoneMorning(
                new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime(),
                zone.Id
            );
        }
    }

    /// <summary>The first time from then on that the clock of the place shows: an hour is left out where it is put forward.</summary>
    private static DateTime Shown(TimeZoneInfo zone, DateTime local)
    {
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return local;
    }

    private static int Minute(TimeZoneInfo zone, DateTimeOffset now) =>
        (int)TimeZoneInfo.ConvertTime(now, zone).TimeOfDay.TotalMinutes;

    private static Table Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("time-zones.txt")!;
        using var reader = new StreamReader(stream);
        var (sets, countries, areas) = (new List<ZoneSet>(), NewCodes(), NewCodes());
        var (zones, places) = (new List<TimeZoneInfo>(), new Dictionary<string, int?>(StringComparer.Ordinal));
        while (reader.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            if (words[0] == "zones")
                sets.Add(new ZoneSet(Number(words[1]), [.. words[2..].Select(Place).OfType<int>()]));
            else if (words[0] == "country")
                countries.Add(words[1], Number(words[2]));
            else if (words[0] == "area")
                areas.Add(words[1], Number(words[2]));
        }
        return new Table(sets, zones, countries, areas);

        // A zone that this machine's tables do not have yet is passed over: until then it was a part of another.
        int? Place(string name)
        {
            if (!places.TryGetValue(name, out var place))
            {
                if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
                {
                    place = zones.Count;
                    zones.Add(zone);
                }
                places.Add(name, place);
            }
            return place;
        }
    }

    private static Dictionary<string, int> NewCodes() => new(StringComparer.Ordinal);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Table(
        IReadOnlyList<ZoneSet> Sets,
        IReadOnlyList<TimeZoneInfo> Zones,
        IReadOnlyDictionary<string, int> Countries,
        IReadOnlyDictionary<string, int> Areas
    );

    /// <param name="Zones">Places in the table's list.</param>
    private sealed record ZoneSet(int Code, IReadOnlyList<int> Zones);
}

/// <summary>The minute at which a window opens in a time zone.</summary>
/// <param name="Zone">Its name, like <c>America/New_York</c>.</param>
public sealed record ZoneMorning(DateTimeOffset At, string Zone)
{
    /// <summary>As people call it: New York.</summary>
    public string Place => Zone[(Zone.LastIndexOf('/') + 1)..].Replace('_', ' ');
}
