using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Privacy;

/// <summary>What the lists of campaigns hold of a person, and the registers of what they agreed to and took back. That they have
/// opted out is kept elsewhere: <see cref="KeptOptOuts"/>.</summary>
internal static class CampaignTraces
{
    /// <summary>A row of a list that was set aside, and says which phone stood there.</summary>
    internal sealed class Line
    {
        public long CampaignId { get; init; }
        public int Number { get; init; }
    }

    /// <summary>No index finds them: read beside the host's writes.</summary>
    public static Task<IReadOnlyList<Line>> LinesAsync(Session session, string phone) =>
        session.QueryAsync<Line>(
            "select campaign_id, line as number from campaign_left_out where value = @phone",
            new { phone }
        );

    // What they do after any text of a series they do after its first.
    private const string FirstSignIn = """
        select min(s.created_at) from members m join account_sessions s on s.member_id = m.id
        where m.phone = campaign_recipients.phone and s.created_at >= coalesce(
            (select p.fed_at from campaign_fed_steps p where p.recipient_id = campaign_recipients.id and p.step = 1),
            campaign_recipients.fed_at)
        """;

    /// <summary>The sign-ins that the results of campaigns count, written into their rows before the sessions go.</summary>
    /// <param name="after">Their ids are above it.</param>
    public static Task KeepSignInsAsync(Session session, long after, long last) =>
        session.ExecuteAsync(
            $"""
            update campaign_recipients set signed_in_at = ({FirstSignIn})
            where fed_at is not null and signed_in_at is null
                and phone in (
                    select m.phone from account_sessions s join members m on m.id = s.member_id
                    where s.id > @after and s.id <= @last)
            """,
            new { after, last }
        );

    /// <summary>What the results of campaigns count by a phone or a card, written into the rows that are about to lose both.</summary>
    /// <param name="rows">Of lists.</param>
    public static async Task KeepResultsAsync(Session session, IReadOnlyList<long> rows)
    {
        await ProvokedStops.KeepAsync(session, rows);
        await session.ExecuteAsync(
            $"""
            update campaign_recipients set
                batch = (select k.batch from cards k where k.number = campaign_recipients.card),
                signed_in_at = coalesce(signed_in_at, ({FirstSignIn}))
            where id in @rows
            """,
            new { rows }
        );
    }

    /// <summary>Whoever still waited for a text gets none. Answers how many lists they stood on.</summary>
    public static async Task<int> ForgetAsync(
        Session session,
        string phone,
        string pseudonym,
        IReadOnlyList<Line> lines
    )
    {
        foreach (var line in lines)
            await session.ExecuteAsync(
                "update campaign_left_out set value = null where campaign_id = @CampaignId and line = @Number",
                line
            );
        await session.ExecuteAsync("delete from user_names where phone = @phone", new { phone });
        await session.ExecuteAsync("delete from phone_consents where phone = @phone", new { phone });
        var rows = await session.QueryAsync<long>(
            """
            select r.id from campaign_recipients r
            where r.phone = @phone and r.campaign_id in (select g.id from campaigns g)   -- by the index of each list
            """,
            new { phone }
        );
        await KeepResultsAsync(session, rows);
        await session.ExecuteAsync("delete from opt_outs where phone = @phone", new { phone });
        return await session.ExecuteAsync(
            """
            update campaign_recipients set
                phone = @pseudonym, name = null, card = null, fields = null, about = null, due_at = null,
                reason = case when state = 'Waiting' then 'Erased' else reason end,
                state = case when state = 'Waiting' then 'Dropped' else state end
            where id in @rows
            """,
            new { rows, pseudonym }
        );
    }
}
