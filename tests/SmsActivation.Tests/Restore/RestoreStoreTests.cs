using SmsActivation.Core.Delivery;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Storage;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Restore;

/// <summary>The mark of a restore, from its beginning to the release.</summary>
public sealed class RestoreStoreTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private static readonly OutboxOptions Options = new();
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);
    private readonly Spine _spine = new();
    private readonly RestoreStore _restores;
    private readonly SweepMarks _marks;
    private DateTimeOffset _taken;

    public RestoreStoreTests()
    {
        _restores = new RestoreStore(_spine.Temporary.Database, Options);
        _marks = new SweepMarks(_spine.Temporary.Database);
    }

    private IDatabase Database => _spine.Temporary.Database;
    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    /// <summary>A backup of an hour ago.</summary>
    public async Task InitializeAsync()
    {
        await SweepMarks.RecordInstallationAsync(Database, Now - TimeSpan.FromDays(60));
        await _marks.EndAsync(Now, Now);
        _taken = Now;
        _spine.Clock.Advance(TimeSpan.FromHours(1));
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task The_same_moment_said_again_changes_nothing_though_the_copy_was_older()
    {
        var now = _taken + TimeSpan.FromHours(1);
        await _spine.Temporary.ExecuteAsync(
            "insert into facts (name, value) values (@Copied, @at)",
            new { RestoreStore.Copied, at = StoredTypes.Text(_taken) }
        );
        var said = _taken + TimeSpan.FromMinutes(1);
        Assert.True(await _restores.TryBeginAsync(said, now));
        await _spine.Temporary.ExecuteAsync("update restores set released_at = started_at");
        Assert.False(await _restores.WouldBeginAsync(said));
        Assert.True(await _restores.WouldBeginAsync(said + TimeSpan.FromMinutes(1)));
        Assert.False(await _restores.TryBeginAsync(said, now + TimeSpan.FromDays(7)));
        Assert.Null(await _restores.OpenAsync());
    }

    [Fact]
    public async Task Nothing_is_held_until_it_is_begun_and_then_over_a_restart()
    {
        Assert.Null(await _restores.OpenAsync());
        Assert.True(await _restores.TryBeginAsync(_taken, Now));
        Assert.Equal(new OpenRestore(_taken, Now), await new RestoreStore(Database, Options).OpenAsync());
    }

    [Fact]
    public async Task The_same_restore_said_again_holds_nothing_anew()
    {
        await BeginAndReleaseAsync();
        Assert.False(await _restores.TryBeginAsync(_taken, Now));
        Assert.Null(await _restores.OpenAsync());
    }

    [Fact]
    public async Task A_copy_put_back_a_second_time_is_held_whatever_it_remembers()
    {
        await BeginAndReleaseAsync();
        await CopyAsync(_taken);
        Assert.Equal(_taken, await _restores.CopiedAtAsync());
        // The operator says a moment that is too late: the copy knows better.
        Assert.True(await _restores.TryBeginAsync(_taken + TimeSpan.FromMinutes(5), Now));
        Assert.Equal(new OpenRestore(_taken, Now), await _restores.OpenAsync());
        Assert.Null(await _restores.CopiedAtAsync());
    }

    [Fact]
    public async Task A_backup_made_while_restoring_counts_from_its_own_restore()
    {
        await _restores.TryBeginAsync(_taken, Now);
        var second = Now + TimeSpan.FromHours(1);
        await _restores.TryBeginAsync(Now, second);
        Assert.Equal(new OpenRestore(_taken, second), await _restores.OpenAsync());
        await ReadyAsync(second);
        Assert.True(await _restores.TryReleaseAsync((await _restores.OpenAsync())!, second + TimeSpan.FromHours(1)));
        Assert.Null(await _restores.OpenAsync());
    }

    [Fact]
    public async Task The_gap_is_swept_whole_however_long()
    {
        _spine.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(Now - SweepMarks.Longest, await _marks.SinceAsync(Overlap, Now));
        await _restores.TryBeginAsync(_taken, Now);
        Assert.Equal(_taken - Overlap, await _marks.SinceAsync(Overlap, Now));
        Assert.Equal(_taken - Overlap, await _marks.TryBeginAsync(TimeSpan.FromMinutes(5), Overlap, Now));
    }

    [Fact]
    public async Task An_older_moment_than_the_last_sweeps_is_swept_from()
    {
        await _restores.TryBeginAsync(_taken - TimeSpan.FromMinutes(30), Now);
        Assert.Equal(_taken - TimeSpan.FromMinutes(30) - Overlap, await _marks.SinceAsync(Overlap, Now));
    }

    [Fact]
    public async Task It_waits_for_its_time_the_sweep_the_decisions_and_the_looks()
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, Spine.Card(1), receivedAt: _taken));
        await _restores.TryBeginAsync(_taken, Now);
        var restore = (await _restores.OpenAsync())!;
        var listed = Now + Options.SettleAfter + Options.SettleGap;
        Assert.Equal(new RestoreProgress(listed, Swept: false, Texts: 1, Replies: 0), await ProgressAsync(restore));

        await _marks.EndAsync(Now - TimeSpan.FromSeconds(1), Now);
        Assert.False((await ProgressAsync(restore)).Swept);
        await _marks.EndAsync(Now, Now);
        Assert.Equal(new RestoreProgress(listed, Swept: true, Texts: 1, Replies: 0), await ProgressAsync(restore));
        await DecideAsync();
        Assert.Equal(new RestoreProgress(listed, Swept: true, Texts: 0, Replies: 1), await ProgressAsync(restore));

        var progress = await ProgressAsync(restore);
        Assert.False(progress.IsGathered(listed - TimeSpan.FromMilliseconds(1)));
        Assert.True(progress.IsGathered(listed));
        Assert.False(await _restores.TryReleaseAsync(restore, listed));
        await _spine.Temporary.ExecuteAsync("update outbound_messages set looked_up_at = @Now", new { Now });
        Assert.False(await _restores.TryReleaseAsync(restore, listed - TimeSpan.FromSeconds(1)));
        Assert.True(await _restores.TryReleaseAsync(restore, listed));
        Assert.False(await _restores.TryReleaseAsync(restore, listed));
        Assert.Null(await _restores.OpenAsync());
    }

    [Fact]
    public async Task A_text_that_came_after_the_start_holds_nothing_up()
    {
        await _restores.TryBeginAsync(_taken, Now);
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, Spine.Card(1)));
        await ReadyAsync(Now);
        var restore = (await _restores.OpenAsync())!;
        Assert.Equal(0, (await ProgressAsync(restore)).Texts);
        await DecideAsync();
        Assert.Equal(0, (await ProgressAsync(restore)).Replies);
    }

    [Fact]
    public async Task Sends_of_unknown_end_wait_with_the_others_but_not_those_of_a_person_or_a_campaign()
    {
        await _spine.Temporary.ExecuteAsync(
            """
            insert into conversations (sender, created_at) values ('+1', @Now);
            insert into outbound_messages
                (sender, channel, to_address, template, language, holds_password, campaign, state, unknown_since,
                 left_to_person, due_at, created_at)
            values ('+1', 'sms', '+1', 'UnknownCard', 'en', 0, 0, 'unknown', @Now, null, @Now, @Now),
                ('+1', 'sms', '+1', 'UnknownCard', 'en', 0, 1, 'unknown', @Now, null, @Now, @Now),
                ('+1', 'sms', '+1', 'UnknownCard', 'en', 0, 0, 'unknown', @Now, 'several match', @Now, @Now)
            """,
            new { Now }
        );
        await _restores.TryBeginAsync(_taken, Now);
        Assert.Equal(
            ["retry", "unknown", "unknown"],
            await Database.ReadAsync(session =>
                session.QueryAsync<string>("select state from outbound_messages order by id")
            )
        );
    }

    [Fact]
    public async Task A_password_that_was_sent_is_not_sent_anew_when_it_expires()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
        var lease = Assert.Single(await _spine.SendClaims.ClaimAsync(1, Now));
        await _spine.Sends.BeginAsync(lease, "text {password}", password: null, Now);
        await _spine.Sends.AcceptedAsync(lease, "SM1", Now);
        await _restores.TryBeginAsync(_taken, Now);
        var expired = new DeliveryReport(null, "SM1", DeliveryState.Undelivered, 30036, "undelivered");
        await new DeliveryStore(Database).ReportAsync(expired, Now);
        Assert.Equal("undelivered", await _spine.Temporary.ScalarAsync<string>("select state from outbound_messages"));
    }

    private Task<RestoreProgress> ProgressAsync(OpenRestore restore) => _restores.ProgressAsync(restore);

    private async Task BeginAndReleaseAsync()
    {
        await _restores.TryBeginAsync(_taken, Now);
        await ReadyAsync(Now);
        _spine.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await _restores.TryReleaseAsync((await _restores.OpenAsync())!, Now));
    }

    private Task ReadyAsync(DateTimeOffset swept) => _marks.EndAsync(swept, swept);

    private Task CopyAsync(DateTimeOffset at) =>
        _spine.Temporary.ExecuteAsync(
            "insert into facts (name, value) values (@Copied, @at)",
            new { RestoreStore.Copied, at = StoredTypes.Text(at) }
        );

    private async Task DecideAsync()
    {
        foreach (var lease in await _spine.Claims.ClaimAsync(10, TimeSpan.FromSeconds(30), Now))
            await _spine.HandleAsync(lease);
    }
}
