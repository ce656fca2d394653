using SmsActivation.Core.Activation;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Activation;

/// <summary>Ids are given before they are seen: what comes late with a lower one is told too, and nothing twice.</summary>
public sealed class LogFollowingTests : IAsyncLifetime
{
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();
    private int _texts;

    private LogQuery Log => new(_temporary.Database);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task It_begins_with_the_newest_and_goes_on_with_what_is_new()
    {
        await AddAllAsync("a", "b", "c");
        var following = new LogFollowing(Log, new LogFilter { Limit = 2 }, _clock);
        Assert.Equal(["b", "c"], Said(await following.BeginAsync()));
        Assert.Empty(await following.NextAsync());
        await AddAllAsync("d", "e");
        Assert.Equal(["d", "e"], Said(await following.NextAsync()));
        Assert.Empty(await following.NextAsync());
    }

    [Fact]
    public async Task A_lower_id_that_comes_late_is_told_and_nothing_twice()
    {
        await AddAllAsync("a", "late", "b");
        var late = await TakeOutAsync("late");
        var following = new LogFollowing(Log, new LogFilter { Outcome = OutcomeCode.UnknownCard }, _clock);
        Assert.Equal(["a", "b"], Said(await following.BeginAsync()));
        await AddAllAsync("later", "c");
        var later = await TakeOutAsync("later");
        Assert.Equal(["c"], Said(await following.NextAsync()));
        _clock.Advance(LogFollowing.Longest);
        await PutBackAsync(late);
        await PutBackAsync(later);
        Assert.Equal(["late", "later"], Said(await following.NextAsync()));
        for (var i = 0; i < 3; i++)
        {
            _clock.Advance(LogFollowing.Longest);
            Assert.Empty(await following.NextAsync());
        }
    }

    [Fact]
    public async Task Only_what_is_asked_for_comes()
    {
        var following = new LogFollowing(
            Log,
            new LogFilter
            {
                Outcome = OutcomeCode.UnknownCard,
                Phone = new PhoneFilter(["+15550100001"]),
                Since = _clock.GetUtcNow(),
            },
            _clock
        );
        Assert.Empty(await following.BeginAsync());
        await AddAsync("a");
        await AddAsync("b", outcome: "Activated");
        await AddAsync("c", phone: "+15550100002");
        await AddAsync("d", at: _clock.GetUtcNow().AddDays(-1));
        Assert.Equal(["a"], Said(await following.NextAsync()));
    }

    private async Task AddAllAsync(params string[] sids)
    {
        foreach (var sid in sids)
            await AddAsync(sid);
    }

    private Task AddAsync(
        string sid,
        string outcome = "UnknownCard",
        string phone = "+15550100001",
        DateTimeOffset? at = null
    ) =>
        _temporary.ExecuteAsync(
            """
            insert into activation_log (inbound_id, at, message_sid, channel, phone, outcome, facts)
            values (@text, @at, @sid, 'sms', @phone, @outcome, '{}')
            """,
            new
            {
                text = ++_texts,
                at = at ?? _clock.GetUtcNow(),
                sid,
                phone,
                outcome,
            }
        );

    /// <summary>As a row that is written and not committed: its id is taken, and who asks does not see it.</summary>
    private async Task<string> TakeOutAsync(string sid)
    {
        await _temporary.ExecuteAsync(
            "update activation_log set outcome = 'Hidden' where message_sid = @sid",
            new { sid }
        );
        return sid;
    }

    private Task PutBackAsync(string sid) =>
        _temporary.ExecuteAsync(
            "update activation_log set outcome = 'UnknownCard' where message_sid = @sid",
            new { sid }
        );

    private static IEnumerable<string> Said(IEnumerable<LogEntry> rows) => rows.Select(row => row.MessageSid);
}
