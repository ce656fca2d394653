using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Privacy;

namespace SmsActivation.Tests.Campaigns.Audience;

/// <summary>Who of a list is not texted, by all that we know of their phone.</summary>
public sealed class AudienceLooksTests
{
    private const string Anna = "+12125550142";

    [Fact]
    public async Task Whoever_opted_out_or_never_agreed_is_left_out()
    {
        await using var bench = new AudienceBench();
        await bench.OptOutAsync(Anna);
        var campaign = await bench.MakeAsync();
        await bench.LoadAsync(
            campaign,
            "phone,name,consent_source,consent_text,consent_at",
            Anna + ",Anna,till,Yes,2026-01-05",
            "+12125550143,Boris,,,",
            "+12125550144,Clara,till,Yes,",
            "+12125550145,Dora,till,Yes,2027-01-05",
            "+12125550146,Emil,till,Yes,5 May",
            "+12125550147,Fay,till,Yes,2026-01-05T10:00Z"
        );
        Assert.Equal(
            [
                "2 LeftOut OptedOut",
                "3 LeftOut NoConsent",
                "4 LeftOut ConsentIncomplete:consent_at",
                "5 LeftOut ConsentIncomplete:consent_at",
                "6 LeftOut ConsentIncomplete:consent_at",
                "7 Waiting",
            ],
            await bench.ListAsync(campaign)
        );
        Assert.Equal("consent_at is empty", await bench.OfAsync<string>("+12125550144", "about"));
        Assert.StartsWith("consent_at is '5 May'", await bench.OfAsync<string>("+12125550146", "about"));
        Assert.Null(await bench.OfAsync<string>("+12125550147", "about"));
        var counts = await new AudienceQuery(bench.Database.Database, campaign.Id).CountsAsync();
        Assert.NotNull(counts.Single(count => count.Reason == "ConsentIncomplete:consent_at").Example);
    }

    [Theory]
    [InlineData(null, "2 Waiting")]
    [InlineData("2026-02-01T00:00:00.000Z", "2 LeftOut NoConsent")]
    public async Task A_members_own_marketing_consent_counts_until_it_is_taken_back(string? revoked, string row)
    {
        await using var bench = new AudienceBench();
        await bench.Database.ExecuteAsync(
            """
            insert into members (phone, username, created_at) values (@Anna, 'anna', '2026-01-01T00:00:00.000Z');
            insert into consents (member_id, kind, version, source, given_at, revoked_at)
            select id, 'marketing', '1', 'page', '2026-01-01T00:00:00.000Z', @revoked from members;
            insert into consents (member_id, kind, version, source, given_at)
            select id, 'service', '1', 'text', '2026-01-01T00:00:00.000Z' from members
            """,
            new { Anna, revoked }
        );
        var campaign = await bench.MakeAsync();
        await bench.LoadAsync(campaign, "phone,name", Anna + ",Anna");
        Assert.Equal([row], await bench.ListAsync(campaign));
    }

