using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Accounts;

/// <summary>How often somebody has tried to sign in. A try is taken before the password is looked at, so that tries side by
/// side cannot pass the limit, and given back when it was right.</summary>
/// <remarks>Each meaning of a name is counted whether it is anybody's or not, and only that decides what is told: so names
/// of members and of nobody are told the same, in every spelling. The member's own count goes over all their names; when it
/// is used up, nothing is compared any more and nothing is told of it.</remarks>
public sealed class SignInTries(AccountOptions options)
{
    internal const string OfMember = "m:";
    internal const string OfTexted = "t:";
    internal const string OfAddress = "a:";

    /// <summary>One try of each scope, or of none: then how long to wait.</summary>
    internal async Task<TakenTry> TakeAsync(Session session, AskedTry asked, DateTimeOffset now)
    {
        var windowStart = now - options.TryWindow;
        var told = await LockedAtAsync(session, asked.Names);
        var withheld = await LockedAtAsync(session, [asked.Account]);
        // A try at the very instant of it counts.
        var accountStart = asked.NotBefore > windowStart ? asked.NotBefore.Value.AddMilliseconds(-1) : windowStart;
        TimeSpan? wait = null;
        foreach (var name in asked.Names)
            if (await TakeOneAsync(session, name, accountStart, now) is { } one && !(wait > one))
                wait = one;
        var taken = new TakenTry(wait, told)
        {
            AccountWait = await TakeOneAsync(session, asked.Account, accountStart, now),
            AccountLockedAt = withheld > told || told is null ? withheld : told,
        };
        if (wait is not null)
            return session.Undo(taken);
        if (
            asked.Address is { } address
            && await TakeOneAsync(session, OfAddress + address, windowStart, now) is { } addressWait
        )
            return session.Undo(taken with { Wait = addressWait });
        await session.ExecuteAsync(
            """
            update sign_in_tries set locked_at = @now
            where scope in @scopes and locked_at is null and failed >= @TriesUntilLocked
            """,
            new
            {
                scopes = asked.Names.Append(asked.Account),
                now,
                options.TriesUntilLocked,
            }
        );
        return taken;
    }

    /// <summary>One try of each scope, or of none: then how long to wait. Scopes that lock nothing.</summary>
    internal async Task<TimeSpan?> TakeAsync(Session session, IReadOnlyList<string> scopes, DateTimeOffset now)
    {
        TimeSpan? wait = null;
        foreach (var scope in scopes)
            if (await TakeOneAsync(session, scope, now - options.TryWindow, now) is { } one && !(wait > one))
                wait = one;
        return wait is null ? null : session.Undo(wait);
    }

    /// <summary>It was right: the name begins anew, and the address gets its try back.</summary>
    internal static async Task GiveBackAsync(Session session, string name, string? address)
    {
        await session.ExecuteAsync("delete from sign_in_tries where scope in @scopes", new { scopes = new[] { name } });
        await GiveBackAsync(session, address);
    }

    /// <summary>It was right: the account begins anew under each of its names, and the address gets its try back.</summary>
    internal static async Task ClearAsync(Session session, long member, string? address)
    {
        var scopes = await ScopesAsync(session, member);
        await session.ExecuteAsync("delete from sign_in_tries where scope in @scopes", new { scopes });
        await GiveBackAsync(session, address);
    }

    private static async Task GiveBackAsync(Session session, string? address)
    {
        if (address is null)
            return;
        await session.ExecuteAsync(
            "update sign_in_tries set tries = tries - 1 where scope = @scope and tries > 0",
            new { scope = OfAddress + address }
        );
    }

    /// <summary>All that count tries of this member: by their id and by each of their names.</summary>
    internal static async Task<IReadOnlyList<string>> ScopesAsync(Session session, long member)
    {
        var id = new { member };
        var names = await session.FirstAsync<NamesRow>("select phone, username from members where id = @member", id);
        if (names is null)
            return [];
        var cards = await session.QueryAsync<string>(
            """
            select c.number from card_links l join cards c on c.id = l.card_id
            where l.member_id = @member and l.unlinked_at is null
            """,
            id
        );
        var ofNames = SignInName
            .ScopesOf([names.Phone], cards, signs: "")
            .Concat(SignInName.ScopesOf([], [], names.Username));
        return [OfMember + member, OfTexted + member, .. ofNames.SelectMany(scope => new[] { scope, scope + "t" })];
    }

    private static Task<DateTimeOffset?> LockedAtAsync(Session session, IReadOnlyList<string> scopes) =>
        session.ScalarAsync<DateTimeOffset?>(
            "select max(locked_at) from sign_in_tries where scope in @scopes",
            new { scopes }
        );

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
        while (true)
        {
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
            if (taken > 0)
                return null;
            var since = await session.ScalarAsync<DateTimeOffset?>(
                "select since from sign_in_tries where scope = @scope",
                parameters
            );
            if (since is { } begun)
                return begun + options.TryWindow - now;
            if (
                await session.TryInsertAsync(
                    "insert into sign_in_tries (scope, tries, since, failed) values (@scope, 1, @now, 1)",
                    parameters
                )
            )
                return null;
        }
    }

    private sealed class NamesRow
    {
        public string Phone { get; init; } = "";
        public string Username { get; init; } = "";
    }
}

/// <summary>Whose try it is.</summary>
/// <param name="Names">A scope for each meaning of what was typed.</param>
/// <param name="Account">The member's, else one that nobody has.</param>
/// <param name="Address">Null where it is not known, and so not counted.</param>
internal sealed record AskedTry(IReadOnlyList<string> Names, string Account, string? Address)
{
    /// <summary>Tries from before do not count: the phone's owner has asked for a new password since.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}

/// <param name="Wait">Null when the try may be made.</param>
/// <param name="LockedAt">Since when only a newer texted password opens the account, as far as it may be told.</param>
internal sealed record TakenTry(TimeSpan? Wait, DateTimeOffset? LockedAt)
{
    /// <summary>The account has no try left, under whatever names they were made. Only its owner may be told.</summary>
    public TimeSpan? AccountWait { get; init; }

    /// <summary>Since when it is locked under whatever names.</summary>
    public DateTimeOffset? AccountLockedAt { get; init; }
}
