using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Series;

/// <summary>One text of a series: who waits for it, and what came of it.</summary>
/// <param name="Step">From 1 on.</param>
/// <param name="Waiting">Whoever has activated or opted out meanwhile is among them until their turn.</param>
/// <param name="NextDueAt">When the first of them have their turn; null for the first text, and where nobody waits.</param>
/// <param name="Texts">By their state in the outbox; what went back to the list is none.</param>
public sealed record StepFigures(int Step, int Waiting, DateTimeOffset? NextDueAt, IReadOnlyList<CampaignCount> Texts)
{
    /// <param name="states">Of the text.</param>
    public int Texted(params string[] states) => Texts.Where(one => states.Contains(one.What)).Sum(one => one.Count);
}

/// <summary>How far a series is.</summary>
/// <param name="Ended">By reason: those who had a text and get no more.</param>
public sealed record SeriesFigures(IReadOnlyList<StepFigures> Steps, IReadOnlyList<CampaignCount> Ended)
{
    /// <summary>Of all texts that were written or may still be, in percent; who has activated or opted out may be among
    /// those who wait.</summary>
    public int Percent
    {
        get
        {
            var written = Steps.Sum(step => (long)step.Texts.Sum(text => text.Count));
            var toCome = Steps.Sum(step => (long)step.Waiting * (Steps.Count - step.Step + 1));
            return written + toCome == 0 ? 100 : (int)(100 * written / (written + toCome));
        }
    }

    /// <summary>When the next text of anybody who had one is due.</summary>
    public DateTimeOffset? NextDueAt => Steps.Min(step => step.NextDueAt);
}

/// <summary>What came of a reminder's texts, one by one.</summary>
public sealed class SeriesReport(IDatabase database)
{
    private const int Page = 1000;

    /// <param name="steps">How many texts it has.</param>
    public Task<SeriesFigures> ReadAsync(long campaign, int steps) =>
        database.ReadAsync(async session =>
        {
            var waiting = await session.QueryAsync<WaitingRow>(
                """
                select coalesce(r.step, 0) + 1 as step, count(*) as count, min(r.due_at) as next_due_at
                from campaign_recipients r
                where r.campaign_id = @campaign and r.due_at is not null and r.state = 'Fed'
                group by coalesce(r.step, 0) + 1
                """,
                new { campaign }
            );
            var first = await session.ScalarAsync<int>(
                "select count(*) from campaign_recipients where campaign_id = @campaign and state = 'Waiting'",
                new { campaign }
            );
            var texts = await session.QueryAsync<TextsRow>(
                """
                select coalesce(o.campaign_step, 1) as step, o.state as what, count(*) as count
                from outbound_messages o
                where o.campaign_id = @campaign and (o.state <> 'failed' or o.settled_at is not null)
                group by coalesce(o.campaign_step, 1), o.state
                """,
                new { campaign }
            );
            var ended = await session.QueryAsync<CampaignCount>(
                """
                select reason as what, count(*) as count from campaign_recipients
                where campaign_id = @campaign and state = 'Fed' and reason is not null group by reason order by reason
                """,
                new { campaign }
            );
            return new SeriesFigures([.. Enumerable.Range(1, steps).Select(Of)], ended);

            StepFigures Of(int step)
            {
                var due = waiting.FirstOrDefault(row => row.Step == step);
                return new StepFigures(
                    step,
                    step == 1 ? first : due?.Count ?? 0,
                    due?.NextDueAt,
                    [
                        .. texts
                            .Where(row => row.Step == step)
                            .OrderBy(row => row.What, StringComparer.Ordinal)
                            .Select(row => new CampaignCount { What = row.What, Count = row.Count }),
                    ]
                );
            }
        });

    /// <summary>Who got one text of a series; as <see cref="CampaignWho"/> reads it.</summary>
    public async IAsyncEnumerable<CampaignRecipient> WhoAsync(long campaign, int step, bool unknown)
    {
        string[] states = unknown ? ["unknown", "sending"] : ["sent", "delivered"];
        for (var after = ""; ; )
        {
            var rows = await database.ReadAsync(session =>
                session.QueryAsync<CampaignRecipient>(
                    $"""
                    select r.line, r.phone, r.card, p.step, o.state, o.sid, p.fed_at, o.sent_at
                    from campaign_recipients r
                        join campaign_fed_steps p on p.recipient_id = r.id and p.step = @step
                        join outbound_messages o on o.id = p.outbound_id
                    where r.campaign_id = @campaign and r.phone > @after and o.state in @states
                    order by r.phone {session.Dialect.First("@Page")}
                    """,
                    new
                    {
                        campaign,
                        step,
                        after,
                        states,
                        Page,
                    }
                )
            );
            foreach (var row in rows)
                yield return row;
            if (rows.Count < Page)
                yield break;
            after = rows[^1].Phone;
        }
    }

    private sealed class WaitingRow
    {
        public int Step { get; init; }
        public int Count { get; init; }
        public DateTimeOffset? NextDueAt { get; init; }
    }

    private sealed class TextsRow
    {
        public int Step { get; init; }
        public string What { get; init; } = "";
        public int Count { get; init; }
    }
}
