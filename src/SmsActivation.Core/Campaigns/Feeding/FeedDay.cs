using System.Globalization;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>The day's texts of all campaigns (UTC), counted in the turns that feed them.</summary>
internal static class FeedDay
{
    /// <summary>Two campaigns take of one day: it is held until the commit.</summary>
    public static async Task<int> TakenAsync(Session session, DateTimeOffset now) =>
        await session.ScalarAsync<int?>(
            $"select taken from send_days{session.Dialect.Alone} where day = @day",
            new { day = Of(now) }
        ) ?? 0;

    public static async Task CountAsync(Session session, int texts, DateTimeOffset now)
    {
        var day = Of(now);
        var counted = await session.ExecuteAsync(
            "update send_days set taken = taken + @texts where day = @day",
            new { day, texts }
        );
        if (counted == 0)
            await session.ExecuteAsync("insert into send_days (day, taken) values (@day, @texts)", new { day, texts });
    }

    /// <summary>Beside the replies' day, and as long.</summary>
    public static string Of(DateTimeOffset now) =>
        now.UtcDateTime.ToString("'c-'yyyyMMdd", CultureInfo.InvariantCulture);
}
