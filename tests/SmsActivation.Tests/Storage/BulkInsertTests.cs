using SmsActivation.Core.Storage;

namespace SmsActivation.Tests.Storage;

public sealed class BulkInsertTests
{
    private static readonly BulkInsert<(string Name, object? Value)> Facts = new(
        "facts",
        Key: ["name"],
        [new("name", row => row.Name), new("value", row => row.Value)]
    );

    [Fact]
    public async Task Rows_whose_key_stands_there_come_back_in_order_and_are_left_alone()
    {
        await using var database = new TemporaryDatabase();
        await InsertAsync(database, ("b", "old"), ("d", "old"));
        var found = await InsertAsync(database, ("a", "new"), ("d", "new"), ("c", "new"), ("b", "new"));
        Assert.Equal(["d", "b"], found.Select(row => row.Name));
        Assert.Equal(
            "new old new old",
            await database.ScalarAsync<string>(
                "select group_concat(value, ' ') from (select value from facts order by name)"
            )
        );
    }

    public static TheoryData<object, string> Values() =>
        new()
        {
            { "", "" },
            { "Ключ 🗝", "Ключ 🗝" },
            { new string('ж', 500), new string('ж', 500) },
            { 7, "7" },
            { 9_000_000_000, "9000000000" },
            { new DateOnly(2027, 12, 31), "2027-12-31" },
            { new DateTimeOffset(2026, 3, 1, 14, 0, 0, 5, TimeSpan.FromHours(2)), "2026-03-01T12:00:00.005Z" },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_is_kept_as_any_statement_would_keep_it(object value, string kept)
    {
        await using var database = new TemporaryDatabase();
        // Twice, for what is bound already is not bound again.
        await InsertAsync(database, ("a", value), ("b", value), ("c", "other"));
        Assert.Equal(kept, await ValueAsync(database, "a"));
        Assert.Equal(kept, await ValueAsync(database, "b"));
        Assert.Equal("other", await ValueAsync(database, "c"));
    }

    [Fact]
    public async Task What_the_table_refuses_is_a_fault_and_nothing_of_it_stays()
    {
        await using var database = new TemporaryDatabase();
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() =>
            InsertAsync(database, ("a", "good"), ("b", null))
        );
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from facts"));
    }

    private static Task<IReadOnlyList<(string Name, object? Value)>> InsertAsync(
        TemporaryDatabase database,
        params (string, object?)[] rows
    ) => database.Database.WriteAsync(session => session.InsertNewAsync(Facts, rows));

    private static Task<string?> ValueAsync(TemporaryDatabase database, string name) =>
        database.ScalarAsync<string>("select value from facts where name = @name", new { name });
}
