using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Staff;

/// <summary>Who of the staff is signed in.</summary>
public sealed class StaffSessions(IDatabase database, StaffOptions options)
{
    /// <summary>A session that is being used is written down as such no more often.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Null when it ended, or never was.</summary>
    /// <param name="isUse">Somebody did something; a page that looks again by itself keeps no session from ending.</param>
    public async Task<StaffSession?> FindAsync(string tokenHash, DateTimeOffset now, bool isUse = true)
    {
        var found = await database.ReadAsync(session =>
            session.FirstAsync<StaffSession>(
                """
                select s.id, s.staff_id, s.confirmed, s.seen_at, p.name, p.role as role_word, p.must_change,
                       p.totp_secret, p.totp_confirmed_at
                from staff_sessions s join staff p on p.id = s.staff_id
                where s.token_hash = @tokenHash and s.ended_at is null and s.expires_at > @now
                    and s.seen_at > @idleSince and p.disabled_at is null
                """,
                new
                {
                    tokenHash,
                    now,
                    idleSince = now - options.SessionIdle,
                }
            )
        );
        if (isUse && found is not null && now - found.SeenAt > SeenEvery)
            await database.WriteAsync(session =>
                session.ExecuteAsync(
                    "update staff_sessions set seen_at = @now where id = @Id and ended_at is null",
                    new { found.Id, now }
                )
            );
        return found;
    }

    /// <summary>Whether it has not ended, and opens what it did. A page that merely stays open asks this, which does not
    /// count as doing something.</summary>
    public async Task<bool> StandsAsync(StaffSession session, DateTimeOffset now) =>
        await database.ReadAsync(reading =>
            reading.ScalarAsync<int>(
                """
                select count(*) from staff_sessions s join staff p on p.id = s.staff_id
                where s.id = @Id and s.ended_at is null and s.expires_at > @now and s.seen_at > @idleSince
                    and p.disabled_at is null and p.role = @RoleWord
                """,
                new
                {
                    session.Id,
                    session.RoleWord,
                    now,
                    idleSince = now - options.SessionIdle,
                }
            )
        ) > 0;

    /// <summary>Those of a person that stand, the newest first.</summary>
    public Task<IReadOnlyList<StandingSession>> StandingAsync(long staff, DateTimeOffset now) =>
        database.ReadAsync(session =>
            session.QueryAsync<StandingSession>(
                """
                select id, agent, created_at, seen_at from staff_sessions
                where staff_id = @staff and ended_at is null and expires_at > @now and seen_at > @idleSince
                order by id desc
                """,
                new
                {
                    staff,
                    now,
                    idleSince = now - options.SessionIdle,
                }
            )
        );

    public Task<int> EndAsync(long id, DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                "update staff_sessions set ended_at = @now where id = @id and ended_at is null",
                new { id, now }
            )
        );

    /// <summary>All of a person's but <paramref name="but"/>; written into the book.</summary>
    public Task<int> EndAllAsync(long staff, long? but, Actor by, string name, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var ended = await session.ExecuteAsync(
                """
                update staff_sessions set ended_at = @now
                where staff_id = @staff and id <> @but and ended_at is null
                """,
                new
                {
                    staff,
                    but = but ?? 0,
                    now,
                }
            );
            if (ended > 0)
                await StaffActs.WriteAsync(
                    session,
                    new StaffAct(by, StaffActKind.SessionsEnded) { Detail = $"{name}: {ended}" },
                    now
                );
            return ended;
        });
}

/// <summary>A session that stands; only one whose second factor was right too opens anything.</summary>
public sealed class StaffSession
{
    public long Id { get; init; }
    public long StaffId { get; init; }
    public bool Confirmed { get; init; }
    public DateTimeOffset SeenAt { get; init; }
    public string Name { get; init; } = "";
    public string RoleWord { get; init; } = "";
    public bool MustChange { get; init; }
    public string? TotpSecret { get; init; }
    public DateTimeOffset? TotpConfirmedAt { get; init; }

    public StaffRole Role => Enum.Parse<StaffRole>(RoleWord, ignoreCase: true);
    public Actor By => new(StaffId, Name);
    public bool HasSecondFactor => TotpConfirmedAt is not null;
}

public sealed class StandingSession
{
    public long Id { get; init; }
    public string? Agent { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset SeenAt { get; init; }
}
