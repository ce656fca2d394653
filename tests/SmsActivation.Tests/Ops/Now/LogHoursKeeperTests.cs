using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Figures;
using SmsActivation.Core.Storage;
using SmsActivation.Tests.Figures;
using SmsActivation.Tests.Storage;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Ops.Now;

namespace SmsActivation.Tests.Ops.Now;

public sealed class LogHoursKeeperTests : IAsyncLifetime
{
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();
    private readonly SeededLog _log;

    public LogHoursKeeperTests() => _log = new SeededLog(_temporary, _clock.GetUtcNow());

    public Task InitializeAsync() => _log.AddAsync(5);

    public async Task DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task With_one_writer_all_that_is_seen_is_counted_at_once()
    {
        using var keeper = Keeper(takesManyHosts: false);
        await keeper.CountDueAsync();
        Assert.Equal(await RowsAsync(), await CountedAsync());
    }

    [Fact]
    public async Task With_many_hosts_only_what_was_seen_five_minutes_ago_is_counted()
    {
        using var keeper = Keeper(takesManyHosts: true);
        var seen = await RowsAsync();
        await keeper.CountDueAsync();
        await _log.AddOneAsync(_clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await keeper.CountDueAsync();
        Assert.Equal(0, await CountedAsync());
        _clock.Advance(TimeSpan.FromSeconds(1));
        await keeper.CountDueAsync();
        Assert.Equal(seen, await CountedAsync());
        _clock.Advance(TimeSpan.FromMinutes(5));
        await keeper.CountDueAsync();
        Assert.Equal(seen + 1, await CountedAsync());
    }

    private LogHoursKeeper Keeper(bool takesManyHosts) =>
        new(
            new LogHours(_temporary.Database),
            new Engine(takesManyHosts),
            new Neighbours(alone: true, _clock),
            _clock,
            NullLogger<LogHoursKeeper>.Instance
        );

    private Task<long> RowsAsync() => _temporary.ScalarAsync<long>("select count(*) from activation_log");

    private Task<long> CountedAsync() => _temporary.ScalarAsync<long>("select coalesce(sum(texts), 0) from log_hours");

    private sealed class Engine(bool takesManyHosts) : IEngine
    {
        public string Place => "";
        public bool TakesManyHosts => takesManyHosts;

        public bool Exists() => true;

        public IReadOnlyList<string> Migrate(DateTimeOffset now) => [];

        public IReadOnlyList<SchemaScript> Schema() => [];

        public string? Advice() => null;

        public IDatabase Open() => throw new NotSupportedException();
    }
}
