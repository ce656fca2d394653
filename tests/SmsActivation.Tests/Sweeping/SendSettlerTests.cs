using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Outbox;
using SmsActivation.Tests.Storage;
using SmsActivation.Tests.Twilio;
using SmsActivation.Worker.Setup;
using SmsActivation.Worker.Sweeping;

namespace SmsActivation.Tests.Sweeping;

/// <summary>What the settler makes of a list that it can read for some phones, or for none.</summary>
public sealed class SendSettlerTests : IAsyncLifetime
{
    private const string EmptyPage = """{"messages":[],"next_page_uri":null}""";
    private static readonly OutboxOptions Options = new();
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();

    /// <summary>Thirty texts of unknown end, to phones +100 to +129, whose look is due.</summary>
    public async Task InitializeAsync()
    {
        var now = _clock.GetUtcNow();
        await _temporary.ExecuteAsync(
            $"""
            {Numbers.With}
            insert into conversations (sender, created_at) select concat('+', i), @now from n where i >= 100 and i < 130
            """,
            new { now }
        );
        await _temporary.ExecuteAsync(
            """
            insert into outbound_messages
                (sender, channel, to_address, template, language, holds_password, state, unknown_since, due_at, created_at)
            select sender, 'sms', sender, 'Activated', 'en', 0, 'unknown', @now, @now, @now from conversations;
            insert into send_attempts (message_id, token, started_at, text, result)
            select id, concat('T', id), @now, 'text', 'ambiguous' from outbound_messages
            """,
            new { now }
        );
        _clock.Advance(Options.SettleAfter);
    }

    public async Task DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task A_phone_whose_list_cannot_be_read_holds_up_no_other()
    {
        await using var carrier = await ScriptedCarrier.StartAsync(context =>
        {
            var isOdd = (context.Request.Query["To"].ToString()[^1] - '0') % 2 == 1;
            context.Response.StatusCode = isOdd ? 503 : 200;
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(EmptyPage);
        });
        await SettleAsync(carrier);
        Assert.Equal(15, await CountAsync("empty_look_at is not null"));
        Assert.Equal(15, await CountAsync("empty_look_at is null and settle_at is not null and lease_token is null"));
        Assert.Equal(0, await CountAsync("left_to_person is not null"));
    }

    [Fact]
    public async Task A_wrong_key_is_not_tried_on_every_one_of_them()
    {
        await using var carrier = await RefusingAsync();
        await SettleAsync(carrier);
        Assert.InRange(carrier.Requests.Count, 1, 8);
        Assert.Equal(30, await CountAsync("state = 'unknown' and left_to_person is null"));
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_for_a_day_is_a_persons()
    {
        _clock.Advance(Options.RetryFor);
        await using var carrier = await RefusingAsync();
        for (var pass = 0; pass < 4; pass++)
            await SettleAsync(carrier);
        Assert.Equal(30, await CountAsync("state = 'unknown' and left_to_person = 'not readable'"));
    }

    private static Task<ScriptedCarrier> RefusingAsync() =>
        ScriptedCarrier.StartAsync(401, """{"code":20003,"status":401}""");

    private async Task SettleAsync(ScriptedCarrier carrier)
    {
        using var client = new ClientUnderTest(carrier.Url);
        using var wake = new OutboxWake(_clock);
        using var settler = new SendSettler(
            new SettleClaims(_temporary.Database, Options),
            new SettleStore(_temporary.Database, Options),
            client.Client,
            Options,
            wake,
            _clock,
            NullLogger<SendSettler>.Instance
        );
        await settler.SettleDueAsync(CancellationToken.None);
    }

    private Task<long> CountAsync(string condition) =>
        _temporary.ScalarAsync<long>($"select count(*) from outbound_messages where {condition}");
}
