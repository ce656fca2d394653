using System.Globalization;
using SmsActivation.Core.Alerts;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Outbox;

/// <summary>The day's ceiling on sends, for all hosts together. Hosts take them in blocks, so that it is no hot row; what a
/// killed host had left of its block is not sent that day.</summary>
public sealed class SendDayStore(IDatabase database, int ceiling)
{
    private const int BlocksInCeiling = 1000;
    private const int LargestBlock = 100;

    public int Ceiling => ceiling;

    public int Block { get; } = Math.Clamp(ceiling / BlocksInCeiling, 1, LargestBlock);

    /// <summary>As many sends as are left of this day, at most a block.</summary>
    /// <param name="told">A person was told just now that nothing is left.</param>
    public Task<(int Sends, bool Told)> TakeAsync(DateOnly day, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var key = Key(day);
            var begun = await session.ScalarAsync<int?>("select taken from send_days where day = @key", new { key });
            if (begun is null)
                await session.TryInsertAsync("insert into send_days (day, taken) values (@key, 0)", new { key });
            var taken =
                begun ?? await session.ScalarAsync<int>("select taken from send_days where day = @key", new { key });
            var sends = Math.Min(Block, ceiling - taken);
            if (sends <= 0)
                return (0, await TellAsync(session, key, now));
            var mine = await session.ExecuteAsync(
                "update send_days set taken = taken + @sends where day = @key and taken = @taken",
                new
                {
                    key,
                    sends,
                    taken,
                }
            );
            return (mine > 0 ? sends : 0, false);
        });

    /// <summary>What was taken and not sent.</summary>
    public Task GiveBackAsync(DateOnly day, int sends) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                "update send_days set taken = taken - @sends where day = @key and taken >= @sends",
                new { key = Key(day), sends }
            )
        );

    /// <summary>How many of this day's sends are taken.</summary>
    public Task<int> TakenAsync(DateOnly day) => database.ReadAsync(session => TakenAsync(session, day));

    internal static Task<int> TakenAsync(Session session, DateOnly day) =>
        session.ScalarAsync<int>(
            "select coalesce(max(taken), 0) from send_days where day = @key",
            new { key = Key(day) }
        );

    private Task<bool> TellAsync(Session session, string day, DateTimeOffset now) =>
        Alert.RaiseAsync(session, new Alert(AlertKind.SendCeilingReached, day, ceiling), now);

    private static string Key(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
