using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>Which host feeds a campaign that runs: one at a time, by a lease on its row that every turn prolongs.</summary>
public sealed class FeedLeases(IDatabase database)
{
    /// <summary>A host that died is followed by another so soon.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>Until when a host that knows no steps finds a reminder in another's hands: it would take those between two
    /// texts for done, and end it.</summary>
    internal static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Task<IReadOnlyList<Campaign>> RunningAsync() =>
        database.ReadAsync(session =>
            session.QueryAsync<Campaign>(
                $"select {CampaignStore.Columns} from campaigns where state = 'Running' order by id"
            )
        );

    /// <summary>For a host that is alone on its database: its predecessor feeds nothing any more. A list that a verb loads
    /// beside it goes on.</summary>
    public Task<int> TakeBackAllAsync() =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update campaigns set
                    feed_token = null, turn_until = null,
                    feed_until = case when kind = 'Reminder' then feed_until else null end
                where state = 'Running' and feed_token is not null
                """
            )
        );

    /// <summary>At a stop: another host need not wait for the lease to run out.</summary>
    public Task<int> LeaveAsync(string token) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update campaigns set
                    feed_token = null, turn_until = null,
                    feed_until = case when kind = 'Reminder' then feed_until else null end
                where state = 'Running' and feed_token = @token
                """,
                new { token }
            )
        );

    /// <summary>False when it is another host's, or runs no more.</summary>
    internal static async Task<bool> HoldAsync(Session session, long campaign, string token, DateTimeOffset now) =>
        await session.ExecuteAsync(
            """
            update campaigns set
                feed_token = @token, turn_until = @until,
                feed_until = case when kind = 'Reminder' then @Never else @until end
            where id = @campaign and state = 'Running'
                and (feed_token = @token or feed_until is null or feed_until <= @now
                    or (kind = 'Reminder' and (turn_until is null or turn_until <= @now)))
            """,
            new
            {
                campaign,
                token,
                now,
                until = now + Lease,
                Never,
            }
        ) > 0;

    /// <summary>Everybody's turn has come.</summary>
    internal static Task<int> EndAsync(Session session, long campaign, string token, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            update campaigns set state = 'Done', ended_at = @now, feed_token = null, feed_until = null
            where id = @campaign and state = 'Running' and feed_token = @token
            """,
            new
            {
                campaign,
                token,
                now,
            }
        );
}
