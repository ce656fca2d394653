using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Cases;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Events;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Cases;

/// <summary>A phone with a story, and the people who mend it.</summary>
internal sealed class CaseBench : IAsyncDisposable
{
    public const string Phone = "+14155552671";
    public const string Other = "+14155559999";
    public const string CampaignNumber = "+15550002222";
    public const string Why = "they called, ticket 12";
    public static readonly Actor By = new(Id: null, "olga");

    private static readonly EventOptions EventOptions = new() { Targets = [new EventTarget { Name = "site" }] };
    private int _sids;

    public CaseBench()
    {
        var twilio = new TwilioOptions
        {
            Numbers = [new TwilioNumber { Number = Spine.OurNumber }, new TwilioNumber { Number = CampaignNumber }],
            CampaignSender = CampaignNumber,
        };
        var replies = new ReplyOptions { Example = CardNumberOptions.Default.Example };
        var customers = new CustomerTexts(twilio, replies, new OptOutKey(key: null));
        var events = new EventOutbox(EventOptions);
        Replays = new ReplayStore(Database, new SmsReader(CardNumberOptions.Default));
        Mending = new SendMending(Database, customers);
        Passwords = new PasswordReissue(Database, customers);
        Limits = new LimitLifting(Database);
        Holds = new HoldReleasing(Database);
        Links = new LinkChanges(Database, customers, events);
        Blocking = new CardBlocking(Database, customers, events);
        Replacing = new CardReplacement(Database, customers, events);
        Query = new CaseQuery(Database, new ActivationLimits(), twilio);
        Finder = new CaseFinder(Database);
        Delivery = new DeliveryStore(Database);
    }

    public Spine Spine { get; } = new(events: EventOptions);
    public IDatabase Database => Spine.Temporary.Database;
    public DateTimeOffset Now => Spine.Clock.GetUtcNow();
    public ReplayStore Replays { get; }
    public SendMending Mending { get; }
    public PasswordReissue Passwords { get; }
    public LimitLifting Limits { get; }
    public HoldReleasing Holds { get; }
    public LinkChanges Links { get; }
    public CardBlocking Blocking { get; }
    public CardReplacement Replacing { get; }
    public CaseQuery Query { get; }
    public CaseFinder Finder { get; }
    public DeliveryStore Delivery { get; }

    /// <summary>Card <paramref name="card"/> becomes this phone's.</summary>
    public async Task ActivateAsync(string phone = Phone, int card = 1)
    {
        await Spine.AddCardAsync(Spine.Card(card));
        Assert.Equal(OutcomeCode.Activated, (await Spine.SayAsync(phone, Spine.Card(card))).Code);
    }

    /// <summary>Sends what is queued, and has the carrier report of it.</summary>
    public async Task<SendLease> SendAsync(DeliveryState reported = DeliveryState.Delivered, int? error = null)
    {
        var lease = await BeginAsync();
        var sid = $"SMout{++_sids}";
        await Spine.Sends.AcceptedAsync(lease, sid, Now);
        await Delivery.ReportAsync(new DeliveryReport(lease.Token, sid, reported, error, reported.Word()), Now);
        return lease;
    }

    /// <summary>Announces the one text that is queued.</summary>
    public async Task<SendLease> BeginAsync()
    {
        var lease = Assert.Single(await Spine.SendClaims.ClaimAsync(8, Now));
        var password = lease.Text.HoldsPassword
            ? new DrawnPassword(lease.Text.MemberId!.Value, "hash", Now + TimeSpan.FromDays(3))
            : null;
        Assert.True(await Spine.Sends.BeginAsync(lease, $"{lease.Text.Template} {{password}}", password, Now));
        return lease;
    }

    /// <summary>A send whose end nobody knows, left to a person.</summary>
    public async Task<SendLease> LeaveToPersonAsync()
    {
        var lease = await BeginAsync();
        var timeout = new SendFailure(SendFailureKind.Ambiguous, null, null, "no answer");
        await Spine.Sends.NotAcceptedAsync(lease, timeout, new NextStep.Settle(), Now);
        var options = new OutboxOptions();
        Spine.Clock.Advance(options.SettleAfter);
        var look = Assert.Single(await new SettleClaims(Database, options).ClaimAsync(8, Now));
        await new SettleStore(Database, options).SettleAsync(look, new LookResult.Unclear("several match"), Now);
        return lease;
    }

