using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Accounts;

/// <summary>What signing in reads and writes.</summary>
public sealed class SignInStore(IDatabase database, SignInTries tries, AccountOptions options)
{
    /// <summary>Takes a try, and reads what there is to compare. A name that fits two members is nobody's.</summary>
    internal Task<SignInFacts> BeginAsync(SignInName name, bool texted, string? address, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var members = await session.QueryAsync<MemberRow>(
                """
                select id, password_hash from members where username = @Signs and closed_at is null
                union
                select id, password_hash from members where phone in @Phones and closed_at is null
                union
                select m.id, m.password_hash
                from cards c
                    join card_links l on l.card_id = c.id and l.unlinked_at is null
                    join members m on m.id = l.member_id
                where c.number = @Card and m.closed_at is null
                """,
                name
            );
            var member = members is [var only] ? only : null;
            var passwords = await session.QueryAsync<TextedPassword>(
                """
                select id, hash, created_at from temporary_passwords
                where member_id = @id and used_at is null and voided_at is null and expires_at > @now
                order by id desc
                """,
                new { id = member?.Id ?? 0, now }
            );
            var newest = passwords.Count > 0 ? passwords[0].CreatedAt : (DateTimeOffset?)null;
            var tail = texted ? "t" : "";
            var account = member is null
                ? name.NobodysScope + tail
                : (texted ? SignInTries.OfTexted : SignInTries.OfMember) + member.Id;
            var asked = new AskedTry([.. name.Scopes.Select(scope => scope + tail)], account, address)
            {
                NotBefore = texted ? newest : null,
            };
            var taken = await tries.TakeAsync(session, asked, now);
            return new SignInFacts(member?.Id, member?.PasswordHash, passwords, taken);
        });

    /// <summary>A session for a password that was right; null when it stopped being right meanwhile.</summary>
    /// <param name="texted">The texted password that it was, which is used up by it and voids every other one.</param>
    internal Task<bool> SignInAsync(
        long member,
        string? ownHash,
        long? texted,
        string tokenHash,
        Client client,
        DateTimeOffset now
    ) =>
        database.WriteAsync(async session =>
        {
            var parameters = new
            {
                member,
                ownHash,
                texted,
                tokenHash,
                client.Agent,
                now,
                mustChange = texted is not null,
                expiresAt = now + options.SessionLifetime,
            };
            var right = await session.ExecuteAsync(
                texted is null
                    ? """
                    update members set last_sign_in_at = @now
                    where id = @member and password_hash = @ownHash and closed_at is null
                    """
                    : """
                    update temporary_passwords set used_at = @now
                    where id = @texted and member_id = @member
                        and used_at is null and voided_at is null and expires_at > @now
                    """,
                parameters
            );
            if (right == 0)
                return session.Undo(false);
            if (texted is not null)
            {
                await session.ExecuteAsync(
                    """
                    update temporary_passwords set voided_at = @now
                    where member_id = @member and used_at is null and voided_at is null
                    """,
                    parameters
                );
                var open = await session.ExecuteAsync(
                    """
                    update members set last_sign_in_at = @now, password_hash = null
                    where id = @member and closed_at is null
                    """,
                    parameters
                );
                if (open == 0)
                    return session.Undo(false);
            }
            await SignInTries.ClearAsync(session, member, client.Address);
            await session.ExecuteAsync(
                """
                insert into account_sessions
                    (member_id, token_hash, must_change, agent, created_at, seen_at, expires_at)
                values (@member, @tokenHash, @mustChange, @Agent, @now, @now, @expiresAt)
                """,
                parameters
            );
            return true;
        });

    internal Task ClearTriesAsync(long member, string? address) =>
        database.WriteAsync(async session =>
        {
            await SignInTries.ClearAsync(session, member, address);
            return true;
        });

    private sealed class MemberRow
    {
        public long Id { get; init; }
        public string? PasswordHash { get; init; }
    }
}

/// <summary>What a sign-in is compared with; without a member there is nothing, and it takes as long.</summary>
/// <param name="Texted">Newest first.</param>
internal sealed record SignInFacts(long? MemberId, string? OwnHash, IReadOnlyList<TextedPassword> Texted, TakenTry Try);

internal sealed class TextedPassword
{
    public long Id { get; init; }
    public string Hash { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
}
