using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;

namespace SmsActivation.Tests.Campaigns.Drafts;

public sealed class CampaignChangesTests : IAsyncLifetime
{
    private static readonly Actor Anna = new(Id: null, "anna");
    private static readonly Actor Boris = new(Id: null, "boris");
    private readonly CampaignBench _bench = new();
    private CampaignChanges Changes => new(_bench.Database, new CampaignOptions(), new ReplyOptions { Example = "" });

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task A_change_takes_an_approval_back_and_whoever_made_it_does_not_approve_it()
    {
        var spring = await _bench.ReadyAsync(recipients: 3);
        await _bench.Runs.ApproveAsync(spring.Id, Boris, _bench.Now);
        var seen = await _bench.FindAsync();
        Assert.Equal(CampaignChange.Done, await ChangeAsync(seen, "Good day {name}", Boris, perSecond: 3));

        var changed = await _bench.FindAsync();
        Assert.Equal((CampaignState.Ready, null, "boris", 3), Of(changed));
        Assert.Equal("Good day {name}", (await _bench.Campaigns.TextsAsync(spring.Id))["en"]);
        Assert.False(await _bench.Runs.ApproveAsync(spring.Id, Boris, _bench.Now));
        // An approval of what somebody saw before the change is none of what stands there now.
        Assert.False(await _bench.Runs.ApproveAsync(spring.Id, Anna, _bench.Now, seen.Version));
        Assert.False(await _bench.Runs.StartAsync(spring.Id, Anna, _bench.Now, seen.Version));
        Assert.True(await _bench.Runs.ApproveAsync(spring.Id, Anna, _bench.Now, changed.Version));
    }

    private static (CampaignState, string?, string?, int) Of(Campaign one) =>
        (one.State, one.ApprovedBy, one.ChangedBy, one.PerSecond);

    [Fact]
    public async Task Two_who_change_the_same_do_not_overwrite_each_other_unseen()
    {
        var spring = await _bench.ReadyAsync(recipients: 1);
        Assert.Equal(CampaignChange.Done, await ChangeAsync(spring, "One {name}", Anna));
        Assert.Equal(CampaignChange.TooLate, await ChangeAsync(spring, "Two {name}", Boris));
        Assert.Equal("One {name}", (await _bench.Campaigns.TextsAsync(spring.Id))["en"]);
    }

    [Theory]
    [InlineData("Loading")]
    [InlineData("Running")]
    [InlineData("Paused")]
    [InlineData("Stopped")]
    [InlineData("Done")]
    public async Task What_has_started_or_is_being_read_stays(string state)
    {
        var spring = await _bench.ReadyAsync(recipients: 1);
        await _bench.Spine.Temporary.ExecuteAsync("update campaigns set state = @state", new { state });
        Assert.Equal(CampaignChange.TooLate, await ChangeAsync(spring, "Other {name}", Anna));
    }

    [Fact]
    public async Task A_place_that_the_list_was_not_checked_for_asks_for_it_again()
    {
        var spring = await _bench.ReadyAsync(recipients: 1);
        Assert.Equal(CampaignChange.DoneWithoutList, await ChangeAsync(spring, "Hi {name} in {city}", Anna));
        Assert.Equal(CampaignState.Draft, (await _bench.FindAsync()).State);
        Assert.False(await _bench.Runs.StartAsync(spring.Id, Boris, _bench.Now));
    }

    [Theory]
    [InlineData(1400, 300, CampaignChange.DoneWithoutList)]
    [InlineData(1000, 300, CampaignChange.Done)]
    [InlineData(1400, 100, CampaignChange.Done)]
    public async Task Words_that_grew_ask_for_the_list_again_where_somebodys_text_would_be_too_long(
        int signs,
        int city,
        CampaignChange change
    )
    {
        var spring = await _bench.ReadyAsync(recipients: 2);
        await _bench.Spine.Temporary.ExecuteAsync(
            """
            update campaign_texts set words = 'Hi {city}';
            update campaign_recipients set fields = @fields where line = 1
            """,
            new { fields = $$"""{"city":"{{new string('x', city)}}"}""" }
        );
        Assert.Equal(change, await ChangeAsync(spring, "{city}" + new string('y', signs), Anna));
    }

    [Fact]
    public async Task A_reminders_further_texts_change_with_it()
    {
        var spring = await _bench.ReadyAsync(recipients: 1, kind: CampaignKind.Reminder);
        Assert.Equal(CampaignChange.Done, await ChangeAsync(spring, "Hi {name}", Anna, then: "Again, {name}"));
        var step = Assert.Single(await _bench.Campaigns.ThenAsync(spring.Id));
        Assert.Equal("Again, {name}", step.Texts["en"]);
        spring = await _bench.FindAsync();
        Assert.Equal(
            CampaignChange.DoneWithoutList,
            await ChangeAsync(spring, "Hi {name}", Anna, then: "Again in {city}")
        );
    }

    [Fact]
    public async Task A_name_of_another_is_refused()
    {
        var spring = await _bench.ReadyAsync(recipients: 1);
        await _bench.ReadyAsync(recipients: 1, name: "summer", first: 5);
        Assert.Equal(CampaignChange.NameTaken, await ChangeAsync(spring, "Hi {name}", Anna, name: "summer"));
    }

    [Theory]
    [InlineData("en=Hi {name}", "en=Hello { Name }, {link}", true)]
    [InlineData("en=Hi {name}", "en=Hi", true)]
    [InlineData("en=Hi", "en=Hi {name}", false)]
    [InlineData("en=Hi {name}", "en=Hi {name}|ru=Hi", false)]
    [InlineData("en=Hi|ru=Hi", "en=Hi", false)]
    [InlineData("en=Hi {name}|ru=Hi", "en=Hi|ru=Hi {name}", false)]
    public void A_list_fits_other_words_where_no_place_could_stay_open(string before, string after, bool fits) =>
        Assert.Equal(fits, CampaignChanges.ListFits(Texts(before), Texts(after)));

    private static Dictionary<string, string> Texts(string texts) =>
        texts.Split('|').Select(text => text.Split('=')).ToDictionary(text => text[0], text => text[1]);

    private Task<CampaignChange> ChangeAsync(
        Campaign seen,
        string words,
        Actor by,
        int perSecond = 10,
        string name = "spring",
        string? then = null
    ) =>
        Changes.ChangeAsync(
            seen,
            new NewCampaign(
                name,
                seen.Kind,
                Keyword: null,
                perSecond,
                ControlPercent: 0,
                DayFrom: 0,
                DayUntil: 1440,
                ValidSeconds: 3600,
                new Dictionary<string, string> { ["en"] = words }
            )
            {
                Then = then is null
                    ? []
                    : [new SeriesStep(TimeSpan.FromDays(3), new Dictionary<string, string> { ["en"] = then })],
            },
            by,
            _bench.Now
        );
}
