using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Accounts;

/// <summary>How often somebody has tried to sign in. A try is taken before the password is looked at, so that tries side by
/// side cannot pass the limit, and given back when it was right.</summary>
public sealed class SignInTries(AccountOptions options)
{
    internal const string OfMember = "m:";
    internal const string OfTexted = "t:";
    internal const string OfAddress = "a:";

    /// <summary>One try of each scope, or of none: then how long to wait.</summary>
    /// <param name="address">Null where it is not known, and so not counted.</param>
    /// <param name="notBefore">Tries from before do not count: the phone's owner has asked for a new password since.</param>
    internal async Task<TakenTry> TakeAsync(
        Session session,
        string account,
        DateTimeOffset? notBefore,
        string? address,
        DateTimeOffset now
    )
    {
        var windowStart = now - options.TryWindow;
        var lockedAt = await session.ScalarAsync<DateTimeOffset?>(
            "select locked_at from sign_in_tries where scope = @account",
            new { account }
        );
        // A try at the very instant of it counts.
        var accountStart = notBefore > windowStart ? notBefore.Value.AddMilliseconds(-1) : windowStart;
        if (await TakeOneAsync(session, account, accountStart, now) is { } wait)
            return session.Undo(new TakenTry(wait, lockedAt));
        if (
            address is not null
            && await TakeOneAsync(session, OfAddress + address, windowStart, now) is { } addressWait
        )
            return session.Undo(new TakenTry(addressWait, lockedAt));
        await session.ExecuteAsync(
            """
            update sign_in_tries set locked_at = @now
            where scope = @account and locked_at is null and failed >= @TriesUntilLocked
            """,
            new
            {
                account,
                now,
                options.TriesUntilLocked,
            }
        );
        return new TakenTry(null, lockedAt);
    }

    /// <summary>It was right: the account begins anew, and the address gets its try back.</summary>
    internal static async Task ClearAsync(Session session, long member, string? address)
    {
        await session.ExecuteAsync(
            "delete from sign_in_tries where scope in (@own, @texted)",
            new { own = $"{OfMember}{member}", texted = $"{OfTexted}{member}" }
        );
        if (address is null)
            return;
        await session.ExecuteAsync(
            "update sign_in_tries set tries = tries - 1 where scope = @scope and tries > 0",
            new { scope = OfAddress + address }
        );
    }

    /// <summary>Null when taken, else how long until the window is over.</summary>
    private async Task<TimeSpan?> TakeOneAsync(
        Session session,
        string scope,
        DateTimeOffset windowStart,
        DateTimeOffset now
    )
    {
        var parameters = new
        {
            scope,
            windowStart,
            now,
            options.Tries,
        };
        var taken = await session.ExecuteAsync(
            """
            update sign_in_tries set
                tries = case when since > @windowStart then tries + 1 else 1 end,
                since = case when since > @windowStart then since else @now end,
                failed = failed + 1
            where scope = @scope and (since <= @windowStart or tries < @Tries)
            """,
            parameters
        );
        if (
            taken > 0
            || await session.TryInsertAsync(
                "insert into sign_in_tries (scope, tries, since, failed) values (@scope, 1, @now, 1)",
                parameters
            )
        )
            return null;
        var since = await session.ScalarAsync<DateTimeOffset>(
            "select since from sign_in_tries where scope = @scope",
            parameters
        );
        return since + options.TryWindow - now;
    }
}

/// <param name="Wait">Null when the try may be made.</param>
/// <param name="LockedAt">Since when only a newer texted password opens the account.</param>
internal sealed record TakenTry(TimeSpan? Wait, DateTimeOffset? LockedAt);
