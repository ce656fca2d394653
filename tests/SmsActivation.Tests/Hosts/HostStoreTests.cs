using SmsActivation.Core.Hosts;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Hosts;

public sealed class HostStoreTests : IAsyncDisposable
{
    private const string Role = "sweeping";
    private static readonly HostName One = new("1", "one");
    private static readonly HostName Two = new("2", "two");

    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();
    private readonly HostStore _hosts;

    public HostStoreTests() => _hosts = new HostStore(_temporary.Database);

    private DateTimeOffset Now => _clock.GetUtcNow();

    public async ValueTask DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task A_host_counts_until_it_has_been_silent_for_too_long()
    {
        Assert.Equal(1, await _hosts.BeatAsync(One, Now));
        Assert.Equal(2, await _hosts.BeatAsync(Two, Now));
        _clock.Advance(HostStore.Silence - TimeSpan.FromSeconds(1));
        Assert.Equal(2, await _hosts.BeatAsync(One, Now));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await _hosts.BeatAsync(One, Now));
        Assert.Equal(2, await _hosts.BeatAsync(Two, Now));
    }

    [Fact]
    public async Task A_host_that_leaves_counts_no_longer_and_leaves_its_role()
    {
        await _hosts.BeatAsync(One, Now);
        await _hosts.BeatAsync(Two, Now);
        Assert.True(await _hosts.TryHoldAsync(One, Role, Now));
        await _hosts.LeaveAsync(One);
        Assert.Equal(1, await _hosts.LiveAsync(Now));
        Assert.True(await _hosts.TryHoldAsync(Two, Role, Now));
    }

    [Fact]
    public async Task A_machine_that_served_lately_is_named_once()
    {
        await _hosts.BeatAsync(Two, Now);
        await _hosts.BeatAsync(One, Now);
        await _hosts.BeatAsync(new HostName("3", One.Name), Now);
        Assert.Equal(["one", "two"], await _hosts.NamesAsync());
    }

    [Fact]
    public async Task A_role_is_one_hosts_until_its_lease_runs_out()
    {
        Assert.True(await _hosts.TryHoldAsync(One, Role, Now));
        Assert.False(await _hosts.TryHoldAsync(Two, Role, Now));
        _clock.Advance(HostStore.Silence / 2);
        Assert.True(await _hosts.TryHoldAsync(One, Role, Now));
        _clock.Advance(HostStore.Silence / 2);
        Assert.False(await _hosts.TryHoldAsync(Two, Role, Now));
        _clock.Advance(HostStore.Silence / 2);
        Assert.True(await _hosts.TryHoldAsync(Two, Role, Now));
        Assert.False(await _hosts.TryHoldAsync(One, Role, Now));
    }

    [Fact]
    public async Task Of_hosts_that_ask_at_once_one_has_the_role()
    {
        var asked = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => _hosts.TryHoldAsync(new HostName($"{i}", "x"), Role, Now))
        );
        Assert.Single(asked, held => held);
    }
}
