using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Alerts;
using SmsActivation.Core.Events;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;
using SmsActivation.Tests.Events;
using SmsActivation.Tests.Storage;
using SmsActivation.Tests.Twilio;
using SmsActivation.Worker.Alerts;
using SmsActivation.Worker.Events;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Alerts;

/// <summary>Passes of a host's watch, under a clock of ours, with a receiver over HTTP.</summary>
public sealed class AlertWatchTests : IAsyncLifetime
{
    private readonly List<(string Id, string Signature, string At, string Body)> _got = [];
    private Func<int> _answer = () => 204;
    private ScriptedCarrier _receiver = null!;
    private AlertBench _bench = null!;
    private EventPost _post = null!;
    private AlertWatch _watch = null!;
    private OutboxWake _wake = null!;

    public async Task InitializeAsync()
    {
        _receiver = await ScriptedCarrier.StartAsync(context =>
        {
            var headers = context.Request.Headers;
            lock (_got)
                _got.Add(
                    (
                        headers["webhook-id"]!,
                        headers["webhook-signature"]!,
                        headers["webhook-timestamp"]!,
                        context.Features.Get<CarrierRequest>()!.Body
                    )
                );
            context.Response.StatusCode = _answer();
            return Task.CompletedTask;
        });
        _bench = new AlertBench(url: _receiver.Url);
        _post = new EventPost(new EventOptions(), _bench.Clock);
        _wake = new OutboxWake(_bench.Clock);
        var database = _bench.Temporary.Database;
        _watch = new AlertWatch(
            new AlertFactsStore(database, new SendDayStore(database, 50_000), _bench.Options),
            _bench.Store,
            _bench.Telling,
            new AlertTeller(
                _bench.Notices,
                _post,
                _bench.Options,
                TwilioTestOptions.Good(),
                _bench.Clock,
                NullLogger<AlertTeller>.Instance
            ),
            _bench.Options,
            new Neighbours(alone: true, _bench.Clock),
            _wake,
            _bench.Clock,
            NullLogger<AlertWatch>.Instance
        );
    }

