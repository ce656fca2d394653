using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Outbox;
using SmsActivation.Tests.Storage;
using SmsActivation.Worker.Sending;

namespace SmsActivation.Tests.Sending;

public sealed class SendAllowanceTests : IAsyncLifetime
{
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _temporary.DisposeAsync().AsTask();

    [Fact]
    public async Task A_host_sends_no_more_than_the_day_allows()
    {
        var allowance = Allowance(ceiling: 3);
        Assert.Equal(0, allowance.Take(1));
        var sent = 0;
        for (var pass = 0; pass < 10; pass++)
        {
            await allowance.RefillAsync();
            sent += allowance.Take(32);
        }
        Assert.Equal(3, sent);

        _clock.Advance(TimeSpan.FromDays(1));
        await allowance.RefillAsync();
        Assert.Equal(1, allowance.Take(32));
    }

    [Fact]
    public async Task What_a_host_did_not_send_is_there_for_the_next()
    {
        var first = Allowance(ceiling: 2);
        await first.RefillAsync();
        Assert.Equal(1, first.Take(1));
        first.GiveBack();
        await first.ReturnAsync();
        Assert.Equal(0, first.Take(1));

        var second = Allowance(ceiling: 2);
        var sent = 0;
        for (var pass = 0; pass < 5; pass++)
        {
            await second.RefillAsync();
            sent += second.Take(32);
        }
        Assert.Equal(2, sent);
    }

    [Fact]
    public async Task Yesterdays_rest_is_no_part_of_today()
    {
        var allowance = Allowance(ceiling: 50_000);
        await allowance.RefillAsync();
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, allowance.Take(1));
        await allowance.RefillAsync();
        Assert.Equal(50, allowance.Take(1000));
    }

    private SendAllowance Allowance(int ceiling) =>
        new(new SendDayStore(_temporary.Database, ceiling), _clock, NullLogger<SendAllowance>.Instance);
}
