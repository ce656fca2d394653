namespace SmsActivation.Core.Outbox;

/// <summary>A text that asks for an activation has nothing to say once there was one. It is asked as late as at the claim and
/// at the announcement: what waits in the outbox then goes back to its campaign, which drops the recipient.</summary>
internal static class ActivatedSince
{
    /// <summary>Behind <c>and</c>, where <c>g</c> is the text's campaign: neither its phone has a card nor is the list's card
    /// active. A correction goes to whoever got the wrong words.</summary>
    /// <param name="text">The name of its row of the outbox.</param>
    public static string Not(string text) =>
        $"""
            (g.kind not in ('Invite', 'Reminder') or g.corrects is not null or (
                not exists (
                    select 1 from members m join card_links l on l.member_id = m.id
                    where m.phone = {text}.sender and l.unlinked_at is null)
                and not exists (
                    select 1 from campaign_recipients r join cards k on k.number = r.card
                    where r.outbound_id = {text}.id and k.state = 'Active')))
            """;
}
