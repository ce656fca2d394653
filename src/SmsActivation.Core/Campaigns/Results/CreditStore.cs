using SmsActivation.Core.Reading;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Results;

/// <summary>Goes through the log's activations behind the replies and writes down which campaign each is the merit of. Told
/// twice of one, or on two hosts at once, it writes once.</summary>
public sealed class CreditStore(IDatabase database, CampaignPaceOptions options)
{
    internal const string Name = "campaign-credits";

    /// <summary>Rows of the log in one look.</summary>
    public const int Most = 200;

    private readonly CreditRules _rules = new(options.ActivatedWithin);

    /// <summary>The newest id of the log that can be seen now.</summary>
    public Task<long> NewestAsync() =>
        database.ReadAsync(session => session.ScalarAsync<long>("select coalesce(max(id), 0) from activation_log"));

    /// <summary>All activations up to it were looked at; where none was yet, it lies before whatever a campaign of this
    /// database can have the credit for.</summary>
    public Task<long> MarkAsync() =>
        database.ReadAsync(async session =>
            await session.ScalarAsync<long?>("select up_to from log_marks where name = @Name", new { Name })
            ?? await session.ScalarAsync<long?>(
                """
                select min(id + 0) - 1 from activation_log   -- by its index, for the log is long
                where at >= (select min(started_at) from campaigns where started_at is not null)
                """
            )
            ?? await session.ScalarAsync<long>("select coalesce(max(id), 0) from activation_log")
        );

    /// <summary>It never goes back.</summary>
    public Task MoveMarkAsync(long upTo) =>
        database.WriteAsync(async session =>
        {
            var mark = new { Name, upTo };
            var moved = await session.ExecuteAsync(
                "update log_marks set up_to = @upTo where name = @Name and up_to < @upTo",
                mark
            );
            return moved > 0
                || await session.TryInsertAsync("insert into log_marks (name, up_to) values (@Name, @upTo)", mark);
        });

    /// <summary>The next activations behind one, in the order of the log; at most <see cref="Most"/>.</summary>
    public Task<IReadOnlyList<long>> ActivationsAsync(long after) =>
        database.ReadAsync(session =>
            session.QueryAsync<long>(
                $"""
                select id from activation_log where id > @after and outcome = 'Activated'
                order by id {session.Dialect.First("@Most")}
                """,
                new { after, Most }
            )
        );

    /// <summary>Writes down what these activations are the merit of; answers for how many a campaign has the credit.</summary>
    public async Task<int> CreditAsync(IReadOnlyCollection<long> activations)
    {
        if (activations.Count == 0)
            return 0;
        var (credits, compared) = await database.ReadAsync(session => DecideAsync(session, activations));
        if (credits.Count == 0 && compared.Count == 0)
            return 0;
        return await database.WriteAsync(async session =>
        {
            var written = 0;
            foreach (var credit in credits)
                written += await WriteAsync(session, credit);
            foreach (var (one, at) in compared)
                await WriteAsync(session, one, at);
            return written;
        });
    }

    private async Task<(List<CampaignCredit>, List<(ListedRecipient, DateTimeOffset)>)> DecideAsync(
        Session session,
        IReadOnlyCollection<long> ids
    )
    {
        var (credits, compared) = (new List<CampaignCredit>(), new List<(ListedRecipient, DateTimeOffset)>());
        var rows = await ActivationsAsync(session, ids);
        var campaigns = rows.Count == 0 ? [] : await CampaignsAsync(session, rows.Min(row => row.At));
        if (campaigns.Count == 0)
            return (credits, compared);
        IReadOnlyList<long> lists =
        [
            .. campaigns.Select(one => one.Id).Union(campaigns.Select(one => one.Corrects).OfType<long>()),
        ];
        foreach (var row in rows)
        {
            var activation = new CardActivation(
                row.Id,
                row.At,
                row.Phone,
                row.Card,
                TextWords.Of(row.Body ?? ""),
                row.Language,
                row.Batch
            );
            var listed = await ListedAsync(session, activation, lists);
            if (_rules.Decide(activation, campaigns, listed) is { } credit)
                credits.Add(credit);
            compared.AddRange(_rules.Compared(activation, campaigns, listed).Select(one => (one, row.At)));
        }
        return (credits, compared);
    }

    private static Task<IReadOnlyList<ActivationRow>> ActivationsAsync(
        Session session,
        IReadOnlyCollection<long> ids
    ) =>
        session.QueryAsync<ActivationRow>(
            """
            select l.id, l.at, l.phone, l.card, l.language, i.body, k.batch
            from activation_log l
                left join inbound_messages i on i.id = l.inbound_id
                left join cards k on k.number = l.card
            where l.id in @ids
            """,
            new { ids }
        );

