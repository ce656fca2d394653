using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Cases;

/// <summary>Reads the whole story of one phone, or of one card.</summary>
/// <param name="twilio">What texts about the service leave from; null where every opt-out counts for them.</param>
public sealed class CaseQuery(IDatabase database, ActivationLimits limits, TwilioOptions? twilio = null)
{
    /// <summary>The newest so many texts; who wants more has the log.</summary>
    public const int MostTexts = 100;

    private const int MostCards = 30;

    /// <summary>Null when nothing has this id, or whoever it was is erased.</summary>
    public Task<CaseSubject?> SubjectAsync(CaseKey key) => database.ReadAsync(session => SubjectAsync(session, key));

    public Task<CaseFacts> ReadAsync(CaseSubject subject, DateTimeOffset now) =>
        database.ReadAsync(session =>
            subject switch
            {
                CaseSubject.Phone phone => PhoneAsync(session, phone, now),
                CaseSubject.Card card => CardAsync(session, card, now),
                _ => throw new InvalidOperationException($"No case is about {subject.GetType().Name}."),
            }
        );

    private static async Task<CaseSubject?> SubjectAsync(Session session, CaseKey key)
    {
        var sql = key.By switch
        {
            CaseBy.Log => "select phone from activation_log where id = @Id",
            CaseBy.LogCard => "select card from activation_log where id = @Id",
            CaseBy.Text => "select sender from inbound_messages where id = @Id",
            CaseBy.Reply => "select sender from outbound_messages where id = @Id",
            CaseBy.Member => "select phone from members where id = @Id and closed_at is null",
            CaseBy.Card => "select number from cards where id = @Id",
        };
        var found = await session.ScalarAsync<string>(sql, new { key.Id });
        if (string.IsNullOrEmpty(found) || found.StartsWith("erased:", StringComparison.Ordinal))
            return null;
        return key.By switch
        {
            CaseBy.Log or CaseBy.Text or CaseBy.Reply or CaseBy.Member => new CaseSubject.Phone(found),
            CaseBy.LogCard or CaseBy.Card => new CaseSubject.Card(found),
        };
    }

    private async Task<CaseFacts> PhoneAsync(Session session, CaseSubject.Phone subject, DateTimeOffset now)
    {
        var phone = subject.Number;
        var member = await session.FirstAsync<CaseMember>(
            """
            select id, case when password_hash is null then 0 else 1 end as has_own_password, last_sign_in_at, created_at
            from members where phone = @phone and closed_at is null
            """,
            new { phone }
        );
        var texts = await CaseTexts.OfPhoneAsync(session, phone, MostTexts);
        IReadOnlyList<CaseLink> links = member is null
            ? []
            : await session.QueryAsync<CaseLink>(
                """
                select l.id, l.card_id, c.number, l.member_id, @phone as phone, l.channel, l.linked_at, l.unlinked_at,
                       l.unlink_reason
                from card_links l join cards c on c.id = l.card_id
                where l.member_id = @Id order by l.id desc
                """,
                new { member.Id, phone }
            );
        var numbers = links
            .Select(link => link.Number)
            .Concat(texts.Select(text => text.Card).OfType<string>())
            .Distinct()
            .Take(MostCards)
            .ToList();
        var optOuts = await OptOuts.OfPhoneAsync(session, phone);
        return new CaseFacts
        {
            Subject = subject,
            Now = now,
            Member = member,
            Limits = await CaseLimitsRow.ReadAsync(session, phone, limits, now),
            Cards = await CaseCards.ReadAsync(session, numbers, now),
            Texts = texts,
            HasOlder = texts.Count >= MostTexts,
            Sends = await CaseSends.OfPhoneAsync(session, phone, texts),
            Links = links,
            Consents = member is null ? [] : await ConsentStore.OfAsync(session, member.Id),
            PhoneConsents = await PhoneConsents.OfPhoneAsync(session, phone),
            OptOuts = optOuts,
            OptedOutOfOffersOnly = IsOfOffersOnly(optOuts),
            Campaigns = await CaseCampaigns.OfPhoneAsync(session, phone),
            Acts = await CaseActs.OfPhoneAsync(session, phone, numbers),
            Claims = member is null ? [] : await CaseClaims.OfMemberAsync(session, member.Id, phone, now),
            SendsAreHeld = await RestoreStore.OpenAsync(session) is not null,
        };
    }

    private bool IsOfOffersOnly(IReadOnlyList<KeptOptOut> optOuts)
    {
        var standing = optOuts.Where(one => one.EndedAt is null && one.Channel == Channel.Sms.Word()).ToList();
        var service = twilio?.ServiceSenders();
        return service is not null
            && standing.Count > 0
            && !standing.Any(one => one.Ours.Length == 0 || service.Contains(one.Ours));
    }

    private static async Task<CaseFacts> CardAsync(Session session, CaseSubject.Card subject, DateTimeOffset now)
    {
        var number = subject.Number;
        var texts = await CaseTexts.OfCardAsync(session, number, MostTexts);
        var links = await session.QueryAsync<CaseLink>(
            """
            select l.id, l.card_id, c.number, l.member_id, m.phone, l.channel, l.linked_at, l.unlinked_at, l.unlink_reason
            from card_links l join cards c on c.id = l.card_id join members m on m.id = l.member_id
            where c.number = @number order by l.id desc
            """,
            new { number }
        );
        return new CaseFacts
        {
            Subject = subject,
            Now = now,
            Cards = await CaseCards.ReadAsync(session, [number], now),
            Texts = texts,
            HasOlder = texts.Count >= MostTexts,
            Sends = await CaseSends.OfCardAsync(session, number, texts, links),
            Links = links,
            Acts = await CaseActs.OfCardAsync(session, number),
            SendsAreHeld = await RestoreStore.OpenAsync(session) is not null,
        };
    }
}
