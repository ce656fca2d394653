using SmsActivation.Core.Cards;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>Writes the rows of a list, and takes them away, many in one transaction.</summary>
internal sealed class AudienceStore(IDatabase database, ListLease lease)
{
    private const int MostInOneStatement = 200;

    /// <summary>Rows of an earlier load, as many as asked for; how many there were, or null when the campaign is not ours
    /// any more.</summary>
    public Task<int?> RemoveAsync(int rows, TransactionClock clock, DateTimeOffset now) =>
        database.WriteAsync<int?>(async session =>
        {
            clock.Start();
            if (!await lease.HoldAsync(session, now))
                return null;
            var parameters = new { campaign = lease.Campaign, rows };
            var ids = await session.QueryAsync<long>(
                $"select id from campaign_recipients where campaign_id = @campaign order by phone{session.Dialect.First("@rows")}",
                parameters
            );
            foreach (var some in ids.Chunk(MostInOneStatement))
                await session.ExecuteAsync("delete from campaign_recipients where id in @some", new { some });
            if (ids.Count == rows)
                return rows;
            var lines = await session.QueryAsync<int>(
                $"select line from campaign_left_out where campaign_id = @campaign order by line{session.Dialect.First("@rows")}",
                parameters
            );
            foreach (var some in lines.Chunk(MostInOneStatement))
                await session.ExecuteAsync(
                    "delete from campaign_left_out where campaign_id = @campaign and line in @some",
                    new { parameters.campaign, some }
                );
            return Math.Max(ids.Count, lines.Count);
        });

    /// <summary>The rows, or as many of the first as the clock allows, in one transaction: how many, or null when the
    /// campaign is not ours any more.</summary>
    public Task<int?> WriteAsync(ArraySegment<AudienceEntry> entries, TransactionClock clock, DateTimeOffset now) =>
        database.WriteAsync<int?>(async session =>
        {
            clock.Start();
            if (!await lease.HoldAsync(session, now))
                return null;
            var written = 0;
            while (written < entries.Count && !(clock.IsUp && written > 0))
            {
                var some = entries[written..Math.Min(written + session.Dialect.RowsTogether, entries.Count)];
                await WriteAsync(session, some);
                written += some.Count;
            }
            return written;
        });

    private async Task WriteAsync(Session session, ArraySegment<AudienceEntry> entries)
    {
        var firsts = new List<AudienceRow>(entries.Count);
        var others = new List<AudienceRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
            if (entry.Row is { } row)
                (seen.Add(row.Phone) ? firsts : others).Add(row);
        others.AddRange(await session.InsertNewAsync(Recipients, firsts));
        var leftOut = entries.Select(entry => entry.LeftOut).OfType<LeftOutRow>().ToList();
        if (others.Count > 0)
            leftOut.AddRange(await SharedPhones.MergeAsync(session, lease.Campaign, others));
        if (leftOut.Count > 0)
            await session.InsertNewAsync(LeftOut, leftOut);
        var consents = New(firsts, others).Select(row => row.Consent).OfType<GivenByPhone>().ToList();
        if (consents.Count > 0)
            await session.InsertNewAsync(Consents, consents);
    }

    private static IEnumerable<AudienceRow> New(List<AudienceRow> firsts, List<AudienceRow> others) =>
        // Told apart as objects: to compare all their values would cost more than to write them.
        others.Count == 0
            ? firsts
            : firsts.Except(others, ReferenceEqualityComparer.Instance).Cast<AudienceRow>();

    private BulkInsert<AudienceRow> Recipients =>
        new(
            "campaign_recipients",
            Key: ["campaign_id", "phone"],
            [
                new("campaign_id", _ => lease.Campaign),
                new("line", row => row.Line),
                new("phone", row => row.Phone),
                new("country", row => row.Country),
                new("zones", row => row.Zones),
                new("name", row => row.Name),
                new("language", row => row.Language),
                new("card", row => row.Card),
                new("fields", row => row.Fields),
                new(
                    "state",
                    row => row.Reason is null ? nameof(RecipientState.Waiting) : nameof(RecipientState.LeftOut)
                ),
                new("reason", row => row.Reason),
                new("about", row => row.About),
            ]
        );

    private BulkInsert<LeftOutRow> LeftOut =>
        new(
            "campaign_left_out",
            Key: ["campaign_id", "line"],
            [
                new("campaign_id", _ => lease.Campaign),
                new("line", row => row.Line),
                new("value", row => row.Value),
                new("reason", row => row.Reason.ToString()),
            ]
        );

    private static readonly BulkInsert<GivenByPhone> Consents = new(
        "phone_consents",
        Key: [],
        [
            new("phone", consent => consent.Phone),
            new("source", consent => consent.Source),
            new("words", consent => consent.Words),
            new("given_at", consent => consent.GivenAt),
        ]
    );
}
