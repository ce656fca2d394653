using Microsoft.Data.SqlClient;
using SmsActivation.Core.Storage;

namespace SmsActivation.Tests.Storage;

/// <summary>What stores rest on and SQLite gives by having one writer.</summary>
public sealed class SqlServerDatabaseTests : IAsyncDisposable
{
    private const string Insert = "insert into facts (name, value) values (@name, 'value')";
    private readonly TemporaryDatabase _temporary = new();

    public async ValueTask DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task An_operation_that_a_deadlock_took_back_is_run_again()
    {
        await _temporary.ExecuteAsync(Insert, new { name = "a" });
        await _temporary.ExecuteAsync(Insert, new { name = "b" });
        using var both = new Barrier(2);
        var runs = 0;
        await Task.WhenAll(UpdateAsync("a", "b"), UpdateAsync("b", "a"));
        Assert.True(runs > 2, "there was no deadlock");
        Assert.Equal(2, await CountAsync("facts where value = 'valuexx'"));

        Task UpdateAsync(string first, string second) =>
            Task.Run(() =>
                _temporary.Database.WriteAsync(async session =>
                {
                    var isFirst = Interlocked.Increment(ref runs) <= 2;
                    await AppendAsync(session, first);
                    if (isFirst)
                        both.SignalAndWait();
                    await AppendAsync(session, second);
                    return true;
                })
            );

        static Task<int> AppendAsync(Session session, string name) =>
            session.ExecuteAsync("update facts set value = concat(value, 'x') where name = @name", new { name });
    }

    [Fact]
    public async Task Somebody_faster_is_no_fault_and_the_rest_of_the_operation_stands()
    {
        var answers = await _temporary.Database.WriteAsync(async session =>
            (
                await session.TryInsertAsync(Insert, new { name = "a" }),
                await session.TryInsertAsync(Insert, new { name = "a" }),
                await session.TryInsertAsync(Insert, new { name = "b" })
            )
        );
        Assert.Equal((true, false, true), answers);
        Assert.Equal(2, await CountAsync("facts"));
    }

    [Fact]
    public async Task What_is_undone_leaves_no_trace()
    {
        var answer = await _temporary.Database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, new { name = "a" });
            return session.Undo("undone");
        });
        Assert.Equal("undone", answer);
        Assert.Equal(0, await CountAsync("facts"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_that_failed_is_looked_up_by_key(bool isThere)
    {
        var writing = _temporary.Database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Insert, new { name = "a" });
                await KillAsync(await session.ScalarAsync<int>("select cast(@@spid as int)"));
                return "written";
            },
            settle: session => Task.FromResult(isThere ? new Settled<string>("found") : null)
        );
        if (isThere)
            Assert.Equal("found", await writing);
        else
            await Assert.ThrowsAsync<CommitFailedException>(() => writing);
    }

    [Fact]
    public async Task A_read_sees_one_moment()
    {
        var counts = await _temporary.Database.ReadAsync(async session =>
        {
            var before = await session.ScalarAsync<int>("select count(*) from facts");
            await _temporary.ExecuteAsync(Insert, new { name = "a" });
            return (before, await session.ScalarAsync<int>("select count(*) from facts"));
        });
        Assert.Equal((0, 0), counts);
    }

    [Fact]
    public async Task Hosts_that_start_together_make_the_schema_once()
    {
        var applied = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => _temporary.Engine.Migrate(DateTimeOffset.UnixEpoch)))
        );
        Assert.All(applied, Assert.Empty);
        Assert.All(_temporary.Engine.Schema(), script => Assert.False(script.AppliedAt is null || script.Changed));
    }

    /// <summary>Outside any transaction, as KILL must be.</summary>
    private static async Task KillAsync(int session)
    {
        await using var connection = new SqlConnection(TemporaryDatabase.Server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"kill {session}";
        await command.ExecuteNonQueryAsync();
    }

    private Task<long> CountAsync(string rows) => _temporary.ScalarAsync<long>($"select count(*) from {rows}");
}
