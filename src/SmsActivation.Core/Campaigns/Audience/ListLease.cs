using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>Who changes the list of a campaign that has not started: one at a time. Each of its transactions holds the campaign
/// for a while longer, and finds out when it is another's.</summary>
/// <param name="token">Of this load, and of no other.</param>
internal sealed class ListLease(IDatabase database, long campaign, string token)
{
    /// <summary>A load that was not heard of for so long has ended in a crash.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    public long Campaign => campaign;
    public string Token => token;

    /// <summary>False when it is under way already, or not one whose list may change. Whoever approved it approved another
    /// list.</summary>
    /// <param name="by">Whoever brings it, where they are known: theirs is not the second person's word on it.</param>
    /// <param name="seen">The version that its words and its control group are of; null for whichever stands.</param>
    /// <param name="columns">Of the list, that a text may show, parted by commas.</param>
    public Task<bool> BeginAsync(DateTimeOffset now, string? by = null, int? seen = null, string? columns = null) =>
        database.WriteAsync(async session =>
            await session.ExecuteAsync(
                """
                update campaigns set state = 'Loading', feed_token = @token, feed_until = @until, loaded_at = @now,
                    approved_by = null, approved_at = null, version = version + 1, loaded_by = @by,
                    list_columns = @columns
                where id = @campaign and version = coalesce(@seen, version)
                    and (state in ('Draft', 'Ready') or (state = 'Loading' and (feed_until is null or feed_until <= @now)))
                """,
                new
                {
                    campaign,
                    token,
                    until = now + Lease,
                    now,
                    by,
                    seen,
                    columns,
                }
            ) > 0
        );

    /// <summary>The list is whole; false when the campaign is not ours any more.</summary>
    public Task<bool> EndAsync() =>
        database.WriteAsync(async session =>
            await session.ExecuteAsync(
                """
                update campaigns set state = 'Ready', feed_token = null, feed_until = null
                where id = @campaign and state = 'Loading' and feed_token = @token
                """,
                new { campaign, token }
            ) > 0
        );

    /// <summary>It was stopped half way: half a list is none.</summary>
    public Task LeaveAsync() =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update campaigns set state = 'Draft', feed_token = null, feed_until = null
                where id = @campaign and state = 'Loading' and feed_token = @token
                """,
                new { campaign, token }
            )
        );

    /// <summary>For a while longer, in a transaction that writes; false when the campaign is not ours any more.</summary>
    public async Task<bool> HoldAsync(Session session, DateTimeOffset now) =>
        await session.ExecuteAsync(
            """
            update campaigns set feed_until = @until
            where id = @campaign and state = 'Loading' and feed_token = @token
            """,
            new
            {
                campaign,
                token,
                until = now + Lease,
            }
        ) > 0;
}
