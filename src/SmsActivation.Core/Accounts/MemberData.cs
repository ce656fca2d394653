using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Profiles;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Accounts;

/// <summary>All that is kept of a member, for the member. Hashes and tokens are no one's to see.</summary>
public sealed class MemberData(IDatabase database)
{
    /// <summary>One snapshot of it.</summary>
    public Task<MemberExport> ReadAsync(long member) =>
        database.ReadAsync(async session =>
        {
            var id = new { member };
            var about = await session.FirstAsync<MemberAbout>(
                "select phone, username, language, created_at, last_sign_in_at from members where id = @member",
                id
            );
            if (about is null)
                throw new InvalidOperationException($"There is no member {member}.");
            return new MemberExport(
                about,
                ProfileStore.Read(await ProfileStore.FindAsync(session, member)),
                await session.QueryAsync<MemberCard>(
                    """
                    select c.number, c.state, l.linked_at, l.unlinked_at, l.unlink_reason
                    from card_links l join cards c on c.id = l.card_id where l.member_id = @member order by l.id
                    """,
                    id
                ),
                [.. (await ConsentStore.OfAsync(session, member)).Reverse()],
                // What ended before this member was made may be somebody else's; what stands says why they are texted, or not.
                [
                    .. (await PhoneConsents.OfPhoneAsync(session, about.Phone))
                        .Where(one => one.RevokedAt is null || one.RevokedAt >= about.CreatedAt)
                        .Reverse(),
                ],
                [
                    .. (await OptOuts.OfPhoneAsync(session, about.Phone))
                        .Where(one => one.EndedAt is null || one.EndedAt >= about.CreatedAt)
                        .Reverse(),
                ],
                await session.QueryAsync<MemberOffer>(
                    $"""
                    select g.name as campaign, r.fed_at as at, o.words, o.state
                    from campaigns g join campaign_recipients r on r.campaign_id = g.id and r.phone = @Phone
                        join outbound_messages o on o.id = r.outbound_id
                    -- what was sent to the phone before this member was made may have gone to somebody else
                    where r.fed_at >= @CreatedAt
                    union all
                    select g.name as campaign, p.fed_at as at, o.words, o.state
                    {EarlierTexts.Texts}
                        join campaigns g on g.id = r.campaign_id
                    where r.campaign_id in (select k.id from campaigns k) and r.phone = @Phone and p.fed_at >= @CreatedAt
                    order by at
                    """,
                    about
                ),
                await session.QueryAsync<MemberSignIn>(
                    """
                    select created_at as at, agent, ended_at from account_sessions
                    where member_id = @member order by id
                    """,
                    id
                ),
                await session.QueryAsync<MemberText>(
                    """
                    select l.at, l.channel, i.body, l.card, l.outcome, o.template as reply, o.state as reply_state
                    from activation_log l
                        join members m on m.phone = l.phone
                        join inbound_messages i on i.id = l.inbound_id
                        left join outbound_messages o on o.id = l.reply_id
                    -- what the phone texted before this member was made may be somebody else's
                    where m.id = @member and l.at >= m.created_at order by l.id
                    """,
                    id
                )
            );
        });
}

public sealed record MemberExport(
    MemberAbout Member,
    IReadOnlyDictionary<string, string> Profile,
    IReadOnlyList<MemberCard> Cards,
    IReadOnlyList<GivenConsent> Consents,
    IReadOnlyList<PhoneConsent> PhoneConsents,
    IReadOnlyList<KeptOptOut> OptOuts,
    IReadOnlyList<MemberOffer> Offers,
    IReadOnlyList<MemberSignIn> SignIns,
    IReadOnlyList<MemberText> Texts
);

public sealed class MemberAbout
{
    public string Phone { get; init; } = "";
    public string Username { get; init; } = "";
    public string? Language { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastSignInAt { get; init; }
}

public sealed class MemberCard
{
    public string Number { get; init; } = "";
    public string State { get; init; } = "";
    public DateTimeOffset LinkedAt { get; init; }
    public DateTimeOffset? UnlinkedAt { get; init; }
    public string? UnlinkReason { get; init; }
}

/// <summary>A campaign's text to the member; its words are emptied after a while.</summary>
public sealed class MemberOffer
{
    public string Campaign { get; init; } = "";
    public DateTimeOffset At { get; init; }
    public string? Words { get; init; }

    /// <summary>Of the text.</summary>
    public string State { get; init; } = "";
}

public sealed class MemberSignIn
{
    public DateTimeOffset At { get; init; }

    /// <summary>What the browser called itself.</summary>
    public string? Agent { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>A text of the member's, and what became of it; bodies are emptied after a while.</summary>
public sealed class MemberText
{
    public DateTimeOffset At { get; init; }
    public string Channel { get; init; } = "";
    public string Body { get; init; } = "";
    public string? Card { get; init; }
    public string Outcome { get; init; } = "";
    public string? Reply { get; init; }
    public string? ReplyState { get; init; }
}
