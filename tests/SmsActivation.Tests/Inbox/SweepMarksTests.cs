using SmsActivation.Core.Inbox;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Inbox;

/// <summary>From when on the carrier's list is read, and by whom.</summary>
public sealed class SweepMarksTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);
    private readonly TemporaryDatabase _temporary = new();
    private readonly SweepMarks _marks;

    public SweepMarksTests() => _marks = new SweepMarks(_temporary.Database);

    public async ValueTask DisposeAsync() => await _temporary.DisposeAsync();

    /// <summary>All in minutes before now; a mark below zero was set by a clock that was ahead.</summary>
    [Theory]
    [InlineData(60, null, 60)] // the first sweep: all since the installation
    [InlineData(5000, null, 1440)] // but no more than a day
    [InlineData(5000, 7, 17)]
    [InlineData(5000, 1429, 1439)]
    [InlineData(5000, 1431, 1440)] // the host was away for longer
    [InlineData(15, 7, 15)] // the overlap does not reach behind the installation
    [InlineData(5000, -600, 1440)]
    public async Task The_list_is_read_from_the_last_mark_the_installation_or_a_day_ago(
        int installed,
        int? swept,
        int since
    )
    {
        await SweepMarks.RecordInstallationAsync(_temporary.Database, Ago(installed));
        if (swept is { } mark)
            await _marks.EndAsync(Ago(mark), Ago(mark));
        Assert.Equal(Ago(since), await BeginAsync(Now));
    }

    [Fact]
    public async Task The_installation_is_the_first_start()
    {
        await SweepMarks.RecordInstallationAsync(_temporary.Database, Ago(60));
        await SweepMarks.RecordInstallationAsync(_temporary.Database, Ago(5));
        Assert.Equal(Ago(60), await BeginAsync(Now));
    }

    [Fact]
    public async Task A_sweep_is_one_hosts()
    {
        await SweepMarks.RecordInstallationAsync(_temporary.Database, Ago(60));
        var both = await Task.WhenAll(BeginAsync(Now), BeginAsync(Now));
        Assert.Single(both, since => since is not null);
        Assert.Null(await BeginAsync(Now + Apart - TimeSpan.FromSeconds(1)));
        Assert.NotNull(await BeginAsync(Now + Apart));
        Assert.Null(await BeginAsync(Now + Apart));
    }

    [Fact]
    public async Task A_sweep_that_did_not_end_is_read_again()
    {
        await SweepMarks.RecordInstallationAsync(_temporary.Database, Ago(60));
        Assert.Equal(Ago(60), await BeginAsync(Now));
        Assert.Equal(Ago(60), await BeginAsync(Now + Apart));
    }

    [Fact]
    public async Task The_slower_of_two_hosts_does_not_take_the_mark_back()
    {
        await SweepMarks.RecordInstallationAsync(_temporary.Database, Ago(60));
        await _marks.EndAsync(Ago(5), Now);
        await _marks.EndAsync(Ago(9), Now);
        Assert.Equal(Ago(5) - Overlap, await BeginAsync(Now));
    }

    [Fact]
    public async Task A_clock_that_was_ahead_holds_up_no_sweep_once_it_is_right()
    {
        var ahead = Now + TimeSpan.FromDays(1);
        await SweepMarks.RecordInstallationAsync(_temporary.Database, Ago(60));
        await BeginAsync(ahead);
        await _marks.EndAsync(ahead, ahead);
        Assert.Equal(Ago(60), await BeginAsync(Now));
        await _marks.EndAsync(Ago(2), Now);
        Assert.Equal(Ago(2) - Overlap, await BeginAsync(Now + Apart));
    }

    private Task<DateTimeOffset?> BeginAsync(DateTimeOffset now) => _marks.TryBeginAsync(Apart, Overlap, now);

    private static DateTimeOffset Ago(int minutes) => Now - TimeSpan.FromMinutes(minutes);
}
