using Dapper;
using Microsoft.Data.Sqlite;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Storage.Sqlite;
using SQLitePCL;

namespace SmsActivation.Tests.Storage;

/// <summary>Each rule of the group commit, with the fault that made it a rule.</summary>
public sealed class GroupCommitTests : IAsyncLifetime
{
    private const string Insert = "insert into facts (name, value) values (@name, '')";
    private readonly TemporaryDatabase _database = new();
    private readonly List<GroupCommitter> _committers = [];
    private int _commits;
    private volatile bool _failCommit;
    private Action? _onCommit;

    [Fact]
    public async Task Operations_that_wait_together_share_one_commit()
    {
        var committer = Committer();
        await InOneGroupAsync(committer, [.. Enumerable.Range(0, 100).Select(i => Add(committer, $"n{i}"))]);
        Assert.Equal(100, await CountAsync());
        Assert.Equal(2, _commits); // the one that held the door, and the hundred
    }

    [Fact]
    public async Task Nothing_is_answered_before_the_commit()
    {
        var committer = Committer();
        Task<int>? answer = null;
        var answeredEarly = true;
        _onCommit = () => answeredEarly = answer!.IsCompleted;
        await InOneGroupAsync(committer, [() => answer = Add(committer, "a")()]);
        Assert.False(answeredEarly);
        Assert.Equal(1, await answer!);
    }

