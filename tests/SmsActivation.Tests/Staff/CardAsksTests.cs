using SmsActivation.Core.Staff;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Staff;

public sealed class CardAsksTests : IAsyncDisposable
{
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();
    private readonly CardAsks _asks;

    public CardAsksTests() => _asks = new CardAsks(_temporary.Database);

    public async ValueTask DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task Asks_side_by_side_cannot_pass_the_limit()
    {
        var staff = await AddAsync("one");
        var waits = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _asks.TakeAsync(staff, _clock.GetUtcNow())));
        Assert.Equal(CardAsks.MostMisses, waits.Count(wait => wait is null));
        Assert.All(waits.OfType<TimeSpan>(), wait => Assert.Equal(TimeSpan.FromHours(1), wait));
        Assert.Null(await _asks.TakeAsync(await AddAsync("two"), _clock.GetUtcNow()));
    }

    [Fact]
    public async Task What_is_given_back_is_no_miss_and_an_hour_later_all_begins_anew()
    {
        var staff = await AddAsync("one");
        await _asks.GiveBackAsync(staff); // nothing was taken
        for (var i = 0; i < CardAsks.MostMisses; i++)
            Assert.Null(await _asks.TakeAsync(staff, _clock.GetUtcNow()));
        _clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(TimeSpan.FromMinutes(40), await _asks.TakeAsync(staff, _clock.GetUtcNow()));
        await _asks.GiveBackAsync(staff);
        Assert.Null(await _asks.TakeAsync(staff, _clock.GetUtcNow()));
        Assert.NotNull(await _asks.TakeAsync(staff, _clock.GetUtcNow()));
        _clock.Advance(TimeSpan.FromMinutes(40));
        Assert.Null(await _asks.TakeAsync(staff, _clock.GetUtcNow()));
    }

    private async Task<long> AddAsync(string name)
    {
        await new StaffStore(_temporary.Database).AddAsync(
            name,
            StaffRole.Shop,
            "hash",
            new Actor(null, "test"),
            _clock.GetUtcNow()
        );
        return await _temporary.ScalarAsync<long>("select id from staff where name = @name", new { name });
    }
}
