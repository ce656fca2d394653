using SmsActivation.Core.Campaigns.Feeding;

namespace SmsActivation.Core.Outbox;

/// <summary>Which texts of campaigns may still leave, asked as late as at the claim and at the announcement. What may not goes
/// back to its campaign, where its recipient is looked at anew.</summary>
internal static class CampaignTexts
{
    /// <summary>Behind <c>and</c>, where <c>g</c> is the text's campaign and <c>c</c> its conversation: it runs, the phone has
    /// not opted out, and the text is neither old, as behind a database that was away, nor out of its time; and a text that asks
    /// for an activation has nothing to say once its phone has a card, or the list's card is active. A correction goes to
    /// whoever got the wrong words. Its parameters: <see cref="Since"/> as <c>@freshSince</c>, and <c>@now</c>.</summary>
    /// <param name="text">The name of its row of the outbox.</param>
    public static string MayLeave(string text) =>
        $"""
            g.state = 'Running' and c.sms_opted_out_at is null
                and {text}.created_at > @freshSince and {text}.valid_until > @now
                and (g.kind not in ('Invite', 'Reminder') or g.corrects is not null or (
                    not exists (
                        select 1 from members m join card_links l on l.member_id = m.id
                        where m.phone = {text}.sender and l.unlinked_at is null)
                    and not exists (
                        select 1 from campaign_recipients r join cards k on k.number = r.card
                        where r.outbound_id = {text}.id and k.state = 'Active')))
            """;

    /// <summary>What was written before goes back to the list.</summary>
    public static DateTimeOffset Since(DateTimeOffset now) => now - FeedRules.Stale;
}
