using SmsActivation.Core.Activation;

namespace SmsActivation.Tests.Activation;

/// <summary>From page to page no row is lost and none comes twice, though several are of the same instant and others are
/// written meanwhile.</summary>
public sealed class LogPagesTests : IAsyncLifetime
{
    private const int Rows = 23;
    private const int OfOneInstant = 4;
    private readonly Spine _spine = new();
    private readonly LogQuery _log;
    private int _texts;

    public LogPagesTests() => _log = new LogQuery(_spine.Temporary.Database);

    public async Task InitializeAsync()
    {
        for (var i = 0; i < Rows; i++)
        {
            if (i % OfOneInstant == 0)
                _spine.Clock.Advance(TimeSpan.FromSeconds(1));
            await SayAsync();
        }
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(Rows)]
    [InlineData(100)]
    public async Task Going_down_shows_each_row_once(int size)
    {
        var seen = new List<LogEntry>();
        var page = await _log.PageAsync(new LogFilter { Limit = size });
        Assert.False(page.HasNewer);
        seen.AddRange(page.Rows);
        while (page.HasOlder)
        {
            await SayAsync();
            page = await _log.PageAsync(new LogFilter { Limit = size }, before: page.Rows[^1].Id);
            Assert.True(page.HasNewer);
            seen.AddRange(page.Rows);
        }
        Assert.Equal(Enumerable.Range(1, Rows).Select(id => (long)id).Reverse(), seen.Select(row => row.Id));
    }

    [Fact]
    public async Task Going_up_shows_each_row_once_and_ends_with_a_whole_first_page()
    {
        var filter = new LogFilter { Limit = 5 };
        var seen = new List<long>();
        var page = await _log.PageAsync(filter, after: 1);
        while (page.HasNewer)
        {
            Assert.True(page.HasOlder);
            seen.AddRange(page.Rows.Select(row => row.Id).Reverse());
            page = await _log.PageAsync(filter, after: page.Rows[0].Id);
        }
        Assert.Equal(Enumerable.Range(2, seen.Count).Select(id => (long)id), seen);
        Assert.InRange(seen.Count, Rows - 1 - 5, Rows - 1);
        Assert.Equal([23, 22, 21, 20, 19], page.Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task A_row_that_is_none_leads_to_the_first_page()
    {
        var filter = new LogFilter { Limit = 5 };
        Assert.Equal(Rows, (await _log.PageAsync(filter, before: 999)).Rows[0].Id);
        Assert.Equal(Rows, (await _log.PageAsync(filter, after: 999)).Rows[0].Id);
    }

    [Fact]
    public async Task Rows_go_by_time_though_a_slower_clock_wrote_later()
    {
        await _spine.Temporary.ExecuteAsync(
            "update activation_log set at = (select min(at) from activation_log) where id = 23"
        );
        var page = await _log.PageAsync(new LogFilter { Limit = 20 });
        Assert.Equal(22, page.Rows[0].Id);
        var rest = await _log.PageAsync(new LogFilter { Limit = 20 }, before: page.Rows[^1].Id);
        Assert.Equal([23, 4], page.Rows.TakeLast(2).Select(row => row.Id));
        Assert.Equal([3, 2, 1], rest.Rows.Select(row => row.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(Rows)]
    [InlineData(1000)]
    public async Task An_export_holds_each_row_once_and_none_that_is_written_meanwhile(int size)
    {
        var top = await _log.TopAsync();
        var filter = new LogFilter { Limit = size };
        Assert.Equal(Rows, await _log.CountAsync(filter, top));
        var seen = new List<long>();
        await foreach (var batch in _log.BatchesAsync(filter, top))
        {
            Assert.InRange(batch.Count, 1, size);
            seen.AddRange(batch.Select(row => row.Id));
            await SayAsync();
        }
        Assert.Equal(Enumerable.Range(1, Rows).Select(id => (long)id).Reverse(), seen);
    }

    [Fact]
    public async Task An_empty_log_has_one_empty_page_and_nothing_to_export()
    {
        await _spine.Temporary.ExecuteAsync("delete from activation_log");
        var page = await _log.PageAsync(new LogFilter());
        Assert.Equal((0, false, false, 0), (page.Rows.Count, page.HasNewer, page.HasOlder, page.Newest));
        Assert.Empty(await _log.BatchesAsync(new LogFilter(), await _log.TopAsync()).ToListAsync());
    }

    private async Task SayAsync() => await _spine.SayAsync($"+1415555{++_texts:0000}", "hello");
}
