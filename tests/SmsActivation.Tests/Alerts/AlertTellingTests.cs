using SmsActivation.Core.Alerts;
using SmsActivation.Core.Events;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Staff;

namespace SmsActivation.Tests.Alerts;

public sealed class AlertTellingTests : IAsyncLifetime
{
    private static readonly Alert Dead = new(AlertKind.DeadTexts, "", 2);
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private readonly AlertBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task It_is_told_to_each_webhook_and_each_person_on_call_once()
    {
        await _bench.LookAsync(Dead);
        Assert.Equal(["DeadTexts:raised"], await _bench.TellAsync());
        Assert.Empty(await _bench.TellAsync());
        var text = Assert.Single(await _bench.TextsAsync(AlertBench.First));
        Assert.Equal("Demo Club ALERT: 2 texts could not be handled. Replay them under Needs a person.", text);
        Assert.Single(await _bench.TextsAsync(AlertBench.Second));
        Assert.Equal(1, await _bench.CountAsync("channel = 'webhook' and due_at is not null"));
        Assert.Equal(2, await _bench.CountAsync("channel = 'sms' and outbound_id is not null"));
    }

    /// <summary>Whoever texts them later finds their conversation there, and asks no more.</summary>
    [Fact]
    public async Task An_opt_out_that_outlived_an_erasure_stands_again_once_the_phone_is_texted()
    {
        await _bench.Temporary.ExecuteAsync(
            "insert into conversations (sender, created_at, sms_opted_out_at) values (@Phone, @Now, @Now)",
            new { Phone = AlertBench.First, _bench.Now }
        );
        var people = new PersonStore(_bench.Temporary.Database, _bench.Key, EventOutbox.Off);
        Assert.IsType<Erasure.Done>(await people.EraseAsync(AlertBench.First, hostIsLive: false, _bench.Now));
        await _bench.LookAsync(Dead);
        await _bench.TellAsync();
        Assert.Single(await _bench.TextsAsync(AlertBench.First));
        Assert.Equal(
            1,
            await _bench.Temporary.ScalarAsync<int>(
                "select count(*) from conversations where sms_opted_out_at is not null"
            )
        );
    }

