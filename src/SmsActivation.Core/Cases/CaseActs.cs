using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>What staff did in a case, newest first: part of <see cref="CaseQuery"/>.</summary>
internal static class CaseActs
{
    public static Task<IReadOnlyList<StaffActRow>> OfPhoneAsync(Session session, string phone) =>
        session.QueryAsync<StaffActRow>(
            """
            select id, at, staff_name, kind, phone, card, reason, detail from staff_acts
            where phone = @phone order by id desc
            """,
            new { phone }
        );

    public static Task<IReadOnlyList<StaffActRow>> OfCardAsync(Session session, string number) =>
        session.QueryAsync<StaffActRow>(
            """
            select id, at, staff_name, kind, phone, card, reason, detail from staff_acts
            where card = @number order by id desc
            """,
            new { number }
        );
}
