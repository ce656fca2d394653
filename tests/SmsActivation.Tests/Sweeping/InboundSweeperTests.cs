using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Storage;
using SmsActivation.Tests.Twilio;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Setup;
using SmsActivation.Worker.Sweeping;

namespace SmsActivation.Tests.Sweeping;

/// <summary>What the sweeper makes of the carrier's list of inbound texts.</summary>
public sealed class InboundSweeperTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private const string Ours = "+15550001111";
    private const string OursToo = "+447700900000";
    private static readonly SweepOptions Options = new();
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();
    private readonly InboxStore _inbox;
    private readonly List<Listed> _listed = [];
    private ScriptedCarrier _carrier = null!;
    private string? _refused;

    public InboundSweeperTests() => _inbox = new InboxStore(_temporary.Database);

    private DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Installed an hour ago, not swept since.</summary>
    public async Task InitializeAsync()
    {
        await SweepMarks.RecordInstallationAsync(_temporary.Database, Now);
        _clock.Advance(TimeSpan.FromHours(1));
        _carrier = await ScriptedCarrier.StartAsync(AnswerAsync);
    }

    public async Task DisposeAsync()
    {
        await _carrier.DisposeAsync();
        await _temporary.DisposeAsync();
    }

    [Fact]
    public async Task Each_of_our_numbers_is_asked_for_on_each_channel()
    {
        await SweepAsync();
        Assert.Equal(
            [Ours, "whatsapp:" + Ours, OursToo, "whatsapp:" + OursToo],
            Queries().Select(query => query["To"])
        );
        Assert.All(
            Queries(),
            query => Assert.Equal(("2026-03-01T12:00:00Z", "1000"), (query["DateSent>"], query["PageSize"]))
        );
    }

    [Theory]
    [InlineData(Phone, Ours, Channel.Sms)]
    [InlineData(Phone, OursToo, Channel.Sms)]
    [InlineData("whatsapp:" + Phone, "whatsapp:" + Ours, Channel.WhatsApp)]
    public async Task A_text_that_no_webhook_brought_is_taken_over_as_it_would_have_come(
        string from,
        string to,
        Channel channel
    )
    {
        var at = Now - TimeSpan.FromMinutes(30);
        _listed.Add(new Listed("SM1", at) { From = from, To = to });
        await SweepAsync();
        var text = new InboundText("SM1", Phone, channel, from, to, "hello", false, 0, null, at, Swept: true);
        var claimed = await new ClaimStore(_temporary.Database).ClaimAsync(8, Options.Every, Now);
        Assert.Equal(text, Assert.Single(Assert.Single(claimed).Texts).Text);
    }

    [Theory]
    [InlineData("outbound-api")]
    [InlineData("outbound-reply")]
    [InlineData("outbound-call")]
    [InlineData(null)]
    public async Task What_we_sent_is_no_customers(string? direction)
    {
        _listed.Add(new Listed("SM1", Now - TimeSpan.FromMinutes(30)) { Direction = direction });
        await SweepAsync();
        Assert.Empty(await SidsAsync());
    }

    // In seconds: a minute is 60, a day 86400.
    [Theory]
    [InlineData(3600, 3601, false)] // from before the installation
    [InlineData(3600, 3600, true)]
    [InlineData(3600, 120, true)]
    [InlineData(3600, 119, false)] // its webhook may be on its way
    [InlineData(259_200, 86_401, false)]
    [InlineData(259_200, 86_400, true)]
    public async Task A_text_of_its_time_is_taken_over(int installed, int sent, bool taken)
    {
        _clock.Advance(TimeSpan.FromSeconds(installed) - TimeSpan.FromHours(1));
        _listed.Add(new Listed("SM1", Now - TimeSpan.FromSeconds(sent)));
        await SweepAsync();
        Assert.Equal(taken ? 1 : 0, (await SidsAsync()).Count);
    }

    [Fact]
    public async Task Carriers_dates_are_cut_to_seconds()
    {
        _clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMilliseconds(700));
        _listed.Add(new Listed("SM1", Now - TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(700)));
        await SweepAsync();
        Assert.Single(await SidsAsync());
    }

    [Fact]
    public async Task The_next_sweep_reaches_ten_minutes_into_the_last()
    {
        await SweepAsync();
        _clock.Advance(Options.Every);
        var mark = Now - Options.Every - Options.Grace;
        _listed.Add(new Listed("SM1", mark - TimeSpan.FromMinutes(10)));
        _listed.Add(new Listed("SM2", mark - TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1)));
        await SweepAsync();
        Assert.Equal(["SM1"], await SidsAsync());
    }

    [Fact]
    public async Task What_the_webhook_brings_before_or_after_is_there_once()
    {
        _listed.Add(new Listed("SM1", Now - TimeSpan.FromMinutes(30)));
        _listed.Add(new Listed("SM2", Now - TimeSpan.FromMinutes(20)));
        await _inbox.AcceptAsync(Webhook("SM1"));
        await SweepAsync();
        Assert.Equal(Accepted.SeenBefore, await _inbox.AcceptAsync(Webhook("SM2")));
        _clock.Advance(Options.Every);
        await SweepAsync();
        Assert.Equal(["SM1", "SM2"], await SidsAsync());
    }

    [Fact]
    public async Task A_day_of_lost_texts_is_taken_over_in_the_order_they_were_sent()
    {
        var sids = Enumerable.Range(100, 1201).Select(i => $"SM{i}").ToList();
        _listed.AddRange(sids.Select((sid, i) => new Listed(sid, Now - TimeSpan.FromSeconds(3000 - i))));
        foreach (var sid in sids.Take(600))
            await _inbox.AcceptAsync(Webhook(sid));
        await SweepAsync();
        Assert.Equal(sids, await SidsAsync());
    }

    [Theory]
    [InlineData(Ours)]
    [InlineData("whatsapp:" + OursToo)]
    public async Task A_list_that_cannot_be_read_is_read_again_from_where_it_was(string refused)
    {
        await SweepAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        _listed.Add(new Listed("SM1", Now - TimeSpan.FromMinutes(50)) { To = refused });
        _listed.Add(new Listed("SM2", Now - TimeSpan.FromMinutes(50)) { To = OursToo });
        _refused = refused;
        await SweepAsync();
        Assert.Equal(["SM2"], await SidsAsync());
        _clock.Advance(Options.Every);
        _refused = null;
        await SweepAsync();
        Assert.Equal(["SM1", "SM2"], (await SidsAsync()).Order());
    }

    [Fact]
    public async Task Of_two_hosts_one_sweeps()
    {
        await SweepAsync();
        await SweepAsync();
        Assert.Equal(4, _carrier.Requests.Count);
    }

    [Fact]
    public async Task A_tick_that_comes_a_little_early_is_no_reason_to_leave_one_out()
    {
        await SweepAsync();
        _clock.Advance(Options.Every - TimeSpan.FromSeconds(1));
        await SweepAsync();
        Assert.Equal(8, _carrier.Requests.Count);
    }

    [Fact]
    public async Task A_stop_in_the_middle_leaves_the_mark_where_it_was()
    {
        _listed.Add(new Listed("SM1", Now - TimeSpan.FromMinutes(50)));
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SweepAsync(stopping: stopping.Token));
        _clock.Advance(Options.Every);
        await SweepAsync();
        Assert.Single(await SidsAsync());
    }

    [Fact]
    public void What_looks_like_our_password_is_masked_and_pictures_are_counted()
    {
        var listed = Inbound() with { Body = "my password is Wj7-kR4-pX9", NumMedia = 2 };
        var text = InboundSweeper.Read(listed)!;
        Assert.Equal(2, text.MediaCount);
        Assert.Equal(PasswordShape.Mask(listed.Body), (text.Body, text.HoldsPassword));
    }

    public static TheoryData<string, TwilioMessage> Unreadable =>
        new()
        {
            { "no SID", Inbound() with { Sid = null } },
            { "a SID that is none", Inbound() with { Sid = "SM 1" } },
            { "no sender", Inbound() with { From = "" } },
            { "no number of ours", Inbound() with { To = null } },
            { "no date", Inbound() with { DateSent = null, DateCreated = null } },
        };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void What_cannot_be_a_customers_text_is_left(string why, TwilioMessage listed) =>
        Assert.True(InboundSweeper.Read(listed) is null, why);

    [Fact]
    public void A_text_without_words_is_an_empty_one() =>
        Assert.Equal("", InboundSweeper.Read(Inbound() with { Body = null })!.Body);

    [Fact]
    public void A_text_that_is_not_dated_as_sent_is_as_old_as_its_record()
    {
        var at = DateTimeOffset.UnixEpoch;
        Assert.Equal(at, InboundSweeper.Read(Inbound() with { DateSent = null, DateCreated = at })!.ReceivedAt);
    }

    private static TwilioMessage Inbound() =>
        new()
        {
            Sid = "SM1",
            Direction = "inbound",
            From = Phone,
            To = Ours,
            Body = "hello",
            DateSent = DateTimeOffset.UnixEpoch,
        };

    private InboundText Webhook(string sid) =>
        new(sid, Phone, Channel.Sms, Phone, Ours, "hello", HoldsPassword: false, MediaCount: 0, OptOutType: null, Now);

    /// <summary>Nobody listens yet, so no webhook can be on its way; and the sweeps come again for what lagged.</summary>
    [Fact]
    public async Task A_restored_hosts_gap_is_read_to_its_end_and_counts_as_no_sweep()
    {
        var restores = new RestoreStore(_temporary.Database, new OutboxOptions());
        await new SweepMarks(_temporary.Database).EndAsync(Now, Now);
        _clock.Advance(TimeSpan.FromDays(3));
        await restores.TryBeginAsync(Now - TimeSpan.FromDays(3), Now);
        var restore = (await restores.OpenAsync())!;
        _listed.Add(new Listed("SM1", Now - TimeSpan.FromDays(2)));
        _listed.Add(new Listed("SM2", Now - TimeSpan.FromSeconds(1)));
        await SweepAsync(fillsGap: true);
        Assert.Equal(["SM1", "SM2"], await SidsAsync());
        Assert.False((await restores.ProgressAsync(restore)).Swept);
        _clock.Advance(Options.Grace);
        await SweepAsync();
        Assert.True((await restores.ProgressAsync(restore)).Swept);
    }

    [Fact]
    public async Task Somebody_who_waits_for_one_phones_text_has_the_carrier_asked_for_that_phone_alone()
    {
        await SweepAsync(); // what it passed over is looked at again all the same
        _listed.Add(new Listed("SM1", Now - TimeSpan.FromMinutes(30)));
        Assert.Equal(1, await LookAsync(Phone));
        Assert.Equal(["SM1"], await SidsAsync());
        Assert.Equal(
            [Phone, "whatsapp:" + Phone, Phone, "whatsapp:" + Phone],
            Queries().TakeLast(4).Select(query => query["From"])
        );
        Assert.Equal(0, await LookAsync(Phone));
    }

    [Fact]
    public async Task A_look_for_everybodys_texts_goes_back_two_hours_and_not_before_the_installation()
    {
        _clock.Advance(TimeSpan.FromHours(5));
        await LookAsync(phone: null);
        Assert.All(Queries(), query => Assert.Equal("2026-03-01T16:00:00Z", query["DateSent>"]));
        await LookAsync(Phone);
        Assert.All(Queries().TakeLast(4), query => Assert.Equal("2026-03-01T12:00:00Z", query["DateSent>"]));
    }

    [Fact]
    public async Task A_look_that_the_carrier_does_not_answer_says_so()
    {
        _refused = OursToo;
        Assert.Null(await LookAsync(Phone));
    }

    private Task<int?> LookAsync(string? phone) => WithSweeperAsync(sweeper => sweeper.LookAsync(phone, default));

    private Task<bool> SweepAsync(bool fillsGap = false, CancellationToken stopping = default) =>
        WithSweeperAsync(async sweeper =>
        {
            await (fillsGap ? sweeper.FillGapAsync(stopping) : sweeper.SweepAsync(stopping));
            return true;
        });

    private async Task<T> WithSweeperAsync<T>(Func<InboundSweeper, Task<T>> use)
    {
        using var client = new ClientUnderTest(_carrier.Url);
        using var wake = new InboxWake(_clock);
        using var sweeper = new InboundSweeper(
            new SweepMarks(_temporary.Database),
            _inbox,
            client.Client,
            TwilioTestOptions.Good(),
            Options,
            wake,
            new Neighbours(alone: true, _clock),
            _clock,
            NullLogger<InboundSweeper>.Instance
        );
        return await use(sweeper);
    }

    private Task<IReadOnlyList<string>> SidsAsync() =>
        _temporary.Database.ReadAsync(session =>
            session.QueryAsync<string>("select sid from inbound_messages order by id")
        );

    private IEnumerable<Dictionary<string, string>> Queries() =>
        _carrier.Requests.Select(request =>
            QueryHelpers
                .ParseQuery(request.Target[request.Target.IndexOf('?')..])
                .ToDictionary(field => field.Key, field => field.Value.ToString())
        );

    private Task AnswerAsync(HttpContext context)
    {
        var to = context.Request.Query["To"].ToString();
        context.Response.ContentType = "application/json";
        context.Response.StatusCode = to == _refused ? 503 : 200;
        // Newest first, as the carrier lists them.
        var messages = _listed.Where(one => one.To == to).OrderByDescending(one => one.At).Select(one => one.ToJson());
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { messages }));
    }

    private sealed record Listed(string Sid, DateTimeOffset At)
    {
        public string From { get; init; } = Phone;
        public string To { get; init; } = Ours;
        public string? Direction { get; init; } = "inbound";

        public object ToJson()
        {
            var at = At.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
            return new
            {
                sid = Sid,
                from = From,
                to = To,
                body = "hello",
                direction = Direction,
                num_media = "0",
                date_created = at,
                date_sent = at,
            };
        }
    }
}
