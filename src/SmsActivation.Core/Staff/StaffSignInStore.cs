using SmsActivation.Core.Accounts;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Staff;

/// <summary>What signing in to <c>/ops</c> reads and writes.</summary>
public sealed class StaffSignInStore(IDatabase database, SignInTries tries, StaffOptions options)
{
    private const string OfName = "s:";
    private const string OfCode = "sc:";

    /// <summary>Takes a try of the name, whoever has it or not, and of the address; then reads what to compare.</summary>
    internal Task<(TimeSpan? Wait, StaffRow? Person)> BeginAsync(string name, string address, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (await tries.TakeAsync(session, [OfName + name, SignInTries.OfAddress + address], now) is { } wait)
                return session.Undo<(TimeSpan?, StaffRow?)>((wait, null));
            var person = await session.FirstAsync<StaffRow>(
                """
                select id, name, password_hash, totp_confirmed_at from staff
                where name = @name and disabled_at is null and password_hash is not null
                """,
                new { name }
            );
            return ((TimeSpan?)null, person);
        });

    /// <summary>The password was right: a session that opens nothing before the second factor. False when the password
    /// changed meanwhile.</summary>
    internal Task<bool> SignInAsync(StaffRow person, string tokenHash, Client client, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var stands = await session.ScalarAsync<long>(
                "select count(*) from staff where id = @Id and password_hash = @PasswordHash and disabled_at is null",
                person
            );
            if (stands == 0)
                return false;
            await SignInTries.GiveBackAsync(session, OfName + person.Name, client.Address);
            await AddSessionAsync(session, person.Id, tokenHash, confirmed: false, client.Agent, now);
            return true;
        });

    /// <summary>A code of the app, once; false when it, or a later one, was used.</summary>
    internal Task<bool> ConfirmAsync(StaffSession signedIn, long step, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var parameters = new
            {
                signedIn.Id,
                signedIn.StaffId,
                step,
                now,
            };
            var used = await session.ExecuteAsync(
                """
                update staff set totp_step = @step, totp_confirmed_at = coalesce(totp_confirmed_at, @now)
                where id = @StaffId and totp_secret is not null and (totp_step is null or totp_step < @step)
                """,
                parameters
            );
            if (used == 0 || !await OpenAsync(session, signedIn, now))
                return session.Undo(false);
            return true;
        });

    /// <summary>A recovery code, once; false when it is none, or was used.</summary>
    internal Task<bool> RecoverAsync(StaffSession signedIn, string codeHash, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var used = await session.ExecuteAsync(
                """
                update staff_recovery_codes set used_at = @now
                where staff_id = @StaffId and code_hash = @codeHash and used_at is null
                """,
                new
                {
                    signedIn.StaffId,
                    codeHash,
                    now,
                }
            );
            return used > 0 && await OpenAsync(session, signedIn, now) || session.Undo(false);
        });

    /// <summary>Tries of the second factor are counted apart: whoever makes them knows the password.</summary>
    internal Task<TimeSpan?> TakeCodeTryAsync(StaffSession signedIn, DateTimeOffset now) =>
        database.WriteAsync(session => tries.TakeAsync(session, [OfCode + signedIn.StaffId], now));

    /// <summary>The key that the person's app is to have; not in force before a code of it was right.</summary>
    internal Task KeepSecretAsync(StaffSession signedIn, string sealedSecret) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update staff set totp_secret = @sealedSecret
                where id = @StaffId and totp_confirmed_at is null and totp_secret is null
                """,
                new { signedIn.StaffId, sealedSecret }
            )
        );

    internal Task<string?> SecretAsync(StaffSession signedIn) =>
        database.ReadAsync(session =>
            session.ScalarAsync<string>("select totp_secret from staff where id = @StaffId", new { signedIn.StaffId })
        );

    /// <summary>New recovery codes; the former ones end.</summary>
    internal Task KeepRecoveryCodesAsync(StaffSession signedIn, IReadOnlyList<string> hashes) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                "delete from staff_recovery_codes where staff_id = @StaffId",
                new { signedIn.StaffId }
            );
            foreach (var hash in hashes)
                await session.ExecuteAsync(
                    "insert into staff_recovery_codes (staff_id, code_hash) values (@StaffId, @hash)",
                    new { signedIn.StaffId, hash }
                );
            return hashes.Count;
        });

    internal Task<string?> PasswordHashAsync(StaffSession signedIn) =>
        database.ReadAsync(session =>
            session.ScalarAsync<string>("select password_hash from staff where id = @StaffId", new { signedIn.StaffId })
        );

    /// <summary>A password of one's own; every other session ends with the old one.</summary>
    internal Task<int> SetPasswordAsync(StaffSession signedIn, string hash, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var parameters = new
            {
                signedIn.Id,
                signedIn.StaffId,
                hash,
                now,
            };
            await session.ExecuteAsync(
                """
                update staff_sessions set ended_at = @now
                where staff_id = @StaffId and id <> @Id and ended_at is null
                """,
                parameters
            );
            return await session.ExecuteAsync(
                "update staff set password_hash = @hash, must_change = 0 where id = @StaffId",
                parameters
            );
        });

    /// <summary>The simulator's one click: somebody of this role without a password, and a session that opens all that the
    /// role does.</summary>
    public Task SignInDemoAsync(StaffRole role, string tokenHash, string? agent, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var person = new
            {
                name = $"demo-{role.Word()}",
                role = role.Word(),
                now,
            };
            const string find = "select id from staff where name = @name and password_hash is null";
            var id = await session.ScalarAsync<long?>(find, person);
            if (id is null)
            {
                await session.TryInsertAsync(
                    """
                    insert into staff (name, role, must_change, totp_confirmed_at, created_at)
                    values (@name, @role, 0, @now, @now)
                    """,
                    person
                );
                id = await session.ScalarAsync<long?>(find, person);
            }
            await AddSessionAsync(session, id!.Value, tokenHash, confirmed: true, agent, now);
            return true;
        });

    private static async Task<bool> OpenAsync(Session session, StaffSession signedIn, DateTimeOffset now)
    {
        await SignInTries.GiveBackAsync(session, OfCode + signedIn.StaffId, address: null);
        return await session.ExecuteAsync(
                "update staff_sessions set confirmed = 1 where id = @Id and ended_at is null and expires_at > @now",
                new { signedIn.Id, now }
            ) > 0;
    }

    private Task<int> AddSessionAsync(
        Session session,
        long staff,
        string tokenHash,
        bool confirmed,
        string? agent,
        DateTimeOffset now
    ) =>
        session.ExecuteAsync(
            """
            insert into staff_sessions (staff_id, token_hash, confirmed, agent, created_at, seen_at, expires_at)
            values (@staff, @tokenHash, @confirmed, @agent, @now, @now, @until)
            """,
            new
            {
                staff,
                tokenHash,
                confirmed,
                agent,
                now,
                until = now + options.SessionLifetime,
            }
        );
}

internal sealed class StaffRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string? PasswordHash { get; init; }
    public DateTimeOffset? TotpConfirmedAt { get; init; }
}
