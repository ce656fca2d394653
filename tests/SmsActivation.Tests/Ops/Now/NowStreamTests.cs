using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Figures;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;
using SmsActivation.Tests.Figures;
using SmsActivation.Tests.Storage;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Ops;
using SmsActivation.Worker.Ops.Now;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Ops.Now;

/// <summary>Whoever has the page open is told of what has changed, once, until their session or the host ends.</summary>
public sealed class NowStreamTests : IAsyncLifetime
{
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly NowWake _wake;
    private readonly StaffSessions _sessions;
    private readonly Lifetime _host = new();
    private readonly NowStream _stream;
    private bool _away;

    public NowStreamTests()
    {
        var database = new Gate(_temporary.Database, () => _away);
        _wake = new NowWake(_clock);
        _sessions = new StaffSessions(_temporary.Database, new StaffOptions());
        var reader = new NowReader(
            new FiguresReader(database, new SendDayStore(database, 1_000)),
            new HostName("1", "one"),
            new Neighbours(alone: true, _clock),
            new OutboundHold(),
            new HealthOptions(),
            _clock
        );
        var live = new NowLive(
            reader,
            new NowParts(_services, NullLoggerFactory.Instance),
            _wake,
            _clock,
            NullLogger<NowLive>.Instance
        );
        _stream = new NowStream(live, _sessions, _host, _clock);
    }

    public Task InitializeAsync() =>
        _temporary.Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                "insert into staff (name, role, password_hash, must_change, created_at) values ('anna', 'viewer', '', 0, @now)",
                new { now = _clock.GetUtcNow() }
            );
            await session.ExecuteAsync(
                """
                insert into staff_sessions (staff_id, token_hash, confirmed, created_at, seen_at, expires_at)
                select id, 'x', 1, @now, @now, @until from staff
                """,
                new { now = _clock.GetUtcNow(), until = _clock.GetUtcNow().AddHours(1) }
            );
            return true;
        });

    public async Task DisposeAsync()
    {
        _wake.Dispose();
        await _services.DisposeAsync();
        await _temporary.DisposeAsync();
    }

    [Fact]
    public async Task What_is_new_is_told_once()
    {
        await using var events = _stream.ReadAsync(Visit()).GetAsyncEnumerator();
        var first = await NextAsync(events);
        Assert.Equal("now", first.EventType);
        Assert.Contains("No text came in the last hour", first.Data);
        await new SeededLog(_temporary, _clock.GetUtcNow()).AddOneAsync(_clock.GetUtcNow());
        _wake.Bell.Ring();
        var second = await NextAsync(events);
        Assert.Contains("1 text in the last hour", second.Data);
        Assert.Contains("\"series\":\"", second.Data);
        // Nothing has happened to the hosts.
        Assert.Contains("\"hosts\":", first.Data);
        Assert.DoesNotContain("\"hosts\":", second.Data);
    }

    [Theory]
    [InlineData("update staff_sessions set ended_at = created_at")]
    [InlineData("update staff set role = 'shop'")]
    public async Task A_session_that_ended_or_opens_less_ends_the_stream(string change)
    {
        await using var events = _stream.ReadAsync(Visit()).GetAsyncEnumerator();
        await NextAsync(events);
        await _temporary.ExecuteAsync(change);
        _clock.Advance(TimeSpan.FromSeconds(6));
        _wake.Bell.Ring();
        Assert.Equal("ended", (await NextAsync(events)).EventType);
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task A_stop_of_the_host_ends_the_stream()
    {
        await using var events = _stream.ReadAsync(Visit()).GetAsyncEnumerator();
        await NextAsync(events);
        _host.StopApplication();
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_of_and_all_is_told_anew_when_it_is_back()
    {
        await using var events = _stream.ReadAsync(Visit()).GetAsyncEnumerator();
        await NextAsync(events);
        _away = true;
        _wake.Bell.Ring();
        Assert.Equal("away", (await NextAsync(events)).EventType);
        _away = false;
        _wake.Bell.Ring();
        SseItem<string> next;
        do next = await NextAsync(events);
        while (next.EventType == "away");
        Assert.Contains("\"hosts\":", next.Data);
    }

    private static async Task<SseItem<string>> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        Assert.True(await events.MoveNextAsync());
        return events.Current;
    }

    private static OpsVisit Visit() =>
        new(
            new DefaultHttpContext(),
            new StaffSession
            {
                Id = 1,
                StaffId = 1,
                Confirmed = true,
                RoleWord = "viewer",
            },
            new OpsView
            {
                Brand = "",
                Path = "/ops",
                IsSimulated = false,
                Now = DateTimeOffset.UnixEpoch,
            }
        );

    private sealed class Gate(IDatabase database, Func<bool> isAway) : IDatabase
    {
        public Task<T> ReadAsync<T>(Func<Session, Task<T>> query) =>
            isAway() ? Task.FromException<T>(new IOException("away")) : database.ReadAsync(query);

        public Task<T> WriteAsync<T>(
            Func<Session, Task<T>> operation,
            Func<Session, Task<Settled<T>?>>? settle = null,
            bool urgent = false
        ) => database.WriteAsync(operation, settle, urgent);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;
        public CancellationToken ApplicationStopping => _stopping.Token;
        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();
    }
}
