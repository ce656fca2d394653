using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Storage.Sqlite;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Sending;
using SmsActivation.Tests.Storage;
using SmsActivation.Tests.Twilio;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Setup;

/// <summary>What takes a host out of rotation, and what must not.</summary>
public sealed class ReadinessTests : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private readonly Spine _spine = new();
    private readonly List<IAsyncDisposable> _rigs = [];
    private readonly List<Readiness> _asked = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var readiness in _asked)
            readiness.Dispose();
        foreach (var rig in _rigs)
            await rig.DisposeAsync();
        await _spine.DisposeAsync();
    }

    [Fact]
    public async Task Over_the_days_ceiling_texts_wait_a_person_is_told_once_and_they_leave_the_next_day()
    {
        var rig = await RigAsync(ceiling: 3);
        var readiness = Of(rig);
        await TextAsync(5);
        await rig.SendAllAsync();
        Assert.Equal(3, rig.Taken);
        for (var hour = 0; hour < 11; hour++)
        {
            _spine.Clock.Advance(TimeSpan.FromHours(1));
            await rig.SendAllAsync();
            var ready = await readiness.CheckAsync();
            Assert.True(ready.Ok, string.Join("; ", ready.Checks));
            Assert.Equal(
                "ok, but Limits:SendsPerDay is used up: 3 of 3 sent or set aside today",
                ready.Checks["sends"]
            );
            Assert.EndsWith(", for the next day: see sends", ready.Checks["outbox"]);
        }
        Assert.Equal((3, 1), (rig.Taken, await AlertsAsync()));

        // Midnight, and nobody has sent anything yet.
        _spine.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await readiness.CheckAsync()).Ok);
        await rig.SendAllAsync();
        Assert.Equal((5, 1), (rig.Taken, await AlertsAsync()));
    }

    [Fact]
    public async Task What_nobody_sends_though_it_may_leave_fails()
    {
        var rig = await RigAsync(ceiling: 3);
        var readiness = Of(rig);
        await TextAsync(1);
        _spine.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await readiness.CheckAsync()).Ok);
        _spine.Clock.Advance(TimeSpan.FromSeconds(1));
        var ready = await readiness.CheckAsync();
        Assert.Equal((false, "oldest due reply waits 301 s"), (ready.Ok, ready.Checks["outbox"]));
    }

    [Fact]
    public async Task What_waits_for_its_senders_pace_does_not_fail_and_does_once_that_sends_no_more()
    {
        var twilio = TwilioTestOptions.Good();
        twilio.Numbers[0].PerSecond = 0.1;
        var rig = await RigAsync(twilio: twilio);
        var readiness = Of(rig);
        await TextAsync(100);
        for (var i = 0; i < 60; i++)
        {
            await rig.SendAllAsync();
            _spine.Clock.Advance(TimeSpan.FromSeconds(10));
        }
        var ready = await readiness.CheckAsync();
        Assert.True(ready.Ok, string.Join("; ", ready.Checks));
        Assert.EndsWith("for its sender's pace or rest", ready.Checks["outbox"]);
        _spine.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False((await readiness.CheckAsync()).Ok);
    }

    [Fact]
    public async Task What_waits_for_a_sender_at_rest_does_not_fail()
    {
        var rig = await RigAsync();
        var readiness = Of(rig);
        await TextAsync(1);
        _spine.Clock.Advance(Long);
        rig.Pauses.Pause(Spine.OurNumber, TimeSpan.FromMinutes(1));
        Assert.True((await readiness.CheckAsync()).Ok);
        _spine.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await readiness.CheckAsync()).Ok);
    }

    [Fact]
    public async Task A_clock_that_is_put_right_does_not_freeze_the_answer()
    {
        var rig = await RigAsync();
        var readiness = Of(rig);
        await TextAsync(1);
        _spine.Clock.Set(TimeSpan.FromDays(1));
        Assert.False((await readiness.CheckAsync()).Ok);
        _spine.Clock.Set(TimeSpan.FromDays(-1));
        _spine.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await readiness.CheckAsync()).Ok);
    }

    private async Task<SendRig> RigAsync(int ceiling = 50_000, TwilioOptions? twilio = null)
    {
        var rig = await SendRig.StartAsync(_spine, ceiling, twilio);
        _rigs.Add(rig);
        return rig;
    }

    private Readiness Of(SendRig rig)
    {
        var database = _spine.Temporary.Database;
        var hold = new OutboundHold();
        var readiness = new Readiness(
            database,
            new SqliteEngine($"Data Source={_spine.Temporary.Connections.File}", TemporaryDatabase.Scripts),
            new ReplyFaults([]),
            _spine.Clock,
            NullLogger<Readiness>.Instance,
            new OutboxCheck(database, rig.Days, rig.Pace, rig.Pauses, rig.Twilio, hold, new HealthOptions()),
            new RestoreStore(database, new OutboxOptions()),
            hold,
            new ClockCheck(database, _spine.Clock)
        );
        _asked.Add(readiness);
        return readiness;
    }

    private async Task TextAsync(int phones)
    {
        for (var i = 0; i < phones; i++)
            await _spine.SayAsync($"+1415555{2000 + i}", "hello");
    }

    private Task<long> AlertsAsync() =>
        _spine.Temporary.ScalarAsync<long>("select count(*) from alerts where kind = 'SendCeilingReached'");
}
