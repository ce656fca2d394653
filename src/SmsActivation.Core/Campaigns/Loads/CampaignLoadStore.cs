using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Loads;

/// <summary>Lists that are loaded at <c>/ops</c>: followed while they are, kept with what came of them.</summary>
public sealed class CampaignLoadStore(IDatabase database)
{
    private const string Columns = """
        select id, campaign_id, source, called, staff_name, host, begun_at, seen_at, step, rows_read, done, of_all,
               ended_at, result, told
        from campaign_loads
        """;

    public Task<long> BeginAsync(
        long campaign,
        LoadSource source,
        string? called,
        string by,
        string host,
        DateTimeOffset now
    ) =>
        database.WriteAsync(session =>
            session.ScalarAsync<long>(
                session.Dialect.InsertForId(
                    """
                    insert into campaign_loads
                        (campaign_id, source, called, staff_name, host, begun_at, seen_at, rows_read, done, of_all)
                    values (@campaign, @source, @called, @by, @host, @now, @now, 0, 0, 0)
                    """
                ),
                new
                {
                    campaign,
                    source = source.ToString(),
                    called,
                    by,
                    host,
                    now,
                }
            )
        );

    /// <summary>Says that its host is at it, and how far it is.</summary>
    public Task<int> BeatAsync(long id, AudienceProgress? progress, DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update campaign_loads set
                    seen_at = @now, step = coalesce(@step, step), rows_read = coalesce(@Rows, rows_read),
                    done = coalesce(@Done, done), of_all = coalesce(@OfAll, of_all)
                where id = @id and ended_at is null
                """,
                new
                {
                    id,
                    now,
                    step = progress?.Step.ToString(),
                    progress?.Rows,
                    progress?.Done,
                    progress?.OfAll,
                }
            )
        );

    public Task<int> EndAsync(long id, LoadResult result, string? told, DateTimeOffset now) =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                """
                update campaign_loads set ended_at = @now, seen_at = @now, result = @result, told = @told
                where id = @id and ended_at is null
                """,
                new
                {
                    id,
                    result = result.ToString(),
                    told,
                    now,
                }
            )
        );

    /// <summary>Somebody wants no more of it: half a list is none, so the campaign has words and no list. Whoever reads it,
    /// on whichever host and by a page or a verb, finds out at its next rows. False where none is read.</summary>
    public Task<bool> StopAsync(long campaign, Actor by, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            var stopped = await session.ExecuteAsync(
                """
                update campaigns set state = 'Draft', feed_token = null, feed_until = null
                where id = @campaign and state = 'Loading'
                """,
                new { campaign }
            );
            if (stopped == 0)
                return false;
            await session.ExecuteAsync(
                """
                update campaign_loads set ended_at = @now, result = 'Stopped', told = @told
                where campaign_id = @campaign and ended_at is null
                """,
                new
                {
                    campaign,
                    now,
                    told = $"Stopped by {by.Name}.",
                }
            );
            return true;
        });

    /// <summary>A host that is alone on its database and has just started runs none: those that look as if they ran were
    /// its predecessor's.</summary>
    public Task<int> LoseAllAsync() =>
        database.WriteAsync(session =>
            session.ExecuteAsync(
                "update campaign_loads set seen_at = @longAgo where ended_at is null",
                new { longAgo = DateTimeOffset.UnixEpoch }
            )
        );

    /// <summary>The newest of a campaign; null where none was loaded here.</summary>
    public Task<CampaignLoadJob?> LatestAsync(long campaign) =>
        database.ReadAsync(session =>
            session.FirstAsync<CampaignLoadJob>(
                $"{Columns} where campaign_id = @campaign order by id desc {session.Dialect.First("@most")}",
                new { campaign, most = 1 }
            )
        );
}