    public async Task DisposeAsync()
    {
        _watch.Dispose();
        _wake.Dispose();
        _post.Dispose();
        await _receiver.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task A_dead_text_is_told_by_webhook_and_text_and_then_the_all_clear()
    {
        await DieAsync();
        await PassAsync(10);
        var (id, signature, at, body) = Assert.Single(_got);
        Assert.Matches("^alr_[0-9a-f]{32}$", id);
        var seconds = DateTimeOffset.FromUnixTimeSeconds(long.Parse(at, CultureInfo.InvariantCulture));
        Assert.Equal(EventSignature.Header([EventBench.Secret], id, seconds, Encoding.UTF8.GetBytes(body)), signature);
        var told = JsonDocument.Parse(body).RootElement;
        Assert.Equal("alert.raised", told.GetProperty("type").GetString());
        var data = told.GetProperty("data");
        Assert.Equal(
            ("DeadTexts", "critical", "", "https://sms.example.com/ops/needs"),
            (
                data.GetProperty("kind").GetString(),
                data.GetProperty("severity").GetString(),
                data.GetProperty("subject").GetString(),
                data.GetProperty("link").GetString()
            )
        );
        Assert.Equal("1 texts could not be handled", data.GetProperty("summary").GetString());
        Assert.Equal("Replay them under Needs a person", data.GetProperty("nextStep").GetString());
        Assert.Equal(JsonValueKind.Null, data.GetProperty("clearedAt").ValueKind);
        Assert.Single(await _bench.TextsAsync());

        await _bench.Temporary.ExecuteAsync("update inbound_messages set state = 'done'");
        await PassAsync(10);
        Assert.Equal(2, _got.Count);
        Assert.Contains("\"alert.cleared\"", _got[1].Body);
        Assert.Equal(2, (await _bench.TextsAsync()).Count);
    }

    [Fact]
    public async Task A_receiver_that_is_down_gets_the_same_id_later()
    {
        _answer = () => _got.Count < 3 ? 503 : 204;
        await DieAsync();
        await PassAsync(10);
        Assert.Equal(3, _got.Count);
        Assert.Single(_got.Select(one => one.Id).Distinct());
    }

    [Fact]
    public async Task What_nobody_takes_in_a_day_is_given_up()
    {
        _answer = () => 500;
        await DieAsync();
        await PassAsync(1);
        for (var hour = 0; hour < 26; hour++)
        {
            _bench.Clock.Advance(TimeSpan.FromHours(1));
            await PassAsync(1);
        }
        Assert.Equal(
            1,
            await _bench.CountAsync(
                """
                news = 'raised' and failed_at is not null and error = 'answered 500'
                and alert_id = (select id from alerts where kind = 'DeadTexts')
                """
            )
        );
    }

    [Fact]
    public async Task A_crash_between_raising_and_telling_loses_nothing()
    {
        await _bench.LookAsync(new Alert(AlertKind.DeadTexts, "", 1));
        await DieAsync();
        await PassAsync(3);
        Assert.Single(_got);
        Assert.Single(await _bench.TextsAsync());
    }

    [Fact]
    public async Task A_quiet_host_writes_and_tells_nothing()
    {
        await PassAsync(20);
        Assert.Empty(_got);
        Assert.Empty(await _bench.Store.StandingAsync());
    }

    [Fact]
    public async Task A_host_that_cannot_reach_its_database_tells_the_webhook_itself_and_the_end_when_it_can()
    {
        var unreliable = new UnreliableDatabase(_bench.Temporary.Database);
        using var own = HostWatch(unreliable);
        await new HostStore(_bench.Temporary.Database).BeatAsync(One, _bench.Now);
        unreliable.Fault = new CommitFailedException("away");
        for (var i = 0; i < 12; i++)
        {
            await own.PassAsync(CancellationToken.None);
            _bench.Clock.Advance(TimeSpan.FromSeconds(10));
        }
        var data = JsonDocument.Parse(Assert.Single(_got).Body).RootElement.GetProperty("data");
        Assert.Equal(
            ("DatabaseAway", "one"),
            (data.GetProperty("kind").GetString(), data.GetProperty("subject").GetString())
        );
        Assert.StartsWith("not texted", data.GetProperty("notTexted").GetString(), StringComparison.Ordinal);

        unreliable.Fault = null;
        await own.PassAsync(CancellationToken.None);
        await PassAsync(2);
        Assert.Contains("\"alert.cleared\"", _got[1].Body);
        Assert.Contains("database away (one)", Assert.Single(await _bench.TextsAsync()));
    }

    [Fact]
    public async Task A_database_that_is_away_for_a_moment_is_told_to_nobody()
    {
        var unreliable = new UnreliableDatabase(_bench.Temporary.Database)
        {
            Fault = new CommitFailedException("away"),
        };
        using var own = HostWatch(unreliable);
        await own.PassAsync(CancellationToken.None);
        _bench.Clock.Advance(TimeSpan.FromSeconds(30));
        await own.PassAsync(CancellationToken.None);
        unreliable.Fault = null;
        await own.PassAsync(CancellationToken.None);
        await PassAsync(2);
        Assert.Empty(_got);
    }

    private static readonly HostName One = new("1", "one");

    private HostWatch HostWatch(IDatabase database) =>
        new(
            new HostStore(database),
            One,
            new AlertStore(database),
            new WebhookTally(_bench.Clock),
            _post,
            _bench.Options,
            TwilioTestOptions.Good(),
            _bench.Clock,
            NullLogger<HostWatch>.Instance
        );

    private async Task DieAsync()
    {
        var text = new InboundText(
            "SM1",
            "+14155552671",
            Channel.Sms,
            "+14155552671",
            "+15550001111",
            "hello",
            HoldsPassword: false,
            MediaCount: 0,
            OptOutType: null,
            _bench.Now
        );
        await new InboxStore(_bench.Temporary.Database).AcceptAsync(text);
        await _bench.Temporary.ExecuteAsync(
            "update inbound_messages set state = 'dead', done_at = @Now",
            new { _bench.Now }
        );
    }

    private async Task PassAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await _watch.PassAsync(CancellationToken.None);
            _bench.Clock.Advance(_bench.Options.Every);
        }
    }
}
