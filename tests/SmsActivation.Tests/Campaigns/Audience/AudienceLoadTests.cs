using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;

namespace SmsActivation.Tests.Campaigns.Audience;

/// <summary>What a list becomes, and what becomes of a load that breaks off.</summary>
public sealed class AudienceLoadTests
{
    [Fact]
    public async Task A_row_is_kept_with_all_that_it_says()
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync(text: "Hi {name} in {city}, card {card}. STOP ends");
        await bench.IssueAsync(("1001", "Issued"));
        var result = await bench.LoadConsentedAsync(
            campaign,
            "Phone,Name,Language,Card,City",
            "+1 (212) 555-0142,Anna,RU,1001,\"Orël, South\""
        );
        Assert.IsType<AudienceResult.Loaded>(result);
        Assert.Equal(["2 Waiting"], await bench.ListAsync(campaign));
        Assert.Equal("Anna", await bench.OfAsync<string>("+12125550142", "name"));
        Assert.Equal("ru", await bench.OfAsync<string>("+12125550142", "language"));
        Assert.Equal("1001", await bench.OfAsync<string>("+12125550142", "card"));
        Assert.Equal("US", await bench.OfAsync<string>("+12125550142", "country"));
        Assert.Equal("""{"city":"Orël, South"}""", await bench.OfAsync<string>("+12125550142", "fields"));
        Assert.NotEqual(0, await bench.OfAsync<int>("+12125550142", "zones"));
        var loaded = await bench.FindAsync();
        Assert.Equal(CampaignState.Ready, loaded.State);
        Assert.Equal(["name", "card", "city"], loaded.ColumnsOfList);
    }

    [Fact]
    public async Task A_row_that_nobody_can_be_texted_by_is_left_out_with_its_reason()
    {
        await using var bench = new AudienceBench { Allowed = ["US", "DE"] };
        var campaign = await bench.MakeAsync();
        await bench.LoadConsentedAsync(
            campaign,
            "phone,name",
            "+12125550142,Anna",
            ",Boris",
            "what,Clara",
            "2125550143,Dora",
            "+49 30 123456,Egon",
            "+44 7911 123456,Fay",
            "+18005550142,Gil",
            "+12125550144,Hugo,x",
            "+12015550001,Us",
            "+12125550145,",
            "+12125550146",
            "+12125550147,\"Iva"
        );
        Assert.Equal(
            [
                "2 Waiting",
                "3 NoPhone",
                "4 NotAPhone",
                "5 NotAPhone",
                "6 TakesNoTexts",
                "7 CountryNotAllowed",
                "8 TakesNoTexts",
                "9 TooManyFields",
                "10 LeftOut OurNumber",
                "11 LeftOut NoValue:name",
                "12 TooFewFields",
                "13 OpenQuote",
            ],
            await bench.ListAsync(campaign)
        );
        Assert.Equal(
            "what",
            await bench.Database.ScalarAsync<string>("select value from campaign_left_out where line = 4")
        );
    }

    [Theory]
    [InlineData("phone,name\n+12125550142,Anna\n+12125550143,J\u00f6rg\n", 3)]
    [InlineData("phone,stra\u00dfe,name\n+12125550142,x,Anna\n", 1)]
    public async Task A_list_in_another_encoding_is_refused_with_its_line_and_the_list_that_stood_stays(
        string text,
        int line
    )
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync();
        await bench.LoadConsentedAsync(campaign, "phone,name", "+12125550142,Anna");
        var file = bench.InFolder("plain.csv");
        await File.WriteAllTextAsync(file, text, System.Text.Encoding.Latin1);
        Assert.Equal(
            [$"plain.csv is not UTF-8: line {line}. In Excel save it as 'CSV UTF-8 (comma delimited)'."],
            Assert.IsType<AudienceResult.Refused>(await bench.LoadFileAsync(campaign, file)).Faults
        );
        Assert.Equal(["2 Waiting"], await bench.ListAsync(campaign));
        Assert.Equal(CampaignState.Ready, (await bench.FindAsync()).State);
    }

    [Fact]
    public async Task Excels_Unicode_text_is_read()
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync();
        var file = bench.InFolder("unicode.csv");
        await File.WriteAllTextAsync(file, "phone\tname\n+12125550142\tJ\u00f6rg\n", System.Text.Encoding.Unicode);
        Assert.IsType<AudienceResult.Loaded>(await bench.LoadFileAsync(campaign, file));
        Assert.Equal("J\u00f6rg", await bench.OfAsync<string>("+12125550142", "name"));
    }

    [Fact]
    public async Task What_the_list_asks_for_in_vain_is_said_though_nobody_is_left_out_for_it()
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync();
        var result = await bench.LoadConsentedAsync(
            campaign,
            "phone,name,language",
            "+12125550142,Anna,fr",
            $"+12125550143,{new string('b', 201)},en-US"
        );
        Assert.Equal(
            ["1 row asks for fr: it reads en.", "1 row has a name of more than 200 signs: the rest is cut off."],
            Assert.IsType<AudienceResult.Loaded>(result).Remarks
        );
        Assert.Equal(["2 Waiting", "3 Waiting"], await bench.ListAsync(campaign));
    }

    [Fact]
    public async Task National_numbers_are_read_in_the_home_country()
    {
        await using var bench = new AudienceBench { HomeCountry = "DE" };
        var campaign = await bench.MakeAsync();
        await bench.LoadConsentedAsync(campaign, "phone,name", "0151 12345678,Anna");
        Assert.Equal("Anna", await bench.OfAsync<string>("+4915112345678", "name"));
    }

    [Fact]
    public async Task The_same_customer_twice_is_one_and_two_who_share_a_phone_are_both_set_aside()
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync(kind: CampaignKind.Credentials, text: "{username} {password} STOP");
        await bench.LoadConsentedAsync(
            campaign,
            "phone,name,card",
            "+12125550142,Anna  Berg,1001",
            "+12125550143,Clara,",
            "+1 212 555 0142,anna berg,1001",
            "+12125550143,Dora,",
            "+12125550144,Emil,1002",
            "+12125550144,Emil,1003",
            "+12125550143,Clara,"
        );
        Assert.Equal(
            [
                "2 Waiting",
                "3 LeftOut SharedPhone",
                "4 Duplicate",
                "5 SharedPhone",
                "6 LeftOut SharedPhone",
                "7 SharedPhone",
                "8 Duplicate",
            ],
            await bench.ListAsync(campaign)
        );
    }

    [Fact]
    public async Task Rows_far_apart_in_a_long_list_are_merged_too()
    {
        await using var bench = new AudienceBench { HostIsLive = true };
        var campaign = await bench.MakeAsync();
        string[] once = [.. Enumerable.Range(0, 700).Select(i => $"+1212556{i:0000},Anna")];
        await bench.LoadConsentedAsync(campaign, "phone,name", [.. once, .. once]);
        Assert.Equal(
            700,
            await bench.Database.ScalarAsync<int>("select count(*) from campaign_recipients where state = 'Waiting'")
        );
        Assert.Equal(
            700,
            await bench.Database.ScalarAsync<int>("select count(*) from campaign_left_out where reason = 'Duplicate'")
        );
        Assert.Equal(700, await bench.Database.ScalarAsync<int>("select count(*) from phone_consents"));
    }

    [Theory]
    [InlineData(
        "name,language",
        "There is no column 'phone': the first row must name the columns. Of its 2 columns name"
    )]
    [InlineData("Telefon,name", "There is no column 'phone': did you mean 'telefon'? Call that one phone.")]
    [InlineData("name,Mobile,ТЕЛЕФОН", "did you mean 'mobile' or 'телефон'?")]
    [InlineData("name,phnoe", "column 2 is spelt nearly like it")]
    [InlineData("Zora", "Of its one column none is known.")]
    [InlineData("phone,city", "{name}, which is no column of the list (it has city)")]
    [InlineData("phone,name,Name", "'name' stands there twice")]
    [InlineData("phone,name,", "Column 3 has no name")]
    [InlineData("phone,name,consent_when", "'consent_when' is not known")]
    [InlineData("phone,name,{x}", "'{x}' has no name for a placeholder")]
    public async Task A_list_whose_header_does_not_fit_changes_nothing(string header, string told)
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync();
        var refused = Assert.IsType<AudienceResult.Refused>(await bench.LoadAsync(campaign, header, "1,2,3"));
        Assert.Contains(told, Assert.Single(refused.Faults));
        Assert.Equal(CampaignState.Draft, (await bench.FindAsync()).State);
    }

    [Fact]
    public async Task Another_load_begins_the_list_anew_and_ends_its_approval()
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync();
        await bench.LoadConsentedAsync(campaign, "phone,name", "+12125550142,Anna", "what,Boris");
        await bench.Database.ExecuteAsync("update campaigns set approved_by = 'boris', approved_at = made_at");
        await bench.LoadConsentedAsync(campaign, "phone,name", "+12125550143,Clara");
        Assert.Equal(["2 Waiting"], await bench.ListAsync(campaign));
        Assert.Equal("Clara", await bench.OfAsync<string>("+12125550143", "name"));
        Assert.Null((await bench.FindAsync()).ApprovedBy);
    }

    [Theory]
    [InlineData("Running")]
    [InlineData("Paused")]
    [InlineData("Stopped")]
    [InlineData("Done")]
    public async Task The_list_of_a_campaign_that_was_started_stays(string state)
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync();
        await bench.LoadConsentedAsync(campaign, "phone,name", "+12125550142,Anna");
        await bench.Database.ExecuteAsync("update campaigns set state = @state", new { state });
        var again = await bench.LoadConsentedAsync(await bench.FindAsync(), "phone,name", "+12125550143,Clara");
        Assert.Contains(state, Assert.Single(Assert.IsType<AudienceResult.Refused>(again).Faults));
        Assert.Equal("Anna", await bench.OfAsync<string>("+12125550142", "name"));
    }

    [Fact]
    public async Task A_load_that_is_stopped_leaves_the_campaign_to_the_next()
    {
        await using var bench = new AudienceBench { HostIsLive = true };
        var campaign = await bench.MakeAsync();
        var file = bench.InFolder("long.csv");
        await File.WriteAllLinesAsync(
            file,
            ["phone,name", .. Enumerable.Range(0, 3000).Select(i => $"+1212556{i:0000},Anna")]
        );
        using var stopping = new CancellationTokenSource();
        var first = await bench.LoadFileAsync(campaign, file, new FirstReport(stopping.Cancel), stopping.Token);
        Assert.IsType<AudienceResult.Stopped>(first);
        Assert.Equal(CampaignState.Draft, (await bench.FindAsync()).State);

        await bench.LoadConsentedAsync(campaign, "phone,name", "+12125550143,Clara");
        Assert.Equal(["2 Waiting"], await bench.ListAsync(campaign));
    }

    [Fact]
    public async Task A_load_that_crashed_is_given_up_after_its_lease_and_one_that_lives_is_not()
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync();
        var crashed = new ListLease(bench.Database.Database, campaign.Id, "crashed");
        Assert.True(await crashed.BeginAsync(bench.Clock.GetUtcNow()));
        var refused = await bench.LoadConsentedAsync(campaign, "phone,name", "+12125550142,Anna");
        Assert.Contains("another load of it goes on", Assert.Single(((AudienceResult.Refused)refused).Faults));

        bench.Clock.Advance(ListLease.Lease);
        Assert.IsType<AudienceResult.Loaded>(
            await bench.LoadConsentedAsync(campaign, "phone,name", "+12125550142,Anna")
        );
        Assert.False(await crashed.EndAsync());
    }

    [Fact]
    public async Task The_holders_of_a_batch_that_is_not_activated_are_a_list_too()
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync(text: "Text your card {card}. STOP ends");
        await bench.IssueAsync(("1001", "Issued"), ("1002", "Issued"), ("1003", "Issued"), ("1004", "Blocked"));
        foreach (var number in new[] { "1001", "1002", "1004" })
            await bench.Database.ExecuteAsync(
                "update cards set batch = 'spring', holder_phone = @phone where number = @number",
                new { number, phone = "+12125550" + number[1..] }
            );
        await bench.LinkAsync("1002", "+12125550002");
        await bench.Database.ExecuteAsync(
            "insert into phone_consents (phone, source, words, given_at) values ('+12125550001', 'till', 'Yes', '2026-01-01T00:00:00.000Z')"
        );
        Assert.IsType<AudienceResult.Loaded>(await bench.LoadBatchAsync(campaign, "spring"));
        Assert.Equal(["1 Waiting", "2 LeftOut NoConsent"], await bench.ListAsync(campaign));
        Assert.Equal("1001", await bench.OfAsync<string>("+12125550001", "card"));
        var none = Assert.IsType<AudienceResult.Refused>(await bench.LoadBatchAsync(campaign, "autumn"));
        Assert.Contains("batch autumn", Assert.Single(none.Faults));
    }

    private sealed class FirstReport(Action then) : IProgress<AudienceProgress>
    {
        public void Report(AudienceProgress value) => then();
    }
}
