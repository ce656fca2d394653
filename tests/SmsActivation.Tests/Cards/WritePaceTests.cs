using System.Diagnostics;
using SmsActivation.Core.Cards;

namespace SmsActivation.Tests.Cards;

public sealed class WritePaceTests
{
    [Fact]
    public void Beside_a_host_the_next_rows_fit_well_into_fifty_milliseconds()
    {
        var pace = new WritePace(TimeProvider.System, () => true);
        for (var i = 0; i < 20; i++)
            pace.Learn(rows: 1000, TimeSpan.FromMilliseconds(100));
        Assert.InRange(pace.NextRows(), 200, 400); // at 10 rows a millisecond
    }

    [Fact]
    public void Alone_transactions_are_larger()
    {
        var pace = new WritePace(TimeProvider.System, () => false);
        for (var i = 0; i < 20; i++)
            pace.Learn(rows: 1000, TimeSpan.FromMilliseconds(100));
        Assert.InRange(pace.NextRows(), 2000, 3000);
    }

    [Fact]
    public void A_slow_transaction_is_followed_by_a_small_one()
    {
        var pace = new WritePace(TimeProvider.System, () => true);
        pace.Learn(rows: 10, TimeSpan.FromSeconds(10));
        Assert.Equal(10, pace.NextRows());
    }

    [Fact]
    public void A_host_that_starts_meanwhile_is_noticed()
    {
        var live = false;
        var pace = new WritePace(TimeProvider.System, () => live);
        var alone = pace.NextRows();
        live = true;
        Assert.True(pace.NextRows() < alone);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_pause_as_long_as_the_transaction_is_made_only_beside_a_host(bool live, bool pauses)
    {
        var pace = new WritePace(TimeProvider.System, () => live);
        pace.NextRows();
        var clock = Stopwatch.StartNew();
        await pace.RestAsync(10, TimeSpan.FromMilliseconds(300), CancellationToken.None);
        Assert.Equal(pauses, clock.Elapsed > TimeSpan.FromMilliseconds(250));
    }

    [Fact]
    public async Task Beside_a_host_no_pause_is_too_short_to_be_seen()
    {
        var pace = new WritePace(TimeProvider.System, () => true);
        var clock = Stopwatch.StartNew();
        await pace.RestAsync(10, TimeSpan.FromMilliseconds(1), CancellationToken.None);
        Assert.True(clock.Elapsed > TimeSpan.FromMilliseconds(25));
    }

    [Fact]
    public void A_transaction_is_told_when_its_time_is_up()
    {
        var clock = new TransactionClock(new StepClock(milliseconds: 10), TimeSpan.FromMilliseconds(20));
        clock.Start();
        Assert.Equal([false, true], [clock.IsUp, clock.IsUp]);
    }
}
