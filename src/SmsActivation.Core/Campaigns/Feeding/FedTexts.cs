using SmsActivation.Core.Campaigns.Credentials;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>Puts the text of somebody whose turn it is into the outbox, in the transaction that moves them on.</summary>
internal sealed class FedTexts(string? sender, OptOutKey optOuts)
{
    /// <summary>1, or 0 for somebody who has been moved on already.</summary>
    public async Task<int> AddAsync(
        Session session,
        Campaign campaign,
        TurnRow turn,
        CampaignWords words,
        DateTimeOffset now
    )
    {
        // Where it takes up an opt-out the text is not claimed, and their next turn drops them.
        await Conversations.EnsureAsync(session, optOuts, turn.Phone, now);
        var (said, member) =
            campaign.Kind == CampaignKind.Credentials
                ? await CredentialsText.WriteAsync(session, turn, words, now)
                : (words.At(turn.Step).Write(turn.Addressee), (long?)null);
        var text = await session.ScalarAsync<long>(
            session.Dialect.InsertForId(
                """
                insert into outbound_messages
                    (sender, channel, to_address, texted_address, template, language, member_id, holds_password,
                     campaign, campaign_id, campaign_step, state, priority, due_at, created_at, valid_until, words, segments)
                values (@Phone, @channel, @Phone, @sender, @template, @Language, @member, @holdsPassword,
                        1, @campaign, @Step, 'queued', @priority, @now, @now, @validUntil, @words, @segments)
                """
            ),
            new
            {
                turn.Phone,
                channel = Channel.Sms.Word(),
                sender,
                template = nameof(ReplyTemplate.Campaign),
                said.Language,
                member,
                holdsPassword = member is not null,
                campaign = campaign.Id,
                turn.Step,
                priority = SendPriority.Campaign,
                words = said.Text,
                segments = CampaignWords.SegmentsOf(said),
                now,
                validUntil = FeedRules.ValidUntil(campaign, turn.Zones, now),
            }
        );
        if (campaign.Kind == CampaignKind.Reminder)
            await SeriesTurns.RememberAsync(session, turn, text, now);
        return await session.ExecuteAsync(
            """
            update campaign_recipients set state = 'Fed', outbound_id = @text, fed_at = @now, step = @Step, due_at = @dueAt
            where id = @Id and (state = 'Waiting' or (state = 'Fed' and step = @Step - 1 and due_at is not null))
            """,
            new
            {
                turn.Id,
                text,
                now,
                turn.Step,
                dueAt = now + words.GapAfter(turn.Step),
            }
        );
    }
}
