using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Events;
using SmsActivation.Tests.Twilio;
using SmsActivation.Worker.Events;

namespace SmsActivation.Tests.Events;

/// <summary>Passes of the sender against a receiver over HTTP.</summary>
public sealed class EventSenderTests : IAsyncLifetime
{
    private readonly List<(string Id, string Signature, string At, string Body)> _got = [];
    private Func<HttpContext, int> _answer = _ => 204;
    private ScriptedCarrier _receiver = null!;
    private EventBench _bench = null!;
    private EventPost _post = null!;
    private EventSender _sender = null!;
    private EventLane _lane = null!;

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
            context.Response.StatusCode = _answer(context);
            return Task.CompletedTask;
        });
        _bench = new EventBench(_receiver.Url);
        await _bench.InitializeAsync();
        _post = new EventPost(_bench.Options, _bench.Clock);
        _sender = new EventSender(_bench.Claims, _post, _bench.Options, _bench.Clock, NullLogger<EventSender>.Instance);
        _lane = new EventLane(_bench.Options.Targets[0]);
    }

    public async Task DisposeAsync()
    {
        _post.Dispose();
        await _receiver.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task What_is_told_is_signed_and_names_what_changed_and_not_to_what()
    {
        await _bench.HappenAsync(2);
        Assert.Equal(1, await PassAsync());
        var (id, signature, at, body) = Assert.Single(_got);
        Assert.Matches("^evt_[0-9a-f]{32}$", id);
        var seconds = DateTimeOffset.FromUnixTimeSeconds(long.Parse(at, CultureInfo.InvariantCulture));
        Assert.Equal(_bench.Now, seconds);
        Assert.Equal(EventSignature.Header([EventBench.Secret], id, seconds, Encoding.UTF8.GetBytes(body)), signature);
        var told = JsonDocument.Parse(body).RootElement;
        Assert.Equal("member.profile_changed", told.GetProperty("type").GetString());
        Assert.Equal(_bench.Now, told.GetProperty("timestamp").GetDateTimeOffset());
        var data = told.GetProperty("data");
        Assert.Equal((2, 1), (data.GetProperty("memberId").GetInt64(), data.GetProperty("sequence").GetInt64()));
        Assert.Equal("""["name","birthday"]""", data.GetProperty("changed").GetRawText());
    }

    [Theory]
    [InlineData(200, "delivered")]
    [InlineData(299, "delivered")]
    [InlineData(302, "retry")]
    [InlineData(400, "retry")]
    [InlineData(500, "retry")]
    public async Task Only_a_2xx_is_told(int status, string state)
    {
        _answer = _ => status;
        await _bench.HappenAsync(1);
        await PassAsync();
        var row = Assert.Single(await _bench.Query.ListAsync(new EventFilter()));
        Assert.Equal((state, (int?)status), (row.State, row.Status));
    }

    [Fact]
    public async Task It_comes_again_with_the_same_id_and_body_and_a_signature_of_its_own_time()
    {
        _answer = _ => _got.Count == 1 ? 503 : 200;
        await _bench.HappenAsync(1);
        Assert.Equal(0, await PassAsync());
        _bench.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(1, await PassAsync());
        Assert.Equal(2, _got.Count);
        Assert.Equal((_got[0].Id, _got[0].Body), (_got[1].Id, _got[1].Body));
        Assert.NotEqual(_got[0].Signature, _got[1].Signature);
    }

    [Fact]
    public async Task A_receiver_that_is_down_is_left_alone_and_longer_each_time()
    {
        _answer = _ => 500;
        await _bench.HappenAsync(1, 2);
        await PassAsync();
        await _bench.HappenAsync(3);
        Assert.Equal(2, _got.Count);
        await PassAsync();
        Assert.Equal(2, _got.Count);
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await PassAsync();
        Assert.Equal(5, _got.Count);
        Assert.Equal(_bench.Now.AddSeconds(10), _lane.RestsUntil);
    }

    [Fact]
    public async Task A_receiver_that_asks_to_wait_is_waited_for()
    {
        _answer = context =>
        {
            context.Response.Headers.RetryAfter = "120";
            return 429;
        };
        await _bench.HappenAsync(1);
        await PassAsync();
        Assert.Equal(_bench.Now.AddSeconds(120), _lane.RestsUntil);
    }

    [Fact]
    public async Task One_event_that_is_refused_holds_up_no_other_member()
    {
        _answer = context => context.Features.Get<CarrierRequest>()!.Body.Contains("\"memberId\":1,") ? 400 : 200;
        await _bench.HappenAsync(1);
        await PassAsync();
        await _bench.HappenAsync(2);
        Assert.Equal(1, await PassAsync());
    }

    [Fact]
    public async Task After_three_days_it_is_given_up()
    {
        _answer = _ => 500;
        await _bench.HappenAsync(1);
        var tries = 0;
        for (var hour = 0; hour < 80; hour++)
        {
            await PassAsync();
            _bench.Clock.Advance(TimeSpan.FromHours(1));
            tries = _got.Count;
        }
        var row = Assert.Single(await _bench.Query.ListAsync(new EventFilter()));
        Assert.Equal(("failed", 73), (row.State, tries));
        Assert.InRange(row.EndedAt!.Value - row.At, TimeSpan.FromDays(3), TimeSpan.FromDays(3.1));
    }

    [Fact]
    public async Task A_try_that_died_with_its_host_makes_no_wait_longer()
    {
        await _bench.HappenAsync(1);
        for (var i = 0; i < 10; i++)
        {
            await _bench.ClaimAsync();
            await _bench.Claims.TakeBackAsync(all: true, _bench.Now);
        }
        _answer = _ => 500;
        await PassAsync();
        var row = Assert.Single(await _bench.Query.ListAsync(new EventFilter()));
        Assert.Equal((11, _bench.Now.AddSeconds(5)), (row.Attempts, row.DueAt));
    }

    [Fact]
    public async Task What_is_not_there_is_told_in_words()
    {
        await _receiver.DisposeAsync();
        await _bench.HappenAsync(1);
        await PassAsync();
        var row = Assert.Single(await _bench.Query.ListAsync(new EventFilter()));
        Assert.Equal(("retry", null, "not reached: ConnectionRefused"), (row.State, row.Status, row.Error));
    }

    [Fact]
    public async Task A_stop_gives_the_event_back_untried()
    {
        using var stopping = new CancellationTokenSource();
        _answer = _ =>
        {
            stopping.Cancel();
            Thread.Sleep(200);
            return 200;
        };
        await _bench.HappenAsync(1);
        await Assert.ThrowsAsync<OperationCanceledException>(() => _sender.SendDueAsync(_lane, stopping.Token));
        var row = Assert.Single(await _bench.Query.ListAsync(new EventFilter()));
        Assert.Equal(("retry", 0), (row.State, row.Attempts));
    }

    private Task<int> PassAsync() => _sender.SendDueAsync(_lane, CancellationToken.None);
}