    /// <summary>A text that no attempt could finish.</summary>
    public async Task<long> GiveUpAsync(string body, string phone = Phone)
    {
        await Spine.Inbox.AcceptAsync(Spine.Text(phone, body));
        var lease = Assert.Single(await Spine.Claims.ClaimAsync(1, TimeSpan.FromSeconds(30), Now));
        await Spine.Flow.GiveUpAsync(lease, lease.Texts[0], endsLease: true);
        return lease.Texts[0].Id;
    }

    /// <summary>What waits is handled.</summary>
    public async Task<ActivationOutcome?> HandleAsync()
    {
        ActivationOutcome? last = null;
        foreach (var lease in await Spine.Claims.ClaimAsync(8, TimeSpan.FromSeconds(30), Now))
            last = await Spine.HandleAsync(lease);
        return last;
    }

    /// <summary>Its phone has got the text of one campaign, was left out of another, and had agreed to offers.</summary>
    public Task OfferAsync() =>
        Spine.Temporary.ExecuteAsync(
            """
            insert into campaigns
                (name, kind, state, per_second, control_percent, day_from, day_until, valid_seconds, made_by, made_at)
            values ('spring', 'Invite', 'Done', 5, 0, 0, 1440, 3600, 'anna', @Now),
                ('autumn', 'Invite', 'Ready', 5, 0, 0, 1440, 3600, 'anna', @Now);
            insert into outbound_messages
                (sender, channel, to_address, template, language, holds_password, campaign, campaign_id, state, due_at,
                 created_at, words)
            select @Phone, 'sms', @Phone, 'Campaign', 'en', 0, 1, id, 'delivered', @Now, @Now, 'Hello Ann'
            from campaigns where name = 'spring';
            insert into campaign_recipients (campaign_id, line, phone, zones, state, outbound_id, fed_at)
            select campaign_id, 2, @Phone, 0, 'Fed', id, @Now from outbound_messages where campaign_id is not null;
            insert into campaign_recipients (campaign_id, line, phone, zones, state, reason)
            select id, 2, @Phone, 0, 'LeftOut', 'OptedOut' from campaigns where name = 'autumn';
            insert into phone_consents (phone, source, words, given_at) values (@Phone, 'till', 'Offers, please', @Now)
            """,
            new { Phone, Now }
        );

    /// <summary>STOP to the number that only campaigns leave from.</summary>
    public async Task StopCampaignsAsync(string? sid = null)
    {
        await Spine.Inbox.AcceptAsync(Spine.Text(Phone, "STOP", sid) with { To = CampaignNumber });
        await HandleAsync();
    }

    public Task<CaseFacts> OfPhoneAsync(string phone = Phone) => Query.ReadAsync(new CaseSubject.Phone(phone), Now);

    public Task<CaseFacts> OfCardAsync(int card = 1) => Query.ReadAsync(new CaseSubject.Card(Spine.Card(card)), Now);

    public Task<T?> AskAsync<T>(string sql) => Spine.Temporary.ScalarAsync<T>(sql);

    public Task<string?> StateOfCardAsync(int card = 1) =>
        Spine.Temporary.ScalarAsync<string>(
            "select state from cards where number = @number",
            new { number = Spine.Card(card) }
        );

    public Task<long> CountAsync(string what) => AskAsync<long>($"select count(*) from {what}");

    /// <summary>The book's lines, oldest first.</summary>
    public async Task<IReadOnlyList<string>> ActsAsync() =>
        await Database.ReadAsync(session =>
            session.QueryAsync<string>("select concat(staff_name, ' ', kind, ': ', reason) from staff_acts order by id")
        );

    public async Task<IReadOnlyList<string>> EventsAsync() =>
        await Database.ReadAsync(session =>
            session.QueryAsync<string>("select concat(type, ' ', coalesce(reason, '')) from events order by id")
        );

    /// <summary>Templates that staff have caused, oldest first.</summary>
    public async Task<IReadOnlyList<string>> ToldAsync() =>
        await Database.ReadAsync(session =>
            session.QueryAsync<string>("select template from outbound_messages where by_staff = 1 order by id")
        );

    public ValueTask DisposeAsync() => Spine.DisposeAsync();
}
