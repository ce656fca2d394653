using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Loads;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Tests.Campaigns.Results;
using SmsActivation.Tests.Storage;
using SmsActivation.Worker.Campaigns;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Ops.Cards;

namespace SmsActivation.Tests.Campaigns.Loads;

/// <summary>Lists from the browser: what is kept of a file, and of what it told of itself.</summary>
public sealed class CampaignLoadsTests : IAsyncLifetime
{
    private readonly CampaignBench _bench = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sms-activation-loads-");
    private CampaignLoads _loads = null!;
    private CampaignFiles _files = null!;
    private CampaignLoadStore Store => new(_bench.Database);

    public Task InitializeAsync()
    {
        _files = new CampaignFiles(new CardFilesOptions { Path = _folder.FullName }, TimeProvider.System);
        _loads = new CampaignLoads(
            _bench.Database,
            new SomeEngine(takesManyHosts: false),
            _bench.Campaigns,
            Store,
            _files,
            new AudienceOptions
            {
                ReadCardNumber = text => text,
                HomeCountry = null,
                AllowedCountries = [],
                OurNumbers = new HashSet<string>(),
                OptOutKey = new OptOutKey(key: null),
            },
            new CampaignOptions(),
            new ReplyOptions { Example = "" },
            HostName.Draw(),
            new Neighbours(alone: true, TimeProvider.System),
            TimeProvider.System,
            NullLogger<CampaignLoads>.Instance
        );
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _loads.StopAsync(CancellationToken.None);
        _loads.Dispose();
        await _bench.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_file_is_gone_once_it_is_read_and_its_list_is_there()
    {
        var spring = await MakeAsync();
        var load = await LoadAsync(
            spring,
            "phone,name,consent_source,consent_text,consent_at",
            "+12125550142,Anna,till,I agree,2026-01-01"
        );
        Assert.Equal((LoadResult.Done, "list.csv", "boris"), (load.Result, load.Called, load.StaffName));
        var loaded = await _bench.FindAsync();
        // Whoever brings the list is one whose word is not enough.
        Assert.Equal((CampaignState.Ready, "anna", "boris"), (loaded.State, loaded.WrittenBy, loaded.LoadedBy));
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Whoever_reads_another_language_than_they_ask_for_is_counted()
    {
        var load = await LoadAsync(
            await MakeAsync(),
            "phone,name,language",
            "+12125550142,Anna,en-GB",
            "+12125550143,Odile,fr"
        );
        Assert.Equal((LoadResult.Done, "1 row asks for fr: it reads en."), (load.Result, load.Told));
    }

    [Fact]
    public async Task A_list_without_a_header_is_refused_and_nobody_in_it_is_kept()
    {
        var load = await LoadAsync(await MakeAsync(), "+12125550142,{Zora}", "+12125550143,Boris");
        Assert.Equal(LoadResult.Refused, load.Result);
        Assert.Contains("There is no column 'phone'", load.Told, StringComparison.Ordinal);
        foreach (var own in new[] { "2125550142", "Zora", "zora" })
            Assert.Empty(await EveryColumn.HoldingAsync(_bench.Database, own));
        Assert.Equal(CampaignState.Draft, (await _bench.FindAsync()).State);
        Assert.Empty(Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_host_loads_one_list_at_a_time()
    {
        Assert.True(await _loads.HasPlaceAsync());
        using var first = await _loads.TryTakeTurnAsync();
        Assert.NotNull(first);
        Assert.False(await _loads.HasPlaceAsync());
        Assert.Null(await _loads.TryTakeTurnAsync());
        first.Dispose();
        using var second = await _loads.TryTakeTurnAsync();
        Assert.NotNull(second);
    }

    private async Task<Campaign> MakeAsync()
    {
        await _bench.ReadyAsync(recipients: 0);
        await _bench.Spine.Temporary.ExecuteAsync(
            "update campaigns set state = 'Draft'; update campaign_texts set words = 'Hello {name} STOP ends'"
        );
        return await _bench.FindAsync();
    }

    private async Task<CampaignLoadJob> LoadAsync(Campaign campaign, params string[] lines)
    {
        string path;
        await using (var file = _files.Kept.Create())
        {
            path = file.Name;
            await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        }
        using var turn = await _loads.TryTakeTurnAsync();
        await _loads.BeginFileAsync(turn!, campaign, path, "list.csv", new Actor(Id: null, "boris"));
        // It has its place until its end is written down.
        while (await Store.LatestAsync(campaign.Id) is not { EndedAt: not null })
            await Task.Delay(20);
        return (await Store.LatestAsync(campaign.Id))!;
    }
}
