using SmsActivation.Core.Campaigns.Credentials;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>What becomes of somebody on a list once all that we know of their phone is looked at.</summary>
/// <param name="Reason">Null for one of this campaign's own control group.</param>
internal sealed record AudienceVerdict(long Id, RecipientState State, string? Reason);

/// <summary>Writes what becomes of the rows of a list, and their user names.</summary>
internal sealed class AudienceVerdicts(IDatabase database, ListLease lease)
{
    private const int MostInOneStatement = 200;

    /// <summary>The first and the last row of the list; null when there is none.</summary>
    public Task<(long First, long Last)?> RangeAsync() =>
        database.ReadAsync<(long, long)?>(async session =>
        {
            var range = await session.FirstAsync<IdRange>(
                "select min(id) as first_id, max(id) as last_id from campaign_recipients where campaign_id = @campaign",
                new { campaign = lease.Campaign }
            );
            return range is { FirstId: { } first, LastId: { } last } ? (first, last) : null;
        });

    /// <summary>Writes what was found out about rows, as many as the clock allows: how many, or null when the campaign is
    /// not ours any more.</summary>
    public Task<int?> WriteAsync(ArraySegment<AudienceVerdict> verdicts, TransactionClock clock, DateTimeOffset now) =>
        database.WriteAsync<int?>(async session =>
        {
            clock.Start();
            if (!await lease.HoldAsync(session, now))
                return null;
            var written = 0;
            while (written < verdicts.Count && !(clock.IsUp && written > 0))
            {
                var some = verdicts[written..Math.Min(written + MostInOneStatement, verdicts.Count)];
                foreach (var alike in some.GroupBy(verdict => (verdict.State, verdict.Reason)))
                    await session.ExecuteAsync(
                        """
                        update campaign_recipients set state = @state, reason = @Reason
                        where id in @ids and state = 'Waiting'
                        """,
                        new
                        {
                            state = alike.Key.State.ToString(),
                            alike.Key.Reason,
                            ids = alike.Select(verdict => verdict.Id).ToArray(),
                        }
                    );
                written += some.Count;
            }
            return written;
        });

    /// <summary>Gives user names, as many as the clock allows: how many, or null when the campaign is not ours any
    /// more.</summary>
    public Task<int?> NameAsync(
        ArraySegment<Nameless> people,
        UserNameStore names,
        TransactionClock clock,
        DateTimeOffset now
    ) =>
        database.WriteAsync<int?>(async session =>
        {
            clock.Start();
            if (!await lease.HoldAsync(session, now))
                return null;
            var written = 0;
            while (written < people.Count && !(clock.IsUp && written > 0))
            {
                var some = people[written..Math.Min(written + MostInOneStatement, people.Count)];
                await names.NameAsync(session, some, now);
                written += some.Count;
            }
            return written;
        });

    private sealed class IdRange
    {
        public long? FirstId { get; init; }
        public long? LastId { get; init; }
    }
}
