using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns;

/// <summary>What somebody wants to send.</summary>
/// <param name="Texts">By language, with their placeholders.</param>
public sealed record NewCampaign(
    string Name,
    CampaignKind Kind,
    string? Keyword,
    int PerSecond,
    int ControlPercent,
    int DayFrom,
    int DayUntil,
    int ValidSeconds,
    IReadOnlyDictionary<string, string> Texts
)
{
    /// <summary>For one that is to mend another.</summary>
    public Correction? Correction { get; init; }

    /// <summary>The texts of a reminder behind its first, in their order.</summary>
    public IReadOnlyList<SeriesStep> Then { get; init; } = [];
}

/// <summary>Which campaign is mended, to whoever got its text.</summary>
/// <param name="WithUnknown">Also to those of whom nobody knows.</param>
public sealed record Correction(long Of, bool WithUnknown);

/// <summary>Campaigns: made, found, listed.</summary>
public sealed class CampaignStore(IDatabase database)
{
    internal const string Columns = """
        id, name, kind, state, keyword, per_second, control_percent, day_from, day_until, valid_seconds, made_by, made_at,
        approved_by, approved_at, started_by, started_at, ended_by, ended_at, end_reason, version, changed_by, corrects,
        corrects_first, corrects_unknown, list_columns, loaded_by
        """;

    /// <summary>Null when another has the name.</summary>
    public Task<long?> MakeAsync(NewCampaign campaign, string by, DateTimeOffset now) =>
        database.WriteAsync<long?>(async session =>
        {
            var taken = await session.ScalarAsync<long>(
                $"select count(*) from campaigns{session.Dialect.Alone} where lower(name) = lower(@Name)",
                new { campaign.Name }
            );
            if (taken > 0)
                return null;
            var correctsFirst = campaign.Correction is { } correction
                ? await session.ScalarAsync<long?>(
                    "select coalesce(corrects_first, id) from campaigns where id = @Of",
                    correction
                )
                : null;
            var id = await session.ScalarAsync<long>(
                session.Dialect.InsertForId(
                    """
                    insert into campaigns
                        (name, kind, state, keyword, per_second, control_percent, day_from, day_until, valid_seconds,
                         made_by, made_at, version, corrects, corrects_first, corrects_unknown)
                    values
                        (@Name, @kind, 'Draft', @Keyword, @PerSecond, @ControlPercent, @DayFrom, @DayUntil, @ValidSeconds,
                         @by, @now, 0, @corrects, @correctsFirst, @withUnknown)
                    """
                ),
                new
                {
                    campaign.Name,
                    kind = campaign.Kind.ToString(),
                    campaign.Keyword,
                    campaign.PerSecond,
                    campaign.ControlPercent,
                    campaign.DayFrom,
                    campaign.DayUntil,
                    campaign.ValidSeconds,
                    by,
                    now,
                    corrects = campaign.Correction?.Of,
                    correctsFirst,
                    withUnknown = campaign.Correction?.WithUnknown ?? false,
                }
            );
            await WriteTextsAsync(session, id, campaign.Texts);
            await AddStepsAsync(session, id, campaign.Then);
            return id;
        });

    internal static async Task WriteTextsAsync(Session session, long id, IReadOnlyDictionary<string, string> texts)
    {
        foreach (var (language, words) in texts)
            await session.ExecuteAsync(
                "insert into campaign_texts (campaign_id, language, words) values (@id, @language, @words)",
                new
                {
                    id,
                    language,
                    words,
                }
            );
    }

    public Task<Campaign?> FindAsync(string name) =>
        database.ReadAsync(session =>
            session.FirstAsync<Campaign>($"select {Columns} from campaigns where name = @name", new { name })
        );

    public Task<Campaign?> FindAsync(long id) =>
        database.ReadAsync(session =>
            session.FirstAsync<Campaign>($"select {Columns} from campaigns where id = @id", new { id })
        );

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<Campaign>> ListAsync() =>
        database.ReadAsync(session =>
            session.QueryAsync<Campaign>($"select {Columns} from campaigns order by id desc")
        );

    /// <summary>By language.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TextsAsync(long campaign) =>
        (
            await database.ReadAsync(session =>
                session.QueryAsync<TextRow>(
                    "select language, words from campaign_texts where campaign_id = @campaign order by language",
                    new { campaign }
                )
            )
        ).ToDictionary(row => row.Language, row => row.Words, StringComparer.Ordinal);

    /// <summary>The texts of a reminder behind its first, in their order.</summary>
    public Task<IReadOnlyList<SeriesStep>> ThenAsync(long campaign) =>
        database.ReadAsync(session => ThenAsync(session, campaign));

    internal static async Task<IReadOnlyList<SeriesStep>> ThenAsync(Session session, long campaign)
    {
        var rows = await session.QueryAsync<StepRow>(
            """
            select s.step, s.gap_seconds, t.language, t.words
            from campaign_steps s join campaign_step_texts t on t.campaign_id = s.campaign_id and t.step = s.step
            where s.campaign_id = @campaign order by s.step, t.language
            """,
            new { campaign }
        );
        return
        [
            .. rows.GroupBy(row => (row.Step, row.GapSeconds))
                .Select(step => new SeriesStep(
                    TimeSpan.FromSeconds(step.Key.GapSeconds),
                    step.ToDictionary(row => row.Language, row => row.Words, StringComparer.Ordinal)
                )),
        ];
    }

    internal static async Task ChangeStepsAsync(Session session, long campaign, IReadOnlyList<SeriesStep> then)
    {
        await session.ExecuteAsync("delete from campaign_step_texts where campaign_id = @campaign", new { campaign });
        await session.ExecuteAsync("delete from campaign_steps where campaign_id = @campaign", new { campaign });
        await AddStepsAsync(session, campaign, then);
    }

    private static async Task AddStepsAsync(Session session, long campaign, IReadOnlyList<SeriesStep> then)
    {
        foreach (var (step, (after, texts)) in then.Select((one, index) => (index + 2, one)))
        {
            await session.ExecuteAsync(
                "insert into campaign_steps (campaign_id, step, gap_seconds) values (@campaign, @step, @gap)",
                new
                {
                    campaign,
                    step,
                    gap = (int)after.TotalSeconds,
                }
            );
            foreach (var (language, words) in texts)
                await session.ExecuteAsync(
                    """
                    insert into campaign_step_texts (campaign_id, step, language, words)
                    values (@campaign, @step, @language, @words)
                    """,
                    new
                    {
                        campaign,
                        step,
                        language,
                        words,
                    }
                );
        }
    }

    private sealed class StepRow
    {
        public int Step { get; init; }
        public int GapSeconds { get; init; }
        public string Language { get; init; } = "";
        public string Words { get; init; } = "";
    }

    private sealed class TextRow
    {
        public string Language { get; init; } = "";
        public string Words { get; init; } = "";
    }
}
