using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns;

/// <summary>What became of a wish for a test.</summary>
public enum TestSend
{
    Queued,

    /// <summary>The campaign, or whoever sends them, had their tests of these 24 hours.</summary>
    TooMany,

    /// <summary>That phone has said STOP: the carrier would refuse it.</summary>
    OptedOut,
}

/// <summary>One test, and how far it came.</summary>
public sealed class TestText
{
    public string SentBy { get; init; } = "";
    public DateTimeOffset SentAt { get; init; }

    /// <summary>Null once the phone was erased.</summary>
    public string? Phone { get; init; }

    /// <summary>Of the outbox.</summary>
    public string? State { get; init; }
    public int? ErrorCode { get; init; }
    public string? Error { get; init; }
}

/// <summary>A campaign's text to a phone of one's own: it leaves from the campaign's sender by the one outbox, and is no
/// recipient's: it takes nobody's turn, and no result counts it.</summary>
/// <param name="sender">What campaigns leave from; null for the first of our numbers.</param>
public sealed class TestTexts(IDatabase database, OptOutKey optOuts, string? sender)
{
    public const int MostADay = 10;

    /// <summary>By one person, of all campaigns.</summary>
    public const int MostOfOnesOwn = 30;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="phone">E.164.</param>
    public Task<TestSend> SendAsync(Campaign campaign, string phone, WrittenText said, Actor by, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            // The order of locks: its conversation first. Two tests of one campaign are counted one after the other.
            await Conversations.EnsureAsync(session, optOuts, phone, now);
            await session.LockAsync($"select id from campaigns{session.Dialect.Locked} where id = @Id", campaign);
            var lately = await session.ScalarAsync<int>(
                "select count(*) from campaign_tests where campaign_id = @Id and sent_at > @since",
                new { campaign.Id, since = now - Day }
            );
            // Else who makes many campaigns could text anybody anything.
            var theirs = await session.ScalarAsync<int>(
                "select count(*) from campaign_tests where sent_by = @Name and sent_at > @since",
                new { by.Name, since = now - Day }
            );
            if (lately >= MostADay || theirs >= MostOfOnesOwn)
                return session.Undo(TestSend.TooMany);
            var optedOut = await session.ScalarAsync<int>(
                "select count(*) from conversations where sender = @phone and sms_opted_out_at is not null",
                new { phone }
            );
            if (optedOut > 0)
                return TestSend.OptedOut;
            var text = await AddAsync(session, phone, said, now);
            await session.ExecuteAsync(
                """
                insert into campaign_tests (campaign_id, outbound_id, sent_by, sent_at)
                values (@Id, @text, @Name, @now)
                """,
                new
                {
                    campaign.Id,
                    text,
                    by.Name,
                    now,
                }
            );
            await StaffActs.WriteAsync(
                session,
                new StaffAct(by, StaffActKind.CampaignTested, Phone: phone) { Detail = campaign.Name },
                now
            );
            return TestSend.Queued;
        });

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<TestText>> LatestAsync(long campaign, int most) =>
        database.ReadAsync(session =>
            session.QueryAsync<TestText>(
                $"""
                select t.sent_by, t.sent_at, o.sender as phone, o.state, o.error_code, o.error
                from campaign_tests t left join outbound_messages o on o.id = t.outbound_id
                where t.campaign_id = @campaign order by t.id desc {session.Dialect.First("@most")}
                """,
                new { campaign, most }
            )
        );

    private Task<long> AddAsync(Session session, string phone, WrittenText said, DateTimeOffset now) =>
        session.ScalarAsync<long>(
            session.Dialect.InsertForId(
                """
                insert into outbound_messages
                    (sender, channel, to_address, texted_address, template, language, holds_password, state, priority,
                     due_at, created_at, words)
                values (@phone, @channel, @phone, @sender, @template, @Language, 0, 'queued', @priority,
                        @now, @now, @words)
                """
            ),
            new
            {
                phone,
                channel = Channel.Sms.Word(),
                sender,
                template = nameof(ReplyTemplate.CampaignTest),
                said.Language,
                priority = SendPriority.Of(ReplyTemplate.CampaignTest),
                words = said.Text,
                now,
            }
        );
}
