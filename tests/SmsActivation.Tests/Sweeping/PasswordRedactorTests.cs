using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Outbox;
using SmsActivation.Tests.Storage;
using SmsActivation.Tests.Twilio;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Sweeping;

namespace SmsActivation.Tests.Sweeping;

/// <summary>What the redactor makes of the carrier's answers.</summary>
public sealed class PasswordRedactorTests : IAsyncLifetime
{
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();

    public Task InitializeAsync() =>
        _temporary.ExecuteAsync(
            $"""
            insert into outbound_messages
                (sender, channel, to_address, template, language, holds_password, state, due_at, created_at)
            values ('+1', 'sms', '+1', 'Activated', 'en', 1, 'delivered', @Now, @Now);
            {Numbers.With}
            insert into send_attempts (message_id, token, started_at, sid, text, redact_at)
            select (select max(id) from outbound_messages), concat('T', i), @Now, concat('SM', i), '', @Now
            from n where i <= 60
            """,
            new { Now = _clock.GetUtcNow() }
        );

    public async Task DisposeAsync() => await _temporary.DisposeAsync();

    [Theory]
    [InlineData(200, """{"sid":"SM1"}""", 60)]
    [InlineData(404, """{"code":20404,"status":404}""", 60)] // there is nothing left to empty
    [InlineData(404, "<html>a proxy's own</html>", 0)]
    [InlineData(400, """{"code":20009,"status":400}""", 0)]
    [InlineData(503, "", 0)]
    public async Task What_is_emptied_or_gone_is_done_and_anything_else_comes_again(int status, string answer, int done)
    {
        await using var carrier = await ScriptedCarrier.StartAsync(status, answer);
        await RedactAsync(carrier);
        Assert.Equal(done, await CountAsync("redacted_at is not null and redact_at is null"));
        Assert.Equal(60 - done, await CountAsync("redacted_at is null and redact_at is not null"));
        if (done == 60)
            Assert.Equal(60, carrier.Requests.Select(request => (request.Method, request.Target)).Distinct().Count());
    }

    [Fact]
    public async Task A_wrong_key_is_not_tried_on_every_one_of_them()
    {
        await using var carrier = await ScriptedCarrier.StartAsync(401, """{"code":20003,"status":401}""");
        await RedactAsync(carrier);
        Assert.InRange(carrier.Requests.Count, 1, 4);
        Assert.Equal(0, await CountAsync("redacted_at is not null"));
        _clock.Advance(TimeSpan.FromMinutes(2));
        await using var mended = await ScriptedCarrier.StartAsync(200, """{"sid":"SM1"}""");
        await RedactAsync(mended);
        Assert.Equal(60, await CountAsync("redacted_at is not null"));
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
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RedactAsync(carrier, stopping.Token));
        Assert.Equal(60, await CountAsync("redacted_at is not null or redact_at is not null"));
    }

    private async Task RedactAsync(ScriptedCarrier carrier, CancellationToken stopping = default)
    {
        using var client = new ClientUnderTest(carrier.Url);
        using var redactor = new PasswordRedactor(
            new RedactionStore(_temporary.Database),
            client.Client,
            new Neighbours(alone: true, _clock),
            _clock,
            NullLogger<PasswordRedactor>.Instance
        );
        await redactor.RedactDueAsync(stopping);
    }

    private Task<long> CountAsync(string condition) =>
        _temporary.ScalarAsync<long>($"select count(*) from send_attempts where {condition}");
}
