using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;
using SmsActivation.Tests.Activation;
using SmsActivation.Worker.Campaigns;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Campaigns;

/// <summary>Campaigns with lists of their own, on a spine's database and clock.</summary>
internal sealed class CampaignBench : IAsyncDisposable
{
    private readonly List<OutboxWake> _wakes = [];

    public Spine Spine { get; } = new();
    public CampaignPaceOptions Options { get; init; } = new() { ApprovalAbove = int.MaxValue };

    /// <summary>Of reminders: the texts behind the first.</summary>
    public IReadOnlyList<SeriesStep> Then { get; init; } = [];
    public IDatabase Database => Spine.Temporary.Database;
    public DateTimeOffset Now => Spine.Clock.GetUtcNow();
    public CampaignStore Campaigns => new(Database);
    public CampaignRuns Runs => new(Database, Options);
    public CampaignReport Report => new(Database);
    public FeedStore Feed => new(Database, Options, sender: null);
    public FeedLeases Leases => new(Database);
    public FeedReturns Returns => new(Database);
    public FeedWatch Watch => new(Database);
    public DeliveryStore Delivery => new(Database);

    public static string Phone(int i) => $"+1201555{1000 + i}";

    /// <summary>Runs, with so many phones on its list, from <see cref="Phone"/> of <paramref name="first"/> on.</summary>
    public async Task<Campaign> RunAsync(
        int recipients,
        int perSecond = 20,
        string name = "spring",
        CampaignKind kind = CampaignKind.Invite,
        int first = 0
    )
    {
        var made = await ReadyAsync(recipients, perSecond, name, kind, first);
        Assert.True(await Runs.StartAsync(made.Id, new Actor(Id: null, "boris"), Now));
        return await FindAsync(name);
    }

    public async Task<Campaign> ReadyAsync(
        int recipients,
        int perSecond = 20,
        string name = "spring",
        CampaignKind kind = CampaignKind.Invite,
        int first = 0,
        string? keyword = null,
        int control = 0
    )
    {
        var id = await Campaigns.MakeAsync(
            new NewCampaign(name, kind, keyword, perSecond, control, 0, 24 * 60, 3600, Texts(kind)) { Then = Then },
            "anna",
            Now
        );
        for (var i = first; i < first + recipients; i++)
            await AddAsync(id!.Value, Phone(i), line: i);
        await Spine.Temporary.ExecuteAsync("update campaigns set state = 'Ready' where id = @id", new { id });
        return await FindAsync(name);
    }

    public Task AddAsync(
        long campaign,
        string phone,
        int line = 0,
        int zones = 1,
        string state = "Waiting",
        string? card = null
    ) =>
        Spine.Temporary.ExecuteAsync(
            """
            insert into campaign_recipients (campaign_id, line, phone, zones, name, card, state)
            values (@campaign, @line, @phone, @zones, @name, @card, @state)
            """,
            new
            {
                campaign,
                line,
                phone,
                zones,
                name = $"N{line}",
                card,
                state,
            }
        );

    public async Task<Campaign> FindAsync(string name = "spring") => (await Campaigns.FindAsync(name))!;

    public Task<FeedResult> FeedAsync(
        Campaign campaign,
        double owed = 1000,
        string token = "host-a",
        IReadOnlyCollection<int>? zones = null
    ) => Feed.FeedAsync(campaign, token, owed, zones, Words(campaign, Then), Now);

    /// <summary>What a campaign of no other words says.</summary>
    public static CampaignWords Words(Campaign campaign, IReadOnlyList<SeriesStep>? then = null) =>
        CampaignWords.Of(campaign, Texts(campaign.Kind), new CampaignOptions(), Replies, then);

    private static Dictionary<string, string> Texts(CampaignKind kind) =>
        new() { ["en"] = kind == CampaignKind.Credentials ? "{username}\n{password}" : "Hello {name}" };

    private static readonly ReplyOptions Replies = new() { Example = "" };

    /// <summary>How many recipients stand so, or were dropped for that reason.</summary>
    public Task<int> CountAsync(string stateOrReason) =>
        Spine.Temporary.ScalarAsync<int>(
            "select count(*) from campaign_recipients where state = @stateOrReason or reason = @stateOrReason",
            new { stateOrReason }
        );

    public Task<int> TextsAsync(string state) =>
        Spine.Temporary.ScalarAsync<int>(
            "select count(*) from outbound_messages where campaign = 1 and state = @state",
            new { state }
        );

    public Task<IReadOnlyList<SendLease>> ClaimAsync(int most = 100, int places = 100) =>
        Spine.SendClaims.ClaimAsync(100, Now, campaigns: new CampaignRoom(most, places));

    /// <summary>Replies are no campaign's: they are with their customers.</summary>
    public Task RepliesArriveAsync() =>
        Spine.Temporary.ExecuteAsync(
            "update outbound_messages set state = 'delivered' where campaign = 0 and state = 'queued'"
        );

    /// <summary>Claims what is due, and has the carrier take it.</summary>
    public async Task<IReadOnlyList<SendLease>> SendAsync(int most = 100)
    {
        var leases = await ClaimAsync(most);
        foreach (var lease in leases)
        {
            Assert.True(await Spine.Sends.BeginAsync(lease, lease.Text.Words ?? "a reply", password: null, Now));
            Assert.True(await Spine.Sends.AcceptedAsync(lease, Sid(lease), Now));
        }
        return leases;
    }

    public static string Sid(SendLease lease) => $"SM{lease.Text.Id:x32}";

    public Task<Reported> ReportAsync(SendLease lease, DeliveryState state, bool passedOn = false, int? code = null) =>
        Delivery.ReportAsync(
            new DeliveryReport(lease.Token, Sid(lease), state, code, null) { PassedOn = passedOn },
            Now
        );

    public CampaignFeeder Feeder(OutboundHold? hold = null)
    {
        var wake = new OutboxWake(Spine.Clock);
        _wakes.Add(wake);
        return new CampaignFeeder(
            Feed,
            Leases,
            Returns,
            Watch,
            Campaigns,
            Options,
            new CampaignOptions(),
            Replies,
            (_, _) => null,
            hold ?? new OutboundHold(),
            wake,
            Spine.Clock,
            NullLogger<CampaignFeeder>.Instance
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var wake in _wakes)
            wake.Dispose();
        await Spine.DisposeAsync();
    }
}
