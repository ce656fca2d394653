namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>The look at somebody whose turn it is: whether they can still be texted. One look for all kinds, and for each text of
/// a series.</summary>
internal sealed class TurnLooks(CampaignPaceOptions options)
{
    /// <summary>Why <c>r</c>, whose conversation is <c>c</c>, cannot be texted any more; null for who can.</summary>
    public const string Reason = $"""
        case
            when c.sms_opted_out_at is not null then 'OptedOut'
            when {WithdrewConsent} then 'NoConsent'
            when @endsWithCard = 1 and exists (
                select 1 from cards k where k.number = r.card and k.state = 'Active') then 'Activated'
            when @endsWithCard = 1 and exists (
                select 1 from members m join card_links l on l.member_id = m.id
                where m.phone = r.phone and l.unlinked_at is null) then 'Activated'
            when @givesPasswords = 1 and exists (
                select 1 from members m
                where m.phone = r.phone and m.closed_at is null and m.password_hash is not null) then 'HasOwnPassword'
            when @givesPasswords = 1 and exists (
                select 1 from members m
                where m.phone = r.phone and m.closed_at is null and m.last_sign_in_at is not null) then 'HasSignedIn'
            when exists (
                select 1 from campaign_recipients f
                where f.phone = r.phone and f.fed_at > @textedSince
                    and f.campaign_id <> r.campaign_id
                    and f.campaign_id not in (
                        select k.id from campaigns k
                        where k.id = @corrected or k.corrects_first = @corrected or k.corrects_first = r.campaign_id)
                ) then 'TextedLately'
            when @corrected = 0 and exists (
                select 1 from campaign_recipients h join campaigns g on g.id = h.campaign_id
                where h.phone = r.phone and h.state = 'Control' and h.reason is null and h.campaign_id <> r.campaign_id
                    and (g.state in ('Running', 'Paused') or g.ended_at > @comparedSince)) then 'ControlElsewhere'
        end
        """;

    /// <summary>They had agreed when the list was loaded.</summary>
    private const string WithdrewConsent = """
        (exists (select 1 from phone_consents p where p.phone = r.phone and p.revoked_at is not null)
                or exists (
                    select 1 from members m join consents a on a.member_id = m.id
                    where m.phone = r.phone and a.kind = 'marketing' and a.revoked_at is not null))
            and not exists (select 1 from phone_consents p where p.phone = r.phone and p.revoked_at is null)
            and not exists (
                select 1 from members m join consents a on a.member_id = m.id
                where m.phone = r.phone and a.kind = 'marketing' and a.revoked_at is null)
        """;

    /// <summary>Whom to look at, and what <see cref="Reason"/> is to go by.</summary>
    /// <param name="most">So many of them at most.</param>
    public object Of(Campaign campaign, int zone, int most, DateTimeOffset now) =>
        new
        {
            campaign.Id,
            zone,
            most,
            // Whoever got the wrong words gets the right ones, whatever they did since.
            endsWithCard = campaign.Corrects is null
                && campaign.Kind switch
                {
                    CampaignKind.Invite or CampaignKind.Reminder => true,
                    CampaignKind.Credentials => false,
                },
            corrected = campaign.CorrectsFirst ?? 0,
            givesPasswords = campaign.Kind == CampaignKind.Credentials,
            now,
            textedSince = now - options.MinGap,
            comparedSince = now - options.ActivatedWithin,
        };
}
