using SmsActivation.Core.Accounts;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Events;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Campaigns;

namespace SmsActivation.Tests.Consents;

/// <summary>STOP, START and the carrier's refusals against what people agreed to, as the register shows it afterwards.</summary>
public sealed class OptOutsTests : IAsyncLifetime
{
    private const string CampaignNumber = "+15550002222";
    private static readonly string Phone = CampaignBench.Phone(0);
    private readonly CampaignBench _bench = new();

    private ConsentStore Consents => new(_bench.Database, new AccountOptions { MarketingAge = 0 }, EventOutbox.Off);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task STOP_ends_what_was_agreed_to_and_START_brings_just_that_back_line_by_line()
    {
        await AgreeByListAsync("offers");
        await AgreeByListAsync("a raffle", ended: true);
        await SayAsync("STOP", "SM1");
        Assert.Equal(["a raffle ended ", "offers ended sms:SM1"], await ListedAsync());
        _bench.Spine.Clock.Advance(TimeSpan.FromHours(1));
        await SayAsync("START", "SM2");
        Assert.Equal(["a raffle ended ", "offers ended sms:SM1", "offers in force sms:SM2"], await ListedAsync());
        // Where and when it was given stays as it was.
        Assert.Equal(
            1,
            await CountAsync(
                "phone_consents where resumed_at is not null and source = 'till' and given_at < resumed_at"
            )
        );
        Assert.Equal(1, await CountAsync("opt_outs where source = 'sms:SM1' and ended_by = 'sms:SM2'"));
        await SayAsync("STOP", "SM3");
        await SayAsync("START", "SM4");
        Assert.Equal(1, await CountAsync("phone_consents where revoked_at is null"));
    }

    [Fact]
    public async Task START_makes_no_consent_that_was_not_there()
    {
        await SayAsync("STOP");
        await SayAsync("START");
        Assert.Equal((0, 0), (await CountAsync("phone_consents"), await CountAsync("consents")));
        Assert.False(await IsOptedOutAsync());
    }

    [Fact]
    public async Task A_members_consent_ends_with_STOP_and_comes_back_with_START()
    {
        var member = await JoinAsync();
        await AgreeInAccountAsync(member);
        await SayAsync("STOP", "SM1");
        await SayAsync("START", "SM2");
        var given = await Consents.OfAsync(member);
        Assert.Equal([null, "sms:SM1"], given.Where(one => one.Kind == "marketing").Select(one => one.RevokedBy));
        Assert.Equal(["sms:SM2", "account"], given.Where(one => one.Kind == "marketing").Select(one => one.Source));
    }

    [Fact]
    public async Task Who_says_no_in_their_account_after_STOP_is_not_brought_back_by_START()
    {
        var member = await JoinAsync();
        await AgreeInAccountAsync(member);
        await SayAsync("STOP");
        Assert.True(await Consents.HasStoppedAsync(member));
        await Consents.RevokeMarketingAsync(member, "account", _bench.Now);
        await SayAsync("START");
        Assert.False(await Consents.HasStoppedAsync(member));
        Assert.Equal(0, await CountAsync("consents where kind = 'marketing' and revoked_at is null"));
    }

    [Fact]
    public async Task START_ends_the_STOP_of_the_number_that_it_is_sent_to_and_marketing_rests_while_another_stands()
    {
        await AgreeByListAsync("offers");
        await SayAsync("STOP", to: CampaignNumber);
        await SayAsync("STOP", to: Spine.OurNumber);
        await SayAsync("START", to: Spine.OurNumber);
        Assert.True(await IsOptedOutAsync());
        Assert.Equal(0, await CountAsync("phone_consents where revoked_at is null"));
        await SayAsync("START", to: CampaignNumber);
        Assert.False(await IsOptedOutAsync());
        Assert.Equal(1, await CountAsync("phone_consents where revoked_at is null"));
    }

    [Fact]
    public async Task START_is_not_told_that_offers_are_back_while_a_STOP_to_another_number_stands()
    {
        var numbers = new[] { Spine.OurNumber, CampaignNumber };
        await using var spine = new Spine(
            twilio: new TwilioOptions
            {
                Numbers = [.. numbers.Select(number => new TwilioNumber { Number = number })],
                KeywordsAnsweredBy = KeywordsAnsweredBy.Us,
            }
        );
        await SayAsync("STOP", CampaignNumber);
        await SayAsync("STOP", Spine.OurNumber);
        Assert.Equal(ReplyTemplate.OptedInHere, await SayAsync("START", Spine.OurNumber));
        Assert.Equal(ReplyTemplate.OptedInHere, await SayAsync("START", Spine.OurNumber));
        Assert.Equal(ReplyTemplate.OptedIn, await SayAsync("START", CampaignNumber));
        Assert.Equal(ReplyTemplate.OptedIn, await SayAsync("START", Spine.OurNumber));

        async Task<ReplyTemplate?> SayAsync(string body, string to)
        {
            await spine.Inbox.AcceptAsync(spine.Text(Phone, body) with { To = to });
            var leases = await spine.Claims.ClaimAsync(1, TimeSpan.FromSeconds(30), spine.Clock.GetUtcNow());
            return (await spine.HandleAsync(Assert.Single(leases)))!.Reply;
        }
    }

