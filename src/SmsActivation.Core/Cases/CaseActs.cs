using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>What staff did in a case, newest first: part of <see cref="CaseQuery"/>.</summary>
internal static class CaseActs
{
    /// <summary>Those on a card that it texted too, whoever had the card then.</summary>
    public static async Task<IReadOnlyList<StaffActRow>> OfPhoneAsync(
        Session session,
        string phone,
        IReadOnlyList<string> cards
    )
    {
        var acts = await session.QueryAsync<StaffActRow>(
            """
            select id, at, staff_name, kind, phone, card, reason, detail from staff_acts
            where phone = @phone order by id desc
            """,
            new { phone }
        );
        if (cards.Count == 0)
            return acts;
        var onCards = await session.QueryAsync<StaffActRow>(
            """
            select id, at, staff_name, kind, phone, card, reason, detail from staff_acts
            where card in @cards order by id desc
            """,
            new { cards }
        );
        return [.. acts.Concat(onCards).DistinctBy(act => act.Id).OrderByDescending(act => act.Id)];
    }

    public static Task<IReadOnlyList<StaffActRow>> OfCardAsync(Session session, string number) =>
        session.QueryAsync<StaffActRow>(
            """
            select id, at, staff_name, kind, phone, card, reason, detail from staff_acts
            where card = @number order by id desc
            """,
            new { number }
        );
}