    [Fact]
    public async Task A_constraint_error_stays_with_its_own_operation()
    {
        var committer = Committer();
        var tasks = await InOneGroupAsync(
            committer,
            [Add(committer, "a"), Add(committer, "a"), Add(committer, "b")],
            tolerate: true
        );
        Assert.True(tasks[0].IsCompletedSuccessfully);
        var fault = await Assert.ThrowsAsync<SqliteException>(() => tasks[1]);
        Assert.Equal(19, fault.SqliteErrorCode);
        Assert.True(tasks[2].IsCompletedSuccessfully);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_bug_in_one_operation_takes_back_its_statements_and_no_others()
    {
        var committer = Committer();
        var tasks = await InOneGroupAsync(
            committer,
            [
                Add(committer, "a"),
                () =>
                    committer.SubmitAsync<int>(
                        async session =>
                        {
                            await session.ExecuteAsync(Insert, new { name = "half" });
                            throw new InvalidOperationException("bug");
                        },
                        settle: null
                    ),
                Add(committer, "b"),
            ],
            tolerate: true
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() => tasks[1]);
        Assert.Equal(["a", "b"], await NamesAsync());
    }

    [Fact]
    public async Task An_undone_operation_answers_and_leaves_no_trace()
    {
        var committer = Committer();
        var lost = await committer.SubmitAsync(
            async session =>
            {
                await session.ExecuteAsync(Insert, new { name = "half" });
                return session.Undo("someone was faster");
            },
            settle: null
        );
        Assert.Equal("someone was faster", lost);
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task A_full_disk_fails_the_whole_group_and_none_of_it_is_kept()
    {
        // SQLITE_FULL rolls the transaction back behind our back; later statements would commit one by one.
        var full = true;
        var committer = Committer(connection =>
        {
            var pages = connection.ExecuteScalar<long>("pragma page_count");
            connection.Execute($"pragma max_page_count = {(full ? pages + 2 : 1_000_000)}");
        });
        var big = new string('x', 100_000);
        var tasks = await InOneGroupAsync(
            committer,
            [
                Add(committer, "before"),
                () =>
                    committer.SubmitAsync(
                        session =>
                            session.ExecuteAsync("insert into facts (name, value) values ('big', @big)", new { big }),
                        settle: null
                    ),
                Add(committer, "after"),
            ],
            tolerate: true
        );
        foreach (var task in tasks)
            Assert.Equal(13, (await Assert.ThrowsAsync<SqliteException>(() => task)).SqliteErrorCode);
        Assert.Empty(await NamesAsync());

        full = false; // room again: a fresh connection carries on
        Assert.Equal(1, await Add(committer, "later")());
        Assert.Equal(["later"], await NamesAsync());
    }

    [Fact]
    public async Task Two_deliveries_in_one_group_whose_commit_fails_are_both_refused()
    {
        // The second found the first's row in the open transaction; "seen before" would acknowledge what is not there.
        var committer = Committer();
        _failCommit = true;
        var tasks = await InOneGroupAsync(
            committer,
            [Deliver(committer, "a"), Deliver(committer, "a")],
            tolerate: true
        );
        await Assert.ThrowsAsync<CommitFailedException>(() => tasks[0]);
        await Assert.ThrowsAsync<CommitFailedException>(() => tasks[1]);

        _failCommit = false;
        Assert.Equal("new", await Deliver(committer, "a")());
        Assert.Equal("seen", await Deliver(committer, "a")());
    }

    [Fact]
    public async Task A_failed_commit_whose_work_is_on_disk_after_all_is_answered_by_what_is_there()
    {
        var committer = Committer();
        await Add(committer, "a")(); // stands for the group that reached the disk although its commit reported a fault
        _failCommit = true;
        Assert.Equal("new", await Deliver(committer, "a")());
    }

    [Fact]
    public async Task The_caller_goes_on_outside_the_writers_thread()
    {
        var committer = Committer();
        var thread = await Task.Run(async () =>
        {
            await Add(committer, "a")();
            return Thread.CurrentThread.Name;
        });
        Assert.NotEqual("sqlite-writer", thread);
    }

    [Fact]
    public async Task Whatever_was_submitted_before_the_end_is_still_committed()
    {
        var committer = new GroupCommitter(_database.Connections.OpenWriter, new SqliteDialect());
        var tasks = Enumerable.Range(0, 50).Select(i => Add(committer, $"n{i}")()).ToList();
        await committer.DisposeAsync();
        Assert.All(await Task.WhenAll(tasks), rows => Assert.Equal(1, rows));
        await Assert.ThrowsAsync<ObjectDisposedException>(Add(committer, "late"));
    }

    [Fact]
    public async Task While_others_wait_for_a_processor_only_what_is_urgent_ends_the_pause_between_commits()
    {
        await using var committer = new GroupCommitter(_database.Connections.OpenWriter, new SqliteDialect())
        {
            FarApart = TimeSpan.FromHours(1),
        };
        committer.YieldTo(() => true);
        await Add(committer, "first")();
        var patient = Add(committer, "patient")();
        await Task.Delay(50);
        Assert.False(patient.IsCompleted);
        await Add(committer, "urgent", urgent: true)().WaitAsync(TimeSpan.FromSeconds(30));
        await patient.WaitAsync(TimeSpan.FromSeconds(30)); // its company took it along
        var last = Add(committer, "last")();
        await committer.DisposeAsync();
        Assert.Equal(1, await last); // an end waits for nobody
    }

    [Fact]
    public async Task Every_commit_is_synced()
    {
        await using var writer = _database.Connections.OpenWriter();
        Assert.Equal(2, writer.ExecuteScalar<int>("pragma synchronous"));
        Assert.Equal("wal", writer.ExecuteScalar<string>("pragma journal_mode"));
        Assert.Equal(5000, writer.ExecuteScalar<int>("pragma busy_timeout"));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _failCommit = false;
        foreach (var committer in _committers)
            await committer.DisposeAsync();
        await _database.DisposeAsync();
    }

    private GroupCommitter Committer(Action<SqliteConnection>? prepare = null)
    {
        var committer = new GroupCommitter(
            () =>
            {
                var connection = _database.Connections.OpenWriter();
                prepare?.Invoke(connection);
                raw.sqlite3_commit_hook(
                    connection.Handle,
                    _ =>
                    {
                        _onCommit?.Invoke();
                        Interlocked.Increment(ref _commits);
                        return _failCommit ? 1 : 0;
                    },
                    null
                );
                return connection;
            },
            new SqliteDialect()
        );
        _committers.Add(committer);
        return committer;
    }

    private static Func<Task<int>> Add(GroupCommitter committer, string name, bool urgent = false) =>
        () => committer.SubmitAsync(session => session.ExecuteAsync(Insert, new { name }), settle: null, urgent);

    private static Func<Task<string>> Deliver(GroupCommitter committer, string name) =>
        () =>
            committer.SubmitAsync(
                async session => await session.TryInsertAsync(Insert, new { name }) ? "new" : "seen",
                settle: async session =>
                    await session.ScalarAsync<long>("select count(*) from facts where name = @name", new { name }) > 0
                        ? new Settled<string>("new")
                        : null
            );

    /// <summary>Holds the writer at the door until all are queued, so that they make one group.</summary>
    private static async Task<IReadOnlyList<Task<T>>> InOneGroupAsync<T>(
        GroupCommitter committer,
        IReadOnlyList<Func<Task<T>>> operations,
        bool tolerate = false
    )
    {
        using var door = new ManualResetEventSlim();
        var holding = new TaskCompletionSource();
        var first = committer.SubmitAsync(
            _ =>
            {
                holding.SetResult();
                door.Wait();
                return Task.FromResult(0);
            },
            settle: null
        );
        await holding.Task;
        var tasks = operations.Select(operation => operation()).ToList();
        door.Set();
        try
        {
            await first;
            await Task.WhenAll(tasks);
        }
        catch when (tolerate)
        {
            // The test looks at each task itself.
            await Task.WhenAll(tasks.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
        }
        return tasks;
    }

    private Task<long> CountAsync() => _database.ScalarAsync<long>("select count(*) from facts")!;

    private async Task<IReadOnlyList<string>> NamesAsync() =>
        await _database.Database.ReadAsync(session =>
            session.QueryAsync<string>("select name from facts order by name")
        );
}