    [Fact]
    public async Task A_STOP_of_WhatsApp_ends_no_offers_by_SMS()
    {
        await AgreeByListAsync("offers");
        await _bench.Spine.SayAsync("whatsapp:" + Phone, "STOP");
        Assert.Equal(1, await CountAsync("phone_consents where revoked_at is null"));
        Assert.False(await IsOptedOutAsync());
    }

    [Fact]
    public async Task STOP_is_confirmed_once_whichever_number_it_is_said_to_and_a_card_is_answered_all_the_same()
    {
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        Assert.NotNull((await SayAsync("Stop. Thanks", to: CampaignNumber)).Reply);
        Assert.Null((await SayAsync("Stop. Thanks", to: CampaignNumber)).Reply);
        Assert.Null((await SayAsync("Stop. Thanks")).Reply);
        Assert.NotNull((await SayAsync(Spine.Card(1))).Reply);
        Assert.True(await IsOptedOutAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_carriers_21610_is_an_opt_out_until_START(bool byReport)
    {
        await AgreeByListAsync("offers");
        var lease = await FeedOneAsync();
        await RefuseAsync(lease, byReport);
        Assert.True(await IsOptedOutAsync());
        Assert.Equal(
            1,
            await CountAsync(
                $"opt_outs where source = 'carrier:21610' and ours = '{CampaignNumber}' and ended_at is null"
            )
        );
        Assert.Equal(["offers ended carrier:21610"], await ListedAsync());
        // As Twilio marks it, whatever word the account has for it.
        await SayAsync("JOIN", "SM2", CampaignNumber, optOutType: "START");
        Assert.False(await IsOptedOutAsync());
        Assert.Equal(["offers ended carrier:21610", "offers in force sms:SM2"], await ListedAsync());
    }

    [Fact]
    public async Task A_21610_of_a_try_that_was_begun_before_START_says_nothing_of_now()
    {
        var lease = await FeedOneAsync();
        _bench.Spine.Clock.Advance(TimeSpan.FromSeconds(1));
        await SayAsync("START", to: CampaignNumber);
        await RefuseAsync(lease, byReport: false);
        Assert.False(await IsOptedOutAsync());
    }

    [Fact]
    public async Task A_21610_of_a_WhatsApp_message_is_an_opt_out_of_WhatsApp()
    {
        await AgreeByListAsync("offers");
        await _bench.Spine.SayAsync("whatsapp:" + Phone, "hello");
        var lease = Assert.Single(await _bench.Spine.SendClaims.ClaimAsync(1, _bench.Now));
        Assert.True(await _bench.Spine.Sends.BeginAsync(lease, "hello", password: null, _bench.Now));
        await RefuseAsync(lease, byReport: false);
        Assert.Equal(1, await CountAsync("conversations where whatsapp_opted_out_at is not null"));
        Assert.False(await IsOptedOutAsync());
        Assert.Equal(1, await CountAsync("phone_consents where revoked_at is null"));
        await _bench.Spine.SayAsync("whatsapp:" + Phone, "START");
        Assert.Equal(0, await CountAsync("conversations where whatsapp_opted_out_at is not null"));
    }

    [Fact]
    public async Task Any_START_ends_what_the_carrier_said_of_a_sender_that_nobody_can_text()
    {
        await RefuseAsync(await FeedOneAsync("SHOP"), byReport: true);
        Assert.True(await IsOptedOutAsync());
        await SayAsync("START");
        Assert.False(await IsOptedOutAsync());
    }

    [Fact]
    public async Task Nobody_is_texted_who_took_their_consent_back_after_the_list_was_loaded()
    {
        var member = await JoinAsync();
        await AgreeInAccountAsync(member);
        var spring = await _bench.RunAsync(recipients: 1);
        await _bench.Spine.Temporary.ExecuteAsync("update card_links set unlinked_at = @Now", _bench);
        await _bench.Spine.Temporary.ExecuteAsync("update cards set state = 'Issued'");
        await Consents.RevokeMarketingAsync(member, "account", _bench.Now);
        Assert.Equal(new FeedResult.Fed(0, 1), await _bench.FeedAsync(spring));
        Assert.Equal(1, await _bench.CountAsync("NoConsent"));
    }

    [Fact]
    public async Task An_opt_out_that_outlived_an_erasure_is_in_the_register_again_and_ends_with_any_START()
    {
        var key = new OptOutKey("a key of the tests, 16 signs or more");
        await SayAsync("STOP", to: CampaignNumber);
        var people = new PersonStore(_bench.Database, key, EventOutbox.Off);
        Assert.IsType<Erasure.Done>(await people.EraseAsync(Phone, hostIsLive: false, _bench.Now));
        Assert.Equal(0, await CountAsync("opt_outs"));
        var spring = await _bench.RunAsync(recipients: 1);
        var feed = new FeedStore(_bench.Database, _bench.Options, sender: null, key);
        await feed.FeedAsync(spring, "host-a", 1, zones: null, CampaignBench.Words(spring), _bench.Now);
        Assert.Equal(1, await CountAsync("opt_outs where source = 'earlier' and ended_at is null"));
        await SayAsync("START");
        Assert.False(await IsOptedOutAsync());
    }

    private async Task<SendLease> FeedOneAsync(string sender = CampaignNumber)
    {
        var spring = await _bench.RunAsync(recipients: 1);
        var feed = new FeedStore(_bench.Database, _bench.Options, sender);
        await feed.FeedAsync(spring, "host-a", 1, zones: null, CampaignBench.Words(spring), _bench.Now);
        var lease = Assert.Single(await _bench.ClaimAsync());
        Assert.True(await _bench.Spine.Sends.BeginAsync(lease, lease.Text.Words!, password: null, _bench.Now));
        return lease;
    }

    private async Task RefuseAsync(SendLease lease, bool byReport)
    {
        if (byReport)
        {
            await _bench.Spine.Sends.AcceptedAsync(lease, CampaignBench.Sid(lease), _bench.Now);
            await _bench.ReportAsync(lease, DeliveryState.Failed, code: 21610);
            return;
        }
        var refused = new SendFailure(SendFailureKind.Rejected, 400, 21610, "unsubscribed recipient");
        await _bench.Spine.Sends.NotAcceptedAsync(lease, refused, new NextStep.GiveUp(), _bench.Now);
    }

    private async Task<ActivationOutcome> SayAsync(
        string body,
        string? sid = null,
        string to = Spine.OurNumber,
        string? optOutType = null
    )
    {
        var text = _bench.Spine.Text(Phone, body, sid) with { To = to, OptOutType = optOutType };
        await _bench.Spine.Inbox.AcceptAsync(text);
        var leases = await _bench.Spine.Claims.ClaimAsync(1, TimeSpan.FromSeconds(30), _bench.Now);
        return (await _bench.Spine.HandleAsync(Assert.Single(leases)))!;
    }

    private async Task<long> JoinAsync()
    {
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        await _bench.Spine.SayAsync(Phone, Spine.Card(1));
        return await _bench.Spine.Temporary.ScalarAsync<long>("select id from members");
    }

    private async Task AgreeInAccountAsync(long member) =>
        Assert.Equal(
            MarketingAnswer.Allowed,
            await Consents.AgreeToMarketingAsync(
                member,
                new ConsentText(ConsentKind.Marketing, "1", "en", "Offers."),
                "account",
                _bench.Now
            )
        );

    private Task AgreeByListAsync(string words, bool ended = false) =>
        _bench.Spine.Temporary.ExecuteAsync(
            """
            insert into phone_consents (phone, source, words, given_at, revoked_at)
            values (@Phone, 'till', @words, @given, @revoked)
            """,
            new
            {
                Phone,
                words,
                given = _bench.Now - TimeSpan.FromDays(3),
                revoked = ended ? _bench.Now - TimeSpan.FromDays(1) : (DateTimeOffset?)null,
            }
        );

    private Task<IReadOnlyList<string>> ListedAsync() =>
        _bench.Database.ReadAsync(session =>
            session.QueryAsync<string>(
                """
                select concat(words, case when revoked_at is null then ' in force ' else ' ended ' end,
                    coalesce(resumed_by, revoked_by, '')) as line
                from phone_consents order by words, id
                """
            )
        );

    private async Task<bool> IsOptedOutAsync() =>
        await CountAsync("conversations where sms_opted_out_at is not null") > 0;

    private Task<long> CountAsync(string what) =>
        _bench.Spine.Temporary.ScalarAsync<long>($"select count(*) from {what}");
}
