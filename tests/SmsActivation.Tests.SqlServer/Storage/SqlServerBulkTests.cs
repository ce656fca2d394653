using SmsActivation.Core.Storage;

namespace SmsActivation.Tests.Storage;

public sealed class SqlServerBulkTests : IAsyncDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, 5, TimeSpan.Zero);

    private static readonly BulkInsert<(string Number, string? Kind)> Cards = new(
        "cards",
        Key: ["number"],
        [
            new("number", row => row.Number),
            new("state", _ => "Issued"),
            new("kind", row => row.Kind),
            new("expires_on", _ => new DateOnly(2027, 12, 31)),
            new("created_at", _ => At),
            new("updated_at", _ => At),
        ]
    );

    private readonly TemporaryDatabase _temporary = new();

    public async ValueTask DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task Rows_whose_key_stands_there_come_back_in_order_and_are_left_alone()
    {
        await InsertAsync(("b", "old"), ("d", "old"));
        var found = await InsertAsync(("a", "new"), ("d", "new"), ("c", null), ("b", "new"));
        Assert.Equal(["d", "b"], found.Select(row => row.Number));
        Assert.Equal(4, await CountAsync("cards"));
        Assert.Equal(2, await CountAsync("cards where kind = 'old' and number in ('b', 'd')"));
        Assert.Equal(1, await CountAsync("cards where kind is null and number = 'c'"));
        Assert.Equal(4, await CountAsync("cards where expires_on = '2027-12-31'"));
        Assert.Equal(At, await _temporary.ScalarAsync<DateTimeOffset>("select max(created_at) from cards"));
        Assert.Equal(0, await CountAsync("staged_cards"));
    }

    [Fact]
    public async Task Of_imports_side_by_side_each_number_comes_in_once()
    {
        var rows = Enumerable.Range(0, 500).Select(i => ($"{i:0000}", (string?)"gold")).ToArray();
        var found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => InsertAsync(rows)));
        Assert.Equal(500, await CountAsync("cards"));
        Assert.Equal(3 * 500, found.Sum(there => there.Count));
    }

    [Fact]
    public async Task Rows_change_while_their_guard_holds()
    {
        await InsertAsync(("a", "old"), ("b", "old"));
        await _temporary.ExecuteAsync("update cards set state = 'Blocked' where number = 'b'");
        var ids = await _temporary.Database.ReadAsync(session =>
            session.QueryAsync<long>("select id from cards order by number")
        );
        var update = new BulkUpdate<long>(
            "cards",
            Key: new("id", id => id),
            Guard: new("state", _ => "Issued"),
            [new("state", _ => "Replaced"), new("kind", _ => "new"), new("updated_at", _ => At.AddDays(1))]
        );
        Assert.Equal(1, await _temporary.Database.WriteAsync(session => session.UpdateAsync(update, ids)));
        Assert.Equal(1, await CountAsync("cards where number = 'a' and state = 'Replaced' and kind = 'new'"));
        Assert.Equal(1, await CountAsync("cards where number = 'b' and state = 'Blocked' and kind = 'old'"));
        Assert.Equal(0, await CountAsync("staged_cards"));
    }

    private Task<IReadOnlyList<(string Number, string? Kind)>> InsertAsync(params (string, string?)[] rows) =>
        _temporary.Database.WriteAsync(session => session.InsertNewAsync(Cards, rows));

    private Task<long> CountAsync(string rows) => _temporary.ScalarAsync<long>($"select count(*) from {rows}");
}
