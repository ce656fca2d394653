using System.Globalization;

namespace SmsActivation.Worker.Setup;

/// <summary>For fault tests, in Debug builds only: circumstances that a test cannot bring about from outside.</summary>
public static class FaultSwitches
{
    /// <summary>SMSACTIVATION_SHARE_DATABASE: hosts live side by side on one SQLite file, as instances on a server.</summary>
    public static bool SharesDatabase => Read("SMSACTIVATION_SHARE_DATABASE") is not null;

    /// <summary>SMSACTIVATION_MOST_PAGES: the disk is full at so many pages of the database.</summary>
    public static int? MostPages =>
        Read("SMSACTIVATION_MOST_PAGES") is { } pages ? int.Parse(pages, CultureInfo.InvariantCulture) : null;

    /// <summary>SMSACTIVATION_CLOCK_FILE: names a file that says how far the clock is off.</summary>
    public static TimeProvider Clock =>
        Read("SMSACTIVATION_CLOCK_FILE") is { } file ? new OffClock(file) : TimeProvider.System;

#if DEBUG
    private static string? Read(string name) => Environment.GetEnvironmentVariable(name);
#else
    private static string? Read(string name) => null;
#endif

    /// <summary>The wall clock only: timers and timestamps are not set by anybody.</summary>
    private sealed class OffClock(string file) : TimeProvider
    {
        private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMilliseconds(200);
        private long _readAt;
        private long _offTicks;

        public override DateTimeOffset GetUtcNow()
        {
            var readAt = Interlocked.Read(ref _readAt);
            if (readAt == 0 || GetElapsedTime(readAt) > ReadAgainAfter)
            {
                Interlocked.Exchange(ref _readAt, GetTimestamp());
                if (TimeSpan.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var off))
                    Interlocked.Exchange(ref _offTicks, off.Ticks);
            }
            return base.GetUtcNow().AddTicks(Interlocked.Read(ref _offTicks));
        }
    }
}
