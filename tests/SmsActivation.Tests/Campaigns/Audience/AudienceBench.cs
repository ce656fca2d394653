using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Campaigns.Audience;

/// <summary>A database with a campaign, and lists that are loaded into it. Card numbers are four digits long here.</summary>
public sealed class AudienceBench : IAsyncDisposable
{
    public const string Consent = ",till,I agree to offers by SMS,2026-01-05";

    private static readonly string[] ConsentColumns = ["consent_source", "consent_text", "consent_at"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sms-activation-audience-");

    public TemporaryDatabase Database { get; } = new();
    public ManualClock Clock { get; } = new();
    public OptOutKey Key { get; init; } = new("a key of sixteen signs");
    public IReadOnlyList<string> Allowed { get; init; } = [];
    public string? HomeCountry { get; init; }
    public bool HostIsLive { get; init; }

    public CampaignStore Campaigns => new(Database.Database);

    public async Task<Campaign> MakeAsync(
        string name = "spring",
        CampaignKind kind = CampaignKind.Invite,
        int control = 0,
        string text = "Hi {name}! STOP ends"
    )
    {
        var campaign = new NewCampaign(
            name,
            kind,
            Keyword: null,
            PerSecond: 10,
            control,
            DayFrom: 540,
            DayUntil: 1200,
            ValidSeconds: 3600,
            new Dictionary<string, string> { ["en"] = text }
        );
        Assert.NotNull(await Campaigns.MakeAsync(campaign, "anna", Clock.GetUtcNow()));
        return await FindAsync(name);
    }

    public async Task<Campaign> FindAsync(string name = "spring") => (await Campaigns.FindAsync(name))!;

    /// <summary>A list whose people have all agreed to marketing.</summary>
    public Task<AudienceResult> LoadConsentedAsync(Campaign campaign, string header, params string[] rows) =>
        LoadAsync(campaign, [$"{header},{string.Join(',', ConsentColumns)}", .. rows.Select(row => row + Consent)]);

    public async Task<AudienceResult> LoadAsync(Campaign campaign, params string[] lines)
    {
        var file = Path.Combine(_folder.FullName, "list.csv");
        await File.WriteAllLinesAsync(file, lines);
        return await LoadFileAsync(campaign, file);
    }

    public async Task<AudienceResult> LoadFileAsync(
        Campaign campaign,
        string file,
        IProgress<AudienceProgress>? progress = null,
        CancellationToken stopping = default
    )
    {
        var texts = await Campaigns.TextsAsync(campaign.Id);
        return await Load().FromFileAsync(campaign, texts, Words(campaign, texts), file, progress, stopping);
    }

    public async Task<AudienceResult> LoadBatchAsync(Campaign campaign, string batch)
    {
        var texts = await Campaigns.TextsAsync(campaign.Id);
        return await Load()
            .FromBatchAsync(campaign, texts, Words(campaign, texts), batch, progress: null, CancellationToken.None);
    }

    public string InFolder(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>"line state reason", in the order of the list; rows without a phone of their own have no state.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(Campaign campaign)
    {
        var people = await RowsAsync(
            "select line, state, reason from campaign_recipients where campaign_id = @Id",
            campaign
        );
        var rows = await RowsAsync("select line, reason from campaign_left_out where campaign_id = @Id", campaign);
        return
        [
            .. people
                .Concat(rows)
                .OrderBy(row => row.Line)
                .Select(row => string.Join(' ', new[] { $"{row.Line}", row.State, row.Reason }.OfType<string>())),
        ];
    }

    public Task<T?> OfAsync<T>(string phone, string column) =>
        Database.ScalarAsync<T>($"select {column} from campaign_recipients where phone = @phone", new { phone });

    /// <summary>Cards, each in a state.</summary>
    public async Task IssueAsync(params (string Number, string State)[] cards)
    {
        foreach (var (number, state) in cards)
            await Database.ExecuteAsync(
                """
                insert into cards (number, state, code_misses, created_at, updated_at)
                values (@number, @state, 0, @now, @now)
                """,
                new
                {
                    number,
                    state,
                    now = Clock.GetUtcNow(),
                }
            );
    }

    public Task LinkAsync(string number, string phone) =>
        Database.ExecuteAsync(
            """
            update cards set state = 'Active' where number = @number;
            insert into members (phone, username, created_at) values (@phone, @phone, @now);
            insert into card_links (card_id, member_id, slot, channel, linked_at)
            select c.id, m.id, 1, 'sms', @now from cards c, members m where c.number = @number and m.phone = @phone
            """,
            new
            {
                number,
                phone,
                now = Clock.GetUtcNow(),
            }
        );

    public Task OptOutAsync(string phone) =>
        Database.ExecuteAsync(
            """
            insert into conversations
                (sender, failed_tries, password_requests, sms_opted_out_at, created_at)
            values (@phone, 0, 0, @now, @now)
            """,
            new { phone, now = Clock.GetUtcNow() }
        );

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private AudienceLoad Load() =>
        new(
            Database.Database,
            new WritePace(TimeProvider.System, () => HostIsLive),
            new AudienceOptions
            {
                ReadCardNumber = text => text.Length == 4 && text.All(char.IsAsciiDigit) ? text : null,
                HomeCountry = HomeCountry,
                AllowedCountries = Allowed,
                OurNumbers = new HashSet<string> { "+12015550001" },
                OptOutKey = Key,
            },
            new CampaignOptions(),
            Clock
        );

    private static CampaignWords Words(Campaign campaign, IReadOnlyDictionary<string, string> texts) =>
        new(campaign.Kind, texts, new ReplyOptions { Example = "" }, "https://s.example");

    private async Task<IReadOnlyList<ListRow>> RowsAsync(string sql, Campaign campaign) =>
        await Database.Database.ReadAsync(session => session.QueryAsync<ListRow>(sql, new { campaign.Id }));

    private sealed class ListRow
    {
        public int Line { get; init; }
        public string? State { get; init; }
        public string? Reason { get; init; }
    }
}
