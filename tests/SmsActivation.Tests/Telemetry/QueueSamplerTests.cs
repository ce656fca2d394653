using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Telemetry;
using SmsActivation.Tests.Activation;
using SmsActivation.Worker.Telemetry;

namespace SmsActivation.Tests.Telemetry;

public sealed class QueueSamplerTests : IAsyncDisposable
{
    private readonly Spine _spine = new();
    private readonly ComesAndGoes _database;
    private readonly SendDayStore _days;

    public QueueSamplerTests()
    {
        _database = new ComesAndGoes(_spine.Temporary.Database);
        _days = new SendDayStore(_database, ceiling: 50_000);
    }

    public async ValueTask DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task Nobody_asks_and_the_database_is_left_alone()
    {
        using var sampler = NewSampler();
        await sampler.SampleAsync();
        Assert.Null(sampler.Last);
        sampler.Ask();
        await sampler.SampleAsync();
        Assert.NotNull(sampler.Last);
        _spine.Clock.Advance(TimeSpan.FromMinutes(4));
        await sampler.SampleAsync();
        Assert.Null(sampler.Last);
    }

    [Fact]
    public async Task A_collector_always_asks()
    {
        using var sampler = NewSampler("http://collector:4318");
        await sampler.SampleAsync();
        Assert.NotNull(sampler.Last);
    }

    [Fact]
    public async Task A_look_tells_of_the_queues_and_of_the_days_sends()
    {
        using var sampler = NewSampler();
        sampler.Ask();
        await _spine.Inbox.AcceptAsync(_spine.Text("+14155552671", "one"));
        var now = _spine.Clock.GetUtcNow();
        var (sends, _) = await _days.TakeAsync(DateOnly.FromDateTime(now.UtcDateTime), now);
        await sampler.SampleAsync();
        Assert.Equal(1, sampler.Last!.Depths.Single(depth => depth.Queue == QueueDepths.Inbox).Rows);
        Assert.Equal(sends, sampler.Last.SentToday);
    }

    [Fact]
    public async Task While_the_database_is_away_old_figures_are_told_for_half_a_minute()
    {
        using var sampler = NewSampler();
        sampler.Ask();
        await sampler.SampleAsync();
        _database.IsAway = true;
        _spine.Clock.Advance(TimeSpan.FromSeconds(20));
        await sampler.SampleAsync();
        Assert.NotNull(sampler.Last);
        _spine.Clock.Advance(TimeSpan.FromSeconds(20));
        await sampler.SampleAsync();
        Assert.Null(sampler.Last);
        _database.IsAway = false;
        await sampler.SampleAsync();
        Assert.NotNull(sampler.Last);
    }

    private QueueSampler NewSampler(string? endpoint = null) =>
        new(
            new QueueDepths(_database),
            _days,
            new TelemetryOptions { OtlpEndpoint = endpoint },
            _spine.Clock,
            NullLogger<QueueSampler>.Instance
        );

    private sealed class ComesAndGoes(IDatabase real) : IDatabase
    {
        public bool IsAway { get; set; }

        public Task<T> ReadAsync<T>(Func<Session, Task<T>> query) =>
            IsAway ? Task.FromException<T>(new IOException("gone")) : real.ReadAsync(query);

        public Task<T> WriteAsync<T>(
            Func<Session, Task<T>> operation,
            Func<Session, Task<Settled<T>?>>? settle = null,
            bool urgent = false
        ) => real.WriteAsync(operation, settle, urgent);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
