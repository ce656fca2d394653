using SmsActivation.Core.Outbox;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Outbox;

public sealed class SendDayStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 3, 1);
    private readonly TemporaryDatabase _temporary = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temporary.DisposeAsync().AsTask();

    [Fact]
    public async Task Hosts_take_blocks_until_the_day_is_used_up_and_a_person_is_told_once()
    {
        var (first, second) = (Store(2500), Store(2500));
        var taken = 0;
        var told = 0;
        for (var i = 0; i < 2000; i++)
        {
            var (sends, tell) = await (i % 2 == 0 ? first : second).TakeAsync(Day, Now);
            Assert.InRange(sends, 0, 2);
            taken += sends;
            told += tell ? 1 : 0;
        }
        Assert.Equal((2500, 1), (taken, told));
        Assert.Equal(2500, await first.TakenAsync(Day));
        Assert.Equal(2, (await first.TakeAsync(Day.AddDays(1), Now.AddDays(1))).Sends);
    }

    [Fact]
    public async Task Hosts_that_take_at_the_same_instant_never_pass_the_ceiling()
    {
        const int ceiling = 100;
        var taken = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        var store = Store(ceiling);
                        var sum = 0;
                        for (var i = 0; i < 30; i++)
                            sum += (await store.TakeAsync(Day, Now)).Sends;
                        return sum;
                    })
                )
        );
        Assert.InRange(taken.Sum(), 1, ceiling);
        Assert.Equal(taken.Sum(), await Store(ceiling).TakenAsync(Day));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(999, 1)]
    [InlineData(50_000, 50)]
    [InlineData(10_000_000, 100)]
    public void A_block_is_a_thousandth_of_the_ceiling_at_most_a_hundred(int ceiling, int block) =>
        Assert.Equal(block, Store(ceiling).Block);

    [Fact]
    public async Task What_is_left_of_a_block_smaller_than_the_rest_is_given_and_comes_back()
    {
        var store = Store(3);
        for (var i = 0; i < 3; i++)
            Assert.Equal(1, (await store.TakeAsync(Day, Now)).Sends);
        Assert.Equal(0, (await store.TakeAsync(Day, Now)).Sends);
        await store.GiveBackAsync(Day, 2);
        Assert.Equal(1, (await store.TakeAsync(Day, Now)).Sends);
        Assert.Equal(2, await store.TakenAsync(Day));
    }

    private SendDayStore Store(int ceiling) => new(_temporary.Database, ceiling);
}
