using SmsActivation.Core.Cases;

namespace SmsActivation.Core.Needs;

/// <summary>What each kind of need is found by: the same words as its index, and what is over left out. A person who was
/// erased, or whose phone had its time, needs nobody.</summary>
internal static class NeedsSql
{
    /// <summary>Until the card is blocked, or the phone has none in use any more.</summary>
    public const string LossReports = """
        from activation_log l join inbound_messages i on i.id = l.inbound_id
        where l.outcome = 'LossReported' and i.dealt_at is null
            and l.phone <> '' and l.phone not like 'erased:%'
            and not exists (
                select 1 from cards c where c.number = l.card and c.state in ('Blocked', 'Expired', 'Replaced'))
            and (l.card is not null
                or not exists (select 1 from members m where m.phone = l.phone)
                or exists (
                    select 1 from members m join card_links k on k.member_id = m.id
                    where m.phone = l.phone and k.unlinked_at is null))
        """;

    /// <summary>Until it is replayed, or the customer has texted again and been heard.</summary>
    public const string DeadLetters = $"""
        from inbound_messages i
        where i.state = 'dead' and i.dealt_at is null and i.sender <> '' and i.sender not like 'erased:%'
            and not exists (select 1 from inbound_messages n where n.sid = concat(i.sid, '{ReplayStore.Again}'))
            and not exists (
                select 1 from activation_log d join activation_log l on l.phone = d.phone and l.id > d.id
                where d.inbound_id = i.id and l.outcome <> 'Unprocessed')
        """;

    /// <summary>Which welcomes and passwords did not arrive, mended or not.</summary>
    public const string Lost = """
        from outbound_messages o
        where o.state in ('failed', 'undelivered')
            and o.template in ('Activated', 'ActivatedOwnPassword', 'WelcomeAgain', 'PasswordReissued')
            and o.dealt_at is null
        """;

    /// <summary>They have signed in since, were sent another one, or have no card that it could be about.</summary>
    public const string Mended = """
        (exists (select 1 from members m where m.id = o.member_id and m.last_sign_in_at >= o.created_at)
            or exists (
                select 1 from outbound_messages n
                where n.member_id = o.member_id and n.holds_password = 1 and n.campaign = 0 and n.id > o.id)
            or exists (select 1 from outbound_messages n where n.instead_of = o.id)
            or not exists (select 1 from card_links k where k.member_id = o.member_id and k.unlinked_at is null))
        """;

    public const string Undelivered = $"{Lost} and not {Mended}";

    public const string Unsettled = """
        from outbound_messages o
        where o.state = 'unknown' and o.left_to_person is not null and o.dealt_at is null
            and o.sender <> '' and o.sender not like 'erased:%'
        """;

    public const string HeldCards = "from cards c where c.held_at is not null";
}
