using SmsActivation.Core.Figures;
using SmsActivation.Core.Storage;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Figures;

public sealed class LogHoursTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 34, 56, 789, TimeSpan.Zero);
    private readonly TemporaryDatabase _temporary = new();
    private readonly LogHours _hours;
    private readonly SeededLog _log;

    public LogHoursTests()
    {
        _hours = new LogHours(_temporary.Database);
        _log = new SeededLog(_temporary, Now);
    }

    public Task InitializeAsync() => _log.AddAsync(50);

    public async Task DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task Nothing_above_the_id_is_counted()
    {
        Assert.True(await _hours.CountAsync(20));
        Assert.Equal(20, await CountedAsync());
        Assert.False(await _hours.CountAsync(20));
        Assert.False(await _hours.CountAsync(7));
        Assert.Equal(20, await CountedAsync());
    }

    [Fact]
    public async Task Each_row_is_counted_once_however_many_hosts_count()
    {
        var newest = await _hours.NewestAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new LogHours(_temporary.Database).CountAsync(newest)));
        Assert.Equal(newest, await CountedAsync());
        Assert.False(await _hours.CountAsync(newest));
    }

    [Fact]
    public async Task Later_rows_of_an_hour_are_added_to_it()
    {
        await _hours.CountAsync(await _hours.NewestAsync());
        await _log.AddOneAsync(Now);
        await _log.AddOneAsync(Now.AddDays(-20));
        Assert.True(await _hours.CountAsync(await _hours.NewestAsync()));
        var wrong = await _temporary.Database.ReadAsync(session =>
            session.QueryAsync<string>(
                """
                select h.hour from log_hours h where h.texts <> (
                    select count(*) from activation_log l
                    where l.outcome = h.outcome
                        and replace(substring(cast(l.at as nvarchar(30)), 1, 13), ' ', 'T') = h.hour)
                """
            )
        );
        Assert.Empty(wrong);
        Assert.Equal(await _hours.NewestAsync(), await CountedAsync());
    }

    private Task<long> CountedAsync() => _temporary.ScalarAsync<long>("select coalesce(sum(texts), 0) from log_hours");
}
