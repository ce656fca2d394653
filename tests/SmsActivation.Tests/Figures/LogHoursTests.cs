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
        var (newest, below) = (await _hours.NewestAsync(), await KeptAsync("and id <= 20"));
        Assert.True(await _hours.CountAsync(20, Now));
        Assert.Equal(below, await CountedAsync());
        Assert.False(await _hours.CountAsync(20, Now));
        Assert.False(await _hours.CountAsync(7, Now));
        Assert.Equal(below, await CountedAsync());
        Assert.True(await _hours.CountAsync(newest, Now));
        Assert.True(await CountedAsync() > below);
    }

    [Fact]
    public async Task Each_row_is_counted_once_however_many_hosts_count()
    {
        var newest = await _hours.NewestAsync();
        var counted = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => new LogHours(_temporary.Database).CountAsync(newest, Now))
        );
        Assert.Single(counted, true);
        await _log.AddOneAsync(Now);
        newest = await _hours.NewestAsync();
        counted = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => new LogHours(_temporary.Database).CountAsync(newest, Now))
        );
        Assert.Single(counted, true);
        await AssertSumsAsync();
    }

    [Fact]
    public async Task Later_rows_of_an_hour_are_added_to_it()
    {
        await _hours.CountAsync(await _hours.NewestAsync(), Now);
        await _log.AddOneAsync(Now);
        await _log.AddOneAsync(Now.AddDays(-8));
        Assert.True(await _hours.CountAsync(await _hours.NewestAsync(), Now));
        await AssertSumsAsync();
    }

    [Fact]
    public async Task The_first_count_leaves_out_what_nobody_is_shown()
    {
        await _temporary.ExecuteAsync("delete from activation_log");
        await _log.AddOneAsync(Now.AddDays(-20));
        await _log.AddOneAsync(Now.AddDays(-8));
        Assert.True(await _hours.CountAsync(await _hours.NewestAsync(), Now));
        Assert.Equal(1, await CountedAsync());
    }

    [Fact]
    public async Task An_empty_log_is_counted_too()
    {
        await _temporary.ExecuteAsync("delete from activation_log");
        Assert.True(await _hours.CountAsync(0, Now));
        Assert.False(await _hours.CountAsync(0, Now));
        Assert.Equal(0, await CountedAsync());
    }

    private async Task AssertSumsAsync()
    {
        var wrong = await _temporary.Database.ReadAsync(session =>
            session.QueryAsync<string>(
                """
                select h.hour from log_hours h where h.hour > @since and h.texts <> (
                    select count(*) from activation_log l
                    where l.outcome = h.outcome
                        and replace(substring(cast(l.at as nvarchar(30)), 1, 13), ' ', 'T') = h.hour)
                """,
                new { since = "2026-02-20T12" }
            )
        );
        Assert.Empty(wrong);
        Assert.True(await CountedAsync() >= await KeptAsync(""));
    }

    /// <summary>Rows of the last nine days; ids do not follow the time, so others may be counted with them.</summary>
    private Task<long> KeptAsync(string condition) =>
        _temporary.ScalarAsync<long>(
            $"""
            select count(*) from activation_log
            where id >= (select min(id) from activation_log where at >= @since) {condition}
            """,
            new { since = Now.AddDays(-9) }
        );

    private Task<long> CountedAsync() => _temporary.ScalarAsync<long>("select coalesce(sum(texts), 0) from log_hours");
}
