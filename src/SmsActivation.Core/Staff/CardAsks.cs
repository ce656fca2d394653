using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Staff;

/// <summary>How often one person asks for cards that are not there: a cashier mistypes, a thief guesses. A miss is taken
/// before the card is looked up, so that asks side by side cannot pass the limit, and given back when it was there.</summary>
public sealed class CardAsks(IDatabase database)
{
    /// <summary>Within an hour, as of the keys of tills.</summary>
    public const int MostMisses = 20;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Null when the card may be looked up, else how long to wait.</summary>
    public Task<TimeSpan?> TakeAsync(long staff, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var parameters = new
            {
                staff,
                now,
                windowStart = now - Window,
                MostMisses,
            };
            var taken = await session.ExecuteAsync(
                """
                update staff set
                    card_misses = case when card_misses_since > @windowStart then card_misses + 1 else 1 end,
                    card_misses_since = case when card_misses_since > @windowStart then card_misses_since else @now end
                where id = @staff
                    and (card_misses_since is null or card_misses_since <= @windowStart or card_misses < @MostMisses)
                """,
                parameters
            );
            if (taken > 0)
                return (TimeSpan?)null;
            var since = await session.ScalarAsync<DateTimeOffset?>(
                "select card_misses_since from staff where id = @staff",
                parameters
            );
            return since is { } begun ? begun + Window - now : Window;
        });

    public Task GiveBackAsync(long staff) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                "update staff set card_misses = card_misses - 1 where id = @staff and card_misses > 0",
                new { staff }
            )
        );
}
