using SmsActivation.Tests.Storage;
using SmsActivation.Worker.Hosts;

namespace SmsActivation.Tests.Hosts;

public sealed class ClockCheckTests : IAsyncDisposable
{
    private readonly TemporaryDatabase _temporary = new();

    public async ValueTask DisposeAsync() => await _temporary.DisposeAsync();

    [Theory]
    [InlineData(0, null)]
    [InlineData(60, "this host's clock is [3-6].* s ahead of the database's")]
    [InlineData(-60, "this host's clock is [6-9].* s behind the database's")]
    public async Task A_host_knows_how_far_its_clock_is_from_the_databases(int seconds, string? words)
    {
        var clock = new ManualClock();
        clock.Advance(DateTimeOffset.UtcNow.AddSeconds(seconds) - clock.GetUtcNow());
        var fault = await new ClockCheck(_temporary.Database, clock).FaultAsync();
        if (words is null)
            Assert.Null(fault);
        else
            Assert.Matches(words, fault);
    }
}
