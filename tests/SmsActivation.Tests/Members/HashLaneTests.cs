using SmsActivation.Core.Members;

namespace SmsActivation.Tests.Members;

public sealed class HashLaneTests
{
    [Fact]
    public async Task Work_runs_on_the_lanes_own_threads()
    {
        using var lane = new HashLane(threads: 2);
        var names = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => lane.RunAsync(() => Thread.CurrentThread.Name))
        );
        Assert.All(names, name => Assert.StartsWith("hash-", name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_more_runs_at_once_than_there_are_threads()
    {
        using var lane = new HashLane(threads: 2);
        var (now, most) = (0, 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    lane.RunAsync(() =>
                    {
                        InterlockedMost(ref most, Interlocked.Increment(ref now));
                        Thread.Sleep(5);
                        return Interlocked.Decrement(ref now);
                    })
                )
        );
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task It_is_full_while_hashes_wait_for_a_thread()
    {
        using var lane = new HashLane(threads: 1);
        using var go = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var running = lane.RunAsync(() =>
        {
            begun.Set();
            return go.Wait(TimeSpan.FromSeconds(30));
        });
        begun.Wait(TimeSpan.FromSeconds(30));
        Assert.False(lane.IsFull);
        var waiting = lane.RunAsync(() => true);
        Assert.True(lane.IsFull);
        go.Set();
        await Task.WhenAll(running, waiting);
        Assert.False(lane.IsFull);
    }

    [Fact]
    public async Task A_fault_reaches_who_asked_and_the_lane_goes_on()
    {
        using var lane = new HashLane(threads: 1);
        await Assert.ThrowsAsync<FormatException>(() => lane.RunAsync<int>(() => throw new FormatException()));
        Assert.Equal(1, await lane.RunAsync(() => 1));
    }

    private static void InterlockedMost(ref int most, int seen)
    {
        for (var was = most; seen > was; was = most)
            Interlocked.CompareExchange(ref most, seen, was);
    }
}
