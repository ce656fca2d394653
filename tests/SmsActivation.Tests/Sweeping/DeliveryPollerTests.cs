using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Delivery;
using SmsActivation.Tests.Storage;
using SmsActivation.Tests.Twilio;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Setup;
using SmsActivation.Worker.Sweeping;

namespace SmsActivation.Tests.Sweeping;

/// <summary>What the poller makes of the carrier's answers.</summary>
public sealed class DeliveryPollerTests : IAsyncLifetime
{
    private static readonly SweepOptions Options = new();
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();

    /// <summary>Sixty texts with a password, SM1 to SM60, which were sent 15 minutes ago.</summary>
    public async Task InitializeAsync()
    {
        await _temporary.ExecuteAsync(
            $"""
            insert into conversations (sender, created_at) values ('+1', @now);
            {Numbers.With}
            insert into outbound_messages
                (sid, sender, channel, to_address, template, language, holds_password, state, sent_at, poll_at,
                 due_at, created_at)
            select concat('SM', i), '+1', 'sms', '+1', 'Activated', 'en', 1, 'sent', @now, @poll, @now, @now
            from n where i <= 60;
            insert into send_attempts (message_id, token, started_at, sid, text, result)
            select id, concat('T', id), @now, sid, '', 'accepted' from outbound_messages
            """,
            new { now = _clock.GetUtcNow(), poll = _clock.GetUtcNow() + DeliveryPolls.First }
        );
        _clock.Advance(DeliveryPolls.First);
    }

    public async Task DisposeAsync() => await _temporary.DisposeAsync();

    [Theory]
    [InlineData(200, """{"sid":"SM1","status":"delivered"}""", "delivered", null)]
    [InlineData(200, """{"sid":"SM1","status":"read"}""", "delivered", null)]
    [InlineData(200, """{"sid":"SM1","status":"undelivered","error_code":30003}""", "undelivered", 30003)]
    [InlineData(200, """{"sid":"SM1","status":"failed","error_code":"30008"}""", "failed", 30008)]
    [InlineData(200, """{"sid":"SM1","status":"canceled"}""", "failed", null)]
    [InlineData(200, """{"sid":"SM1","status":"undelivered","error_code":30036}""", "retry", null)]
    [InlineData(200, """{"sid":"SM1","status":"sent"}""", "sent", null)]
    [InlineData(200, """{"sid":"SM1","status":"huh"}""", "sent", null)]
    [InlineData(200, """{"sid":"SM1"}""", "sent", null)]
    [InlineData(404, """{"code":20404,"status":404}""", "sent", null)] // it is not with the carrier any more
    public async Task What_the_carrier_says_is_what_became_of_them(int status, string answer, string state, int? code)
    {
        await using var carrier = await ScriptedCarrier.StartAsync(status, answer);
        await PollAsync(carrier);
        Assert.Equal(60, await CountAsync($"state = '{state}' and coalesce(error_code, 0) = {code ?? 0}"));
        Assert.Equal(60, carrier.Requests.Select(request => (request.Method, request.Target)).Distinct().Count());
        // Whatever it said, it is not asked again at once.
        await PollAsync(carrier);
        Assert.Equal(60, carrier.Requests.Count);
    }

    [Fact]
    public async Task A_wrong_key_is_not_tried_on_every_one_of_them()
    {
        await using var carrier = await ScriptedCarrier.StartAsync(401, """{"code":20003,"status":401}""");
        await PollAsync(carrier);
        Assert.InRange(carrier.Requests.Count, 1, 4);
        Assert.Equal(60, await CountAsync("state = 'sent'"));
        await AllAreAskedByTheNextPassAsync();
    }

    [Fact]
    public async Task A_carrier_that_fails_is_left_alone_until_the_next_pass()
    {
        await using var carrier = await ScriptedCarrier.StartAsync(context =>
        {
            var failed = context.Request.Path.Value!.EndsWith("/SM1.json", StringComparison.Ordinal);
            context.Response.StatusCode = failed ? 503 : 200;
            return context.Response.WriteAsync("""{"sid":"SM1","status":"delivered"}""");
        });
        await PollAsync(carrier);
        Assert.Equal(50, carrier.Requests.Count);
        Assert.Equal(49, await CountAsync("state = 'delivered'"));
        await AllAreAskedByTheNextPassAsync();
    }

    [Fact]
    public async Task A_stop_in_the_middle_loses_none()
    {
        using var stopping = new CancellationTokenSource();
        await using var carrier = await ScriptedCarrier.StartAsync(async context =>
        {
            await stopping.CancelAsync();
            await context.Response.WriteAsync("{}");
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PollAsync(carrier, stopping.Token));
        await AllAreAskedByTheNextPassAsync();
    }

    private async Task AllAreAskedByTheNextPassAsync()
    {
        _clock.Advance(Options.Every);
        await using var mended = await ScriptedCarrier.StartAsync(200, """{"sid":"SM1","status":"delivered"}""");
        await PollAsync(mended);
        Assert.Equal(60, await CountAsync("state = 'delivered'"));
    }

    private async Task PollAsync(ScriptedCarrier carrier, CancellationToken stopping = default)
    {
        using var client = new ClientUnderTest(carrier.Url);
        using var wake = new OutboxWake(_clock);
        using var poller = new DeliveryPoller(
            new DeliveryPolls(_temporary.Database),
            new DeliveryStore(_temporary.Database),
            client.Client,
            Options,
            wake,
            new Neighbours(alone: true, _clock),
            _clock,
            NullLogger<DeliveryPoller>.Instance
        );
        await poller.PollDueAsync(stopping);
    }

    private Task<long> CountAsync(string condition) =>
        _temporary.ScalarAsync<long>($"select count(*) from outbound_messages where {condition}");
}