    /// <summary>Those that may have the credit for an activation of then, or later.</summary>
    private async Task<IReadOnlyList<StartedCampaign>> CampaignsAsync(Session session, DateTimeOffset at) =>
        [
            .. (
                await session.QueryAsync<CampaignRow>(
                    """
                    select id, keyword, started_at, control_percent, corrects_first,
                           case when state in ('Running', 'Paused') then null else ended_at end as ended_at
                    from campaigns
                    where started_at is not null and (state in ('Running', 'Paused') or ended_at >= @since)
                    """,
                    new { since = at - options.ActivatedWithin }
                )
            ).Select(row => new StartedCampaign(
                row.Id,
                row.Keyword is { } keyword ? TextWords.Fold(keyword) : null,
                row.StartedAt,
                row.EndedAt,
                row.ControlPercent > 0,
                row.CorrectsFirst
            )),
        ];

    private static readonly string FailedAt = $"""
        case when o.state in ('failed', 'undelivered') and not {ProvokedStops.AnotherArrived("r")}
            then o.settled_at else null end
        """;

    // One that waits for its turn to leave goes back to the list now.
    private const string TextedAt = """
        case when o.state in ('queued', 'claimed', 'retry') and coalesce(o.campaign_step, 1) = 1 then null else r.fed_at end
        """;

    private static async Task<IReadOnlyList<ListedRecipient>> ListedAsync(
        Session session,
        CardActivation activation,
        IReadOnlyList<long> campaigns
    ) =>
        [
            .. (
                await session.QueryAsync<ListedRow>(
                    $"""
                    select r.id, r.campaign_id, 'Phone' as listed_by, {TextedAt} as fed_at, o.language,
                           {FailedAt} as failed_at
                    from campaign_recipients r left join outbound_messages o on o.id = r.outbound_id
                    where r.campaign_id in @campaigns and r.phone = @Phone and r.state <> 'LeftOut'
                    union all
                    select r.id, r.campaign_id, 'Card' as listed_by, {TextedAt} as fed_at, o.language,
                           {FailedAt} as failed_at
                    from campaign_recipients r left join outbound_messages o on o.id = r.outbound_id
                    where r.card = @Card and r.campaign_id in @campaigns and r.state <> 'LeftOut'
                    """,
                    new
                    {
                        campaigns,
                        activation.Phone,
                        activation.Card,
                    }
                )
            ).Select(row => new ListedRecipient(
                row.Id,
                row.CampaignId,
                row.ListedBy,
                row.FedAt,
                row.FailedAt,
                row.Language
            )),
        ];

    private static async Task<int> WriteAsync(Session session, CampaignCredit credit) =>
        await session.TryInsertAsync(
            """
            insert into campaign_credits (log_id, campaign_id, how, at, recipient_id, language, batch)
            values (@LogId, @Campaign, @how, @At, @Recipient, @Language, @Batch)
            """,
            new
            {
                credit.Activation.LogId,
                credit.Campaign,
                how = credit.How.ToString(),
                credit.Activation.At,
                credit.Recipient,
                credit.Language,
                credit.Activation.Batch,
            }
        )
            ? 1
            : 0;

    /// <summary>By their first activation.</summary>
    private static Task<bool> WriteAsync(Session session, ListedRecipient one, DateTimeOffset at) =>
        session.TryInsertAsync(
            "insert into campaign_compared (campaign_id, recipient_id, at) values (@Campaign, @Id, @at)",
            new
            {
                one.Campaign,
                one.Id,
                at,
            }
        );

    private sealed class ActivationRow
    {
        public long Id { get; init; }
        public DateTimeOffset At { get; init; }
        public string Phone { get; init; } = "";
        public string? Card { get; init; }
        public string? Language { get; init; }
        public string? Body { get; init; }
        public string? Batch { get; init; }
    }

    private sealed class CampaignRow
    {
        public long Id { get; init; }
        public string? Keyword { get; init; }
        public DateTimeOffset StartedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public int ControlPercent { get; init; }
        public long? CorrectsFirst { get; init; }
    }

    private sealed class ListedRow
    {
        public long Id { get; init; }
        public long CampaignId { get; init; }
        public CreditHow ListedBy { get; init; }
        public DateTimeOffset? FedAt { get; init; }
        public DateTimeOffset? FailedAt { get; init; }
        public string? Language { get; init; }
    }
}