    [Fact]
    public async Task Two_hosts_that_tell_it_at_once_tell_it_once()
    {
        await _bench.LookAsync(Dead);
        var alert = Assert.Single(await _bench.Telling.DueAsync(_bench.Now));
        var told = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _bench.Telling.TellAsync(alert, _bench.Now)));
        Assert.Single(told, one => one == AlertNews.Raised);
        Assert.Single(await _bench.TextsAsync());
    }

    [Fact]
    public async Task Nobody_is_texted_again_before_four_hours_and_then_once_while_it_stands()
    {
        var begun = _bench.Now;
        await _bench.LookAsync(Dead);
        await _bench.TellAsync();
        await StandUntilAsync(begun + _bench.Options.RepeatAfter - Look);
        Assert.Single(await _bench.TextsAsync());
        await StandUntilAsync(begun + _bench.Options.RepeatAfter + Look);
        Assert.Equal(2, (await _bench.TextsAsync()).Count);
        Assert.StartsWith("Demo Club STILL: 2 texts", (await _bench.TextsAsync())[1], StringComparison.Ordinal);
        Assert.Equal(2, await _bench.CountAsync("channel = 'webhook'"));
    }

    [Fact]
    public async Task The_all_clear_is_told_once_to_whoever_was_told()
    {
        await _bench.LookAsync(Dead);
        await _bench.TellAsync();
        Assert.Equal(["DeadTexts:cleared"], await EndAsync());
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await _bench.TellAsync());
        Assert.Equal("Demo Club ALL CLEAR: texts not handled. It lasted 2 min.", (await _bench.TextsAsync())[^1]);
        Assert.Equal(2, (await _bench.TextsAsync()).Count);
    }

    [Fact]
    public async Task What_comes_again_soon_is_texted_only_if_it_still_stands_after_four_hours()
    {
        var begun = _bench.Now;
        await _bench.LookAsync(Dead);
        await _bench.TellAsync();
        await EndAsync();
        await _bench.LookAsync(Dead);
        Assert.Equal(["DeadTexts:raised"], await _bench.TellAsync());
        Assert.Equal(2, (await _bench.TextsAsync()).Count);
        Assert.Equal(3, await _bench.CountAsync("channel = 'webhook'"));
        await StandUntilAsync(begun + _bench.Options.RepeatAfter + Look);
        Assert.Equal(3, (await _bench.TextsAsync()).Count);
    }

    [Fact]
    public async Task What_comes_again_soon_and_ends_is_texted_to_nobody()
    {
        await _bench.LookAsync(Dead);
        await _bench.TellAsync();
        await EndAsync();
        await _bench.LookAsync(Dead);
        await _bench.TellAsync();
        await EndAsync();
        Assert.Equal(2, (await _bench.TextsAsync()).Count);
    }

    [Fact]
    public async Task What_is_over_before_it_was_told_is_told_to_nobody()
    {
        await _bench.LookAsync(Dead);
        Assert.Empty(await EndAsync());
        Assert.Empty(await _bench.TextsAsync());
    }

    [Fact]
    public async Task Who_has_acknowledged_is_not_reminded_but_hears_of_more_and_of_the_end()
    {
        var begun = _bench.Now;
        await _bench.LookAsync(Dead);
        await _bench.TellAsync();
        await _bench.Query.AcknowledgeAsync((await _bench.OneAsync()).Id, new Actor(null, "Ann"), null, _bench.Now);
        await StandUntilAsync(begun + _bench.Options.RepeatAfter * 2);
        Assert.Single(await _bench.TextsAsync());
        await _bench.LookAsync(Dead with { Figure = 3 });
        Assert.Equal(["DeadTexts:reminded"], await _bench.TellAsync());
        Assert.Null((await _bench.OneAsync()).AcknowledgedAt);
        Assert.Equal(["DeadTexts:cleared"], await EndAsync());
        Assert.Equal(3, (await _bench.TextsAsync()).Count);
    }

    [Fact]
    public async Task What_only_happened_ends_quietly_and_reminds_only_of_what_happened_again()
    {
        var tried = new Alert(AlertKind.CardTriedByMany, "9900000000001117");
        await _bench.Store.RaiseAsync(tried, _bench.Now);
        Assert.Equal(["CardTriedByMany:raised"], await _bench.TellAsync());
        Assert.Contains("card 1117", Assert.Single(await _bench.TextsAsync()));
        _bench.Clock.Advance(_bench.Options.RepeatAfter);
        Assert.Empty(await _bench.TellAsync());
        await _bench.Store.RaiseAsync(tried, _bench.Now);
        _bench.Clock.Advance(_bench.Options.RepeatAfter);
        Assert.Equal(["CardTriedByMany:reminded"], await _bench.TellAsync());
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        await _bench.LookAsync();
        Assert.Empty(await _bench.TellAsync());
        Assert.Empty(await _bench.Store.StandingAsync());
    }

    [Theory]
    [InlineData(AlertKind.CarrierDown, "", "the carrier takes no texts")]
    [InlineData(AlertKind.SenderRefused, AlertBench.OurNumber, "refuses the sender")]
    [InlineData(AlertKind.SenderRefused, "", "refuses the sender")]
    [InlineData(AlertKind.RestoreHolds, "", "restore")]
    public async Task What_no_text_can_tell_is_told_by_webhook_which_says_so_and_its_end_by_text(
        AlertKind kind,
        string subject,
        string why
    )
    {
        await _bench.LookAsync(new Alert(kind, subject, 7));
        await _bench.TellAsync();
        Assert.Empty(await _bench.TextsAsync());
        var alert = await _bench.OneAsync();
        var notices = await _bench.Query.NoticesAsync(alert.Id);
        Assert.Contains(why, notices.First(notice => notice.Channel == AlertTelling.Sms).Error);
        var due = Assert.Single(await _bench.Notices.DueAsync("alerts-0", _bench.Now));
        Assert.Contains(why, due.NotTexted);
        await EndAsync();
        Assert.StartsWith("Demo Club ALL CLEAR", Assert.Single(await _bench.TextsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_sender_that_texts_nobody_on_call_keeps_no_text_back()
    {
        await _bench.LookAsync(new Alert(AlertKind.SenderRefused, "+•••••2222", 20003));
        await _bench.TellAsync();
        Assert.Single(await _bench.TextsAsync());
    }

    [Fact]
    public async Task What_nobody_could_write_down_in_time_is_told_when_it_has_ended()
    {
        await _bench.Store.EndedAsync(new Alert(AlertKind.DatabaseAway, "one"), _bench.Now.AddMinutes(-20), _bench.Now);
        Assert.Equal(["DatabaseAway:cleared"], await _bench.TellAsync());
        Assert.Equal(
            "Demo Club ALL CLEAR: database away (one). It lasted 20 min.",
            Assert.Single(await _bench.TextsAsync())
        );
    }

    [Fact]
    public async Task Texts_to_our_own_people_leave_before_welcomes_and_whatever_the_day_allows()
    {
        await _bench.LookAsync(Dead);
        await _bench.TellAsync();
        var leases = await _bench.Claims.ClaimAsync(most: 0, _bench.Now);
        Assert.Equal([AlertBench.First, AlertBench.Second], leases.Select(lease => lease.Text.To).Order());
        Assert.All(leases, lease => Assert.StartsWith("Demo Club ALERT", lease.Text.Words, StringComparison.Ordinal));
        Assert.Empty(await _bench.Claims.ClaimAsync(most: 8, _bench.Now));
    }

    [Fact]
    public async Task How_it_was_told_can_be_read()
    {
        await _bench.LookAsync(Dead);
        await _bench.TellAsync();
        var notices = await _bench.Query.NoticesAsync((await _bench.OneAsync()).Id);
        Assert.Equal(
            [("webhook", "alerts-0", null), ("sms", "+•••••0001", "queued"), ("sms", "+•••••0002", "queued")],
            notices.Select(notice => (notice.Channel, notice.Target, notice.TextState))
        );
    }

    [Fact]
    public async Task A_notice_is_due_until_it_was_taken_or_given_up()
    {
        await _bench.LookAsync(Dead);
        await _bench.TellAsync();
        var due = Assert.Single(await _bench.Notices.DueAsync("alerts-0", _bench.Now));
        Assert.Empty(await _bench.Notices.DueAsync("alerts-1", _bench.Now));
        await _bench.Notices.PutOffAsync(due.Id, "answered 500", _bench.Now.AddSeconds(5));
        Assert.Empty(await _bench.Notices.DueAsync("alerts-0", _bench.Now));
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        var again = Assert.Single(await _bench.Notices.DueAsync("alerts-0", _bench.Now));
        Assert.Equal((due.NoticeId, 1), (again.NoticeId, again.Attempts));
        Assert.Equal(1, await _bench.Notices.ToldAsync(due.Id, _bench.Now));
        Assert.Equal(0, await _bench.Notices.GiveUpAsync(due.Id, "answered 500", _bench.Now));
        Assert.Empty(await _bench.Notices.DueAsync("alerts-0", _bench.Now));
    }

    /// <summary>A look each minute that finds it, and whoever is told.</summary>
    private async Task StandUntilAsync(DateTimeOffset until)
    {
        while (_bench.Now < until)
        {
            _bench.Clock.Advance(Look);
            await _bench.LookAsync(Dead);
            await _bench.TellAsync();
        }
    }

    /// <summary>Over, and told.</summary>
    private async Task<IReadOnlyList<string>> EndAsync()
    {
        _bench.Clock.Advance(_bench.Options.ClearAfter);
        await _bench.LookAsync();
        return await _bench.TellAsync();
    }
}
