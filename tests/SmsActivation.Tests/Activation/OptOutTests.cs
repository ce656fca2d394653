namespace SmsActivation.Tests.Activation;

/// <summary>Who has the last word on an opt-out, whatever the clocks said.</summary>
public sealed class OptOutTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private readonly Spine _spine = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Theory]
    [InlineData(Phone)]
    [InlineData("whatsapp:" + Phone)]
    public async Task A_STOP_counts_after_a_START_that_was_stamped_by_a_clock_ahead(string from)
    {
        _spine.Clock.Set(TimeSpan.FromDays(1));
        await _spine.SayAsync(from, "START");
        _spine.Clock.Set(TimeSpan.FromDays(-1));
        _spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await _spine.SayAsync(from, "STOP");
        Assert.True(await IsOptedOutAsync());
        await _spine.SayAsync(from, "START");
        Assert.False(await IsOptedOutAsync());
    }

    [Fact]
    public async Task Of_two_webhooks_the_later_one_has_the_last_word()
    {
        var now = _spine.Clock.GetUtcNow();
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, "START", receivedAt: now));
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, "STOP", receivedAt: now - TimeSpan.FromSeconds(2)));
        await _spine.SayAsync(Phone, "hello");
        Assert.True(await IsOptedOutAsync());
    }

    [Fact]
    public async Task A_swept_STOP_counts_against_a_keyword_that_is_yet_to_come_and_a_swept_START_does_not()
    {
        _spine.Clock.Set(TimeSpan.FromDays(1));
        await _spine.SayAsync(Phone, "START");
        _spine.Clock.Set(TimeSpan.FromDays(-1));
        await SweptAsync("STOP");
        Assert.True(await IsOptedOutAsync());

        _spine.Clock.Set(TimeSpan.FromDays(1));
        await _spine.SayAsync(Phone, "STOP");
        _spine.Clock.Set(TimeSpan.FromDays(-1));
        await SweptAsync("START");
        Assert.True(await IsOptedOutAsync());
    }

    private async Task SweptAsync(string body)
    {
        var text = _spine.Text(Phone, body, receivedAt: _spine.Clock.GetUtcNow() - TimeSpan.FromSeconds(5));
        await _spine.Inbox.AcceptAsync(text with { Swept = true });
        await _spine.SayAsync(Phone, "hello");
    }

    private async Task<bool> IsOptedOutAsync() =>
        await _spine.Temporary.ScalarAsync<long>(
            """
            select count(*) from conversations
            where sms_opted_out_at is not null or whatsapp_opted_out_at is not null
            """
        ) > 0;
}
