using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Staff;

/// <summary>The people who may sign in to <c>/ops</c>. Each change is written into the book with who made it.</summary>
public sealed class StaffStore(IDatabase database)
{
    public const int LongestName = 40;

    /// <summary>Lower case, as it is kept; null for what can be no name.</summary>
    public static string? NameOf(string typed)
    {
        var name = typed.Trim().ToLowerInvariant();
        return
            name.Length is > 0 and <= LongestName
            && name.All(sign => char.IsAsciiLetterOrDigit(sign) || ".-_@".Contains(sign))
            ? name
            : null;
    }

    /// <summary>False when the name is somebody's.</summary>
    /// <param name="passwordHash">Of a password drawn for them, to be replaced at the first sign-in.</param>
    public Task<bool> AddAsync(string name, StaffRole role, string passwordHash, Actor by, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var added = await session.TryInsertAsync(
                """
                insert into staff (name, role, password_hash, must_change, created_at)
                values (@name, @role, @passwordHash, 1, @now)
                """,
                new
                {
                    name,
                    role = role.Word(),
                    passwordHash,
                    now,
                }
            );
            if (added)
                await WriteAsync(session, by, StaffActKind.StaffAdded, name, role.Word(), now);
            return added;
        });

    /// <summary>A new first password; the second factor, its recovery codes and all sessions end. False when nobody has the
    /// name.</summary>
    public Task<bool> ResetAsync(string name, string passwordHash, Actor by, DateTimeOffset now) =>
        ChangeAsync(
            """
            update staff set password_hash = @passwordHash, must_change = 1, totp_secret = null,
                totp_confirmed_at = null, totp_step = null, disabled_at = null
            where name = @name
            """,
            new { name, passwordHash },
            StaffActKind.StaffReset,
            name,
            detail: null,
            by,
            now
        );

    public Task<bool> SetRoleAsync(string name, StaffRole role, Actor by, DateTimeOffset now) =>
        ChangeAsync(
            "update staff set role = @role where name = @name and role <> @role",
            new { name, role = role.Word() },
            StaffActKind.RoleChanged,
            name,
            role.Word(),
            by,
            now
        );

    public Task<bool> DisableAsync(string name, Actor by, DateTimeOffset now) =>
        ChangeAsync(
            "update staff set disabled_at = @now where name = @name and disabled_at is null",
            new { name, now },
            StaffActKind.StaffDisabled,
            name,
            detail: null,
            by,
            now
        );

    public Task<bool> EnableAsync(string name, Actor by, DateTimeOffset now) =>
        ChangeAsync(
            "update staff set disabled_at = null where name = @name and disabled_at is not null",
            new { name },
            StaffActKind.StaffEnabled,
            name,
            detail: null,
            by,
            now
        );

    /// <summary>Everybody, by name, with when they were last here.</summary>
    public Task<IReadOnlyList<StaffPerson>> ListAsync() =>
        database.ReadAsync(session =>
            session.QueryAsync<StaffPerson>(
                """
                select s.id, s.name, s.role, s.totp_confirmed_at, s.created_at, s.disabled_at,
                       (select max(seen_at) from staff_sessions where staff_id = s.id and confirmed = 1) as last_seen_at
                from staff s order by s.name
                """
            )
        );

    public Task<bool> AnyAsync() =>
        database.ReadAsync(async session =>
            await session.ScalarAsync<long>("select count(*) from staff where password_hash is not null") > 0
        );

    /// <summary>The book, newest first.</summary>
    public Task<IReadOnlyList<StaffActRow>> ActsAsync(long? before, int most) =>
        database.ReadAsync(session =>
            session.QueryAsync<StaffActRow>(
                $"""
                select id, at, staff_name, kind, phone, card, reason, detail from staff_acts
                where id < @before order by id desc {session.Dialect.First("@most")}
                """,
                new { before = before ?? long.MaxValue, most }
            )
        );

    /// <summary>Who is changed starts anew everywhere: what they had open was opened under other rules.</summary>
    private Task<bool> ChangeAsync(
        string update,
        object parameters,
        StaffActKind kind,
        string name,
        string? detail,
        Actor by,
        DateTimeOffset now
    ) =>
        database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(update, parameters) == 0)
                return false;
            var person = new { name, now };
            await session.ExecuteAsync(
                """
                update staff_sessions set ended_at = @now
                where ended_at is null and staff_id = (select id from staff where name = @name)
                """,
                person
            );
            if (kind == StaffActKind.StaffReset)
                await session.ExecuteAsync(
                    "delete from staff_recovery_codes where staff_id = (select id from staff where name = @name)",
                    person
                );
            await WriteAsync(session, by, kind, name, detail, now);
            return true;
        });

    private static Task<int> WriteAsync(
        Session session,
        Actor by,
        StaffActKind kind,
        string name,
        string? detail,
        DateTimeOffset now
    ) =>
        StaffActs.WriteAsync(
            session,
            new StaffAct(by, kind) { Detail = detail is null ? name : $"{name}: {detail}" },
            now
        );
}

public sealed class StaffPerson
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
    public DateTimeOffset? TotpConfirmedAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DisabledAt { get; init; }
    public DateTimeOffset? LastSeenAt { get; init; }
}