    [Fact]
    public async Task A_consent_is_kept_word_for_word_and_once()
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync();
        for (var times = 0; times < 2; times++)
            await bench.LoadConsentedAsync(campaign, "phone,name", Anna + ",Anna");
        Assert.Equal("till", await KeptAsync<string>("source"));
        Assert.Equal("I agree to offers by SMS", await KeptAsync<string>("words"));
        Assert.Equal(
            new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero),
            await KeptAsync<DateTimeOffset>("given_at")
        );
        Assert.Equal(1, await bench.Database.ScalarAsync<int>("select count(*) from phone_consents"));

        Task<T?> KeptAsync<T>(string column) =>
            bench.Database.ScalarAsync<T>($"select {column} from phone_consents where phone = @Anna", new { Anna });
    }

    [Theory]
    [InlineData("2026-01-06T00:00:00.000Z", "2 LeftOut NoConsent")]
    [InlineData("2026-01-04T00:00:00.000Z", "2 Waiting")]
    public async Task A_consent_that_was_taken_back_is_not_given_again_by_an_old_list(string revoked, string row)
    {
        await using var bench = new AudienceBench();
        await bench.Database.ExecuteAsync(
            """
            insert into phone_consents (phone, source, words, given_at, revoked_at)
            values (@Anna, 'till', 'Yes', '2026-01-01T00:00:00.000Z', @revoked)
            """,
            new { Anna, revoked }
        );
        var campaign = await bench.MakeAsync();
        await bench.LoadConsentedAsync(campaign, "phone,name", Anna + ",Anna");
        Assert.Equal([row], await bench.ListAsync(campaign));
    }

    [Theory]
    [InlineData("2026-01-06T00:00:00.000Z", null, "2 LeftOut NoConsent")]
    [InlineData("2026-01-06T00:00:00.000Z", "2026-01-07T00:00:00.000Z", "2 LeftOut NoConsent")]
    [InlineData("2026-01-04T00:00:00.000Z", "2026-01-07T00:00:00.000Z", "2 Waiting")]
    public async Task A_consent_older_than_a_STOP_is_not_given_by_a_list_that_comes_after_it(
        string optedOut,
        string? ended,
        string row
    )
    {
        await using var bench = new AudienceBench();
        await bench.Database.ExecuteAsync(
            """
            insert into opt_outs (phone, channel, ours, source, opted_out_at, ended_at)
            values (@Anna, 'sms', '', 'sms:SM1', @optedOut, @ended)
            """,
            new
            {
                Anna,
                optedOut,
                ended,
            }
        );
        var campaign = await bench.MakeAsync();
        await bench.LoadConsentedAsync(campaign, "phone,name", Anna + ",Anna");
        Assert.Equal([row], await bench.ListAsync(campaign));
    }

    [Fact]
    public async Task An_opt_out_outlives_the_erasure_of_its_phone()
    {
        await using var bench = new AudienceBench();
        await bench.Database.ExecuteAsync(
            """
            insert into kept_opt_outs (phone_hash, sms_opted_out_at, kept_at)
            values (@hash, '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z')
            """,
            new { hash = bench.Key.Of(Anna) }
        );
        await KeptOptOuts.RecordKeyAsync(bench.Database.Database, bench.Key);
        var campaign = await bench.MakeAsync();
        await bench.LoadConsentedAsync(campaign, "phone,name", Anna + ",Anna", "+12125550143,Boris");
        Assert.Equal(["2 LeftOut OptedOut", "3 Waiting"], await bench.ListAsync(campaign));
    }

    [Fact]
    public async Task Without_the_key_of_the_kept_opt_outs_no_list_is_loaded()
    {
        await using var bench = new AudienceBench { Key = new OptOutKey(null) };
        await bench.Database.ExecuteAsync(
            """
            insert into kept_opt_outs (phone_hash, sms_opted_out_at, kept_at)
            values ('x', '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z')
            """
        );
        await KeptOptOuts.RecordKeyAsync(bench.Database.Database, new OptOutKey("another key of ours"));
        var campaign = await bench.MakeAsync();
        var refused = await bench.LoadConsentedAsync(campaign, "phone,name", Anna + ",Anna");
        Assert.Contains("Privacy:HashKey", Assert.Single(Assert.IsType<AudienceResult.Refused>(refused).Faults));
    }

    [Theory]
    [InlineData(CampaignKind.Invite, true)]
    [InlineData(CampaignKind.Reminder, true)]
    [InlineData(CampaignKind.Credentials, false)]
    public async Task A_card_that_cannot_be_activated_is_no_reason_to_text_its_holder(CampaignKind kind, bool byCard)
    {
        await using var bench = new AudienceBench();
        await bench.IssueAsync(
            ("1001", "Issued"),
            ("1002", "Issued"),
            ("1003", "Blocked"),
            ("1004", "Replaced"),
            ("1005", "Expired"),
            ("1006", "Prepared"),
            ("1007", "Issued"),
            ("1008", "Issued"),
            ("1009", "Active")
        );
        await bench.LinkAsync("1002", "+12125559999");
        await bench.Database.ExecuteAsync("update cards set expires_on = '2026-02-28' where number = '1007'");
        await bench.Database.ExecuteAsync(
            "update cards set held_at = created_at, held_reason = 'x' where number = '1008'"
        );
        var campaign = await bench.MakeAsync(kind: kind, text: "{username} {password} STOP"[(byCard ? 22 : 0)..]);
        await bench.LoadConsentedAsync(
            campaign,
            "phone,card",
            [
                .. Enumerable.Range(1, 10).Select(i => $"+1212555010{i % 10},{1000 + i}"),
                "+12125550111,",
                "+12125550112,zz",
            ]
        );
        string[] reasons =
        [
            "Waiting",
            "LeftOut AlreadyActive",
            "LeftOut CardBlocked",
            "LeftOut CardReplaced",
            "LeftOut CardExpired",
            "LeftOut CardNotIssued",
            "LeftOut CardExpired",
            "LeftOut CardHeld",
            // Active without a link counts as Issued.
            "Waiting",
            "LeftOut CardUnknown",
            "Waiting",
            "LeftOut CardUnknown",
        ];
        var expected = reasons.Select((reason, i) => $"{i + 2} {(byCard ? reason : "Waiting")}");
        Assert.Equal(expected, await bench.ListAsync(campaign));
    }

    [Fact]
    public async Task A_control_group_is_a_share_of_those_who_could_be_texted_and_stays_the_same()
    {
        await using var bench = new AudienceBench();
        var campaign = await bench.MakeAsync(control: 20);
        string[] rows = [.. Enumerable.Range(0, 1000).Select(i => $"+1212556{i:0000},Anna")];
        await bench.LoadConsentedAsync(campaign, "phone,name", rows);
        var first = await ControlAsync(bench, campaign);
        Assert.InRange(first.Count, 150, 250);
        await bench.LoadConsentedAsync(campaign, "phone,name", [.. rows.Reverse()]);
        Assert.Equal(first, await ControlAsync(bench, campaign));
    }

    [Theory]
    [InlineData("Ready", "2 Control OtherCampaign")]
    [InlineData("Running", "2 Control OtherCampaign")]
    [InlineData("Paused", "2 Control OtherCampaign")]
    [InlineData("Stopped", "2 Waiting")]
    [InlineData("Done", "2 Waiting")]
    public async Task Whoever_is_held_out_of_an_open_campaign_is_held_out_of_others_too(string state, string row)
    {
        await using var bench = new AudienceBench();
        var other = await bench.MakeAsync("other");
        await bench.LoadConsentedAsync(other, "phone,name", Anna + ",Anna");
        await bench.Database.ExecuteAsync("update campaign_recipients set state = 'Control'");
        await bench.Database.ExecuteAsync("update campaigns set state = @state", new { state });
        var campaign = await bench.MakeAsync();
        await bench.LoadConsentedAsync(campaign, "phone,name", Anna + ",Anna");
        Assert.Equal([row], await bench.ListAsync(campaign));
    }

    private static Task<IReadOnlyList<string>> ControlAsync(AudienceBench bench, Campaign campaign) =>
        bench.Database.Database.ReadAsync(session =>
            session.QueryAsync<string>(
                "select phone from campaign_recipients where campaign_id = @Id and state = 'Control' order by phone",
                new { campaign.Id }
            )
        );
}
