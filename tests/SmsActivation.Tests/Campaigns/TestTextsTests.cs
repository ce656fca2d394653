using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Campaigns;

public sealed class TestTextsTests : IAsyncLifetime
{
    private const string Own = "+12125550142";
    private static readonly Actor By = new(Id: null, "anna");
    private readonly CampaignBench _bench = new();
    private readonly OptOutKey _key = new("a key of the tests, 16 signs or more");
    private TestTexts Tests => new(_bench.Database, _key, sender: "+12015550009");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task A_test_leaves_from_the_campaigns_sender_and_is_nobodys_turn()
    {
        var spring = await _bench.RunAsync(recipients: 2);
        Assert.Equal(TestSend.Queued, await SendAsync(spring));
        var lease = Assert.Single(await _bench.ClaimAsync());
        Assert.Equal(
            (ReplyTemplate.CampaignTest, Own, "Hello N0"),
            (lease.Text.Template, lease.Text.To, lease.Text.Words)
        );
        var twilio = new TwilioOptions
        {
            CampaignSender = "+12015550009",
            Numbers = [new TwilioNumber { Number = "+12015550001" }],
        };
        Assert.Equal("+12015550009", twilio.SenderOf(lease.Text));
        Assert.True(await _bench.Spine.Sends.BeginAsync(lease, "Hello N0", password: null, _bench.Now));
        Assert.True(await _bench.Spine.Sends.AcceptedAsync(lease, "SM1", _bench.Now));

        var figures = await _bench.Report.ReadAsync(spring.Id);
        Assert.Equal((2, 0), (figures.Of(RecipientState.Waiting), figures.Texted("sent")));
        var told = Assert.Single(await Tests.LatestAsync(spring.Id, most: 5));
        Assert.Equal(("anna", Own, "sent"), (told.SentBy, told.Phone, told.State));
        // The person of that phone still has their own turn in it.
        await _bench.AddAsync(spring.Id, Own, line: 50);
        await _bench.FeedAsync(spring);
        Assert.Equal(0, await _bench.CountAsync("TextedLately"));
        Assert.Equal(3, await _bench.CountAsync("Fed"));
    }

    [Fact]
    public async Task A_campaign_has_so_many_tests_in_a_day_and_no_more()
    {
        var spring = await _bench.ReadyAsync(recipients: 1);
        for (var i = 0; i < TestTexts.MostADay; i++)
            Assert.Equal(TestSend.Queued, await SendAsync(spring));
        Assert.Equal(TestSend.TooMany, await SendAsync(spring));
        Assert.Equal(
            TestTexts.MostADay,
            await _bench.Spine.Temporary.ScalarAsync<int>(
                "select count(*) from staff_acts where kind = 'CampaignTested' and phone = @Own",
                new { Own }
            )
        );
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(TestSend.Queued, await SendAsync(spring));
    }

    [Fact]
    public async Task A_phone_that_said_STOP_gets_none()
    {
        var spring = await _bench.ReadyAsync(recipients: 1);
        await _bench.Spine.Temporary.ExecuteAsync(
            "insert into conversations (sender, sms_opted_out_at, created_at) values (@Own, @Now, @Now)",
            new { Own, _bench.Now }
        );
        Assert.Equal(TestSend.OptedOut, await SendAsync(spring));
        Assert.Empty(await _bench.ClaimAsync());
    }

    [Fact]
    public async Task It_reads_as_a_row_of_the_list_would_and_else_as_somebody_made_up()
    {
        var spring = await _bench.ReadyAsync(recipients: 2);
        var readers = new TestReaders(_bench.Database);
        Assert.Equal("N0", (await readers.FindAsync(spring.Id, line: null))!.Name);
        Assert.Equal("N1", (await readers.FindAsync(spring.Id, line: 1))!.Name);
        Assert.Null(await readers.FindAsync(spring.Id, line: 9));
        var some = await new AudienceQuery(_bench.Database, spring.Id).AmongAsync([1, 2, 999]);
        Assert.Equal(2, some.Count);
        Assert.Empty(await new AudienceQuery(_bench.Database, campaign: 77).AmongAsync([1]));
    }

    [Theory]
    [InlineData("+1 (212) 555-0142", Own, null)]
    [InlineData("what", null, "is 'what': write it with its country, like +12125550142.")]
    [InlineData("+49 30 1234567", null, "no text reaches such a number")]
    [InlineData("+12015550001", null, "we send from it ourselves")]
    public void A_phone_is_read_as_those_of_a_list_are(string typed, string? phone, string? told)
    {
        var options = new AudienceOptions
        {
            ReadCardNumber = _ => null,
            HomeCountry = null,
            AllowedCountries = [],
            OurNumbers = new HashSet<string> { "+12015550001" },
            OptOutKey = _key,
        };
        var read = TestPhone.Read(typed, options);
        Assert.Equal(phone, read.Phone);
        Assert.Contains(told ?? "", read.Fault ?? "", StringComparison.Ordinal);
    }

    private Task<TestSend> SendAsync(Campaign campaign) =>
        Tests.SendAsync(campaign, Own, new WrittenText("en", "Hello N0"), By, _bench.Now);
}
