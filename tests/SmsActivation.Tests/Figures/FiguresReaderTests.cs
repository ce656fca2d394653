using SmsActivation.Core.Figures;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Outbox;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Figures;

/// <summary>Each figure of the dashboard is what a plain count of the rows comes to.</summary>
public sealed class FiguresReaderTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 34, 56, 789, TimeSpan.Zero);
    private readonly TemporaryDatabase _temporary = new();
    private readonly FiguresReader _reader;
    private readonly LogHours _hours;
    private readonly SeededLog _log;

    public FiguresReaderTests()
    {
        _reader = new FiguresReader(_temporary.Database, new SendDayStore(_temporary.Database, 1_000));
        _hours = new LogHours(_temporary.Database);
        _log = new SeededLog(_temporary, Now);
    }

    public async Task InitializeAsync()
    {
        await _log.AddAsync(460);
        for (var i = 0; i < 30; i++)
            await _log.AddOneAsync(Now.AddMinutes(-3));
    }

    public async Task DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task Texts_by_minute_and_hour_are_those_of_the_log()
    {
        await AssertSeriesAsync();
        Assert.True(await _hours.CountAsync(200, Now));
        await AssertSeriesAsync();
        await CountAllAsync();
        await AssertSeriesAsync();
        // Behind the mark, and one of them far behind the others' time.
        await _log.AddOneAsync(Now.AddSeconds(-1));
        await _log.AddOneAsync(Now.AddDays(-3));
        await AssertSeriesAsync();
    }

    [Fact]
    public async Task Shares_are_those_of_the_last_day_and_of_the_same_span_a_week_before()
    {
        await CountAllAsync();
        var shares = (await _reader.ReadAsync(Now)).Log.Shares;
        var since = new DateTimeOffset(2026, 2, 28, 13, 0, 0, TimeSpan.Zero);
        var (now, before) = (
            await LogAsync(since, Now.AddMinutes(30)),
            await LogAsync(since.AddDays(-7), Now.AddDays(-7))
        );
        Assert.NotEmpty(now);
        Assert.NotEmpty(before);
        Assert.Equal(now.Keys.Union(before.Keys).Order(), shares.Select(share => share.Outcome).Order());
        foreach (var share in shares)
        {
            Assert.Equal(now.GetValueOrDefault(share.Outcome), share.Texts);
            Assert.Equal(before.GetValueOrDefault(share.Outcome), share.TextsBefore);
            Assert.Equal((double)share.Texts / now.Values.Sum(), share.Share);
            Assert.Equal((double)share.TextsBefore / before.Values.Sum(), share.ShareBefore);
        }
        Assert.Equal(
            shares.OrderByDescending(share => share.Texts).Select(share => share.Texts),
            shares.Select(share => share.Texts)
        );
    }

    [Fact]
    public async Task Queues_are_as_long_and_as_old_as_their_rows()
    {
        var queues = (await _reader.ReadAsync(Now)).Queues;
        Assert.Equal(await CountAsync("inbound_messages where state in ('new', 'working')"), queues.Inbox);
        Assert.Equal(
            await TimeAsync(
                "min(received_at) from inbound_messages where id = (select min(id) from inbound_messages where state = 'new')"
            ),
            queues.InboxSince
        );
        Assert.Equal(await CountAsync("outbound_messages where state in ('queued', 'retry')"), queues.Outbox);
        Assert.Equal(
            await CountAsync("outbound_messages where (state = 'queued' or state = 'retry') and due_at <= @Now"),
            queues.Due
        );
        Assert.Equal(
            await TimeAsync("min(due_at) from outbound_messages where state = 'queued' or state = 'retry'"),
            queues.DueSince
        );
        Assert.Equal(await CountAsync("outbound_messages where state in ('claimed', 'sending')"), queues.Leaving);
        Assert.Equal(await CountAsync("outbound_messages where unknown_since is not null"), queues.Unknown);
        Assert.Equal(await TimeAsync("min(unknown_since) from outbound_messages"), queues.UnknownSince);
        Assert.Equal(await CountAsync("outbound_messages where left_to_person is not null"), queues.LeftToPerson);
        Assert.Equal(await CountAsync("inbound_messages where state = 'dead'"), queues.Dead);
        Assert.All(
            new[]
            {
                queues.Inbox,
                queues.Outbox,
                queues.Due,
                queues.Leaving,
                queues.Unknown,
                queues.LeftToPerson,
                queues.Dead,
            },
            count => Assert.True(count > 0)
        );
    }

    [Fact]
    public async Task What_somebody_has_dealt_with_is_no_longer_stuck()
    {
        await _temporary.ExecuteAsync("update inbound_messages set dealt_at = @Now", new { Now });
        await _temporary.ExecuteAsync("update outbound_messages set dealt_at = @Now", new { Now });
        var queues = (await _reader.ReadAsync(Now)).Queues;
        Assert.Equal((0, 0, 0), (queues.Dead, queues.LeftToPerson, queues.Unknown));
        Assert.Null(queues.UnknownSince);
    }

    [Fact]
    public async Task Reply_times_are_the_ranks_of_the_last_hours_replies()
    {
        var replies = (await _reader.ReadAsync(Now)).Replies;
        var rows = await _temporary.Database.ReadAsync(session =>
            session.QueryAsync<Pair>(
                """
                select i.received_at as one, o.sent_at as two
                from activation_log l, inbound_messages i, outbound_messages o
                where i.id = l.inbound_id and o.id = l.reply_id and l.at >= @since and o.sent_at is not null
                """,
                new { since = Now.AddHours(-1) }
            )
        );
        var times = rows.Select(row => row.Two - row.One).Where(time => time >= TimeSpan.Zero).Order().ToList();
        Assert.InRange(times.Count, 20, rows.Count - 1);
        Assert.Equal(times.Count, replies.Replies);
        foreach (var (share, within) in new[] { (0.5, replies.P50), (0.95, replies.P95), (0.99, replies.P99) })
        {
            Assert.True(times.Count(time => time <= within) >= share * times.Count);
            Assert.True(times.Count(time => time < within) < share * times.Count);
        }
    }

    [Fact]
    public async Task The_pace_is_what_the_last_minutes_saw()
    {
        var pace = (await _reader.ReadAsync(Now)).Pace;
        Assert.Equal(await CountAsync("activation_log where at >= @Lately") / 300.0, pace.Decided);
        Assert.Equal(
            await CountAsync("send_attempts where started_at >= @Tried and result = 'accepted'") / 360.0,
            pace.Taken
        );
        Assert.Equal(await CountAsync("send_attempts where started_at >= @Tried and result is not null"), pace.Tries);
        Assert.Equal(
            await CountAsync("send_attempts where started_at >= @Tried and result = 'our-fault'"),
            pace.OurFault
        );
        Assert.Equal(
            await CountAsync("send_attempts where started_at >= @Tried and result in ('not-processed', 'ambiguous')"),
            pace.NotTaken
        );
        Assert.True(pace is { Decided: > 0, Taken: > 0, OurFault: > 0, NotTaken: > 0 });
    }

    [Fact]
    public async Task Of_many_sends_the_last_thousand_tell_the_pace()
    {
        await _temporary.Database.WriteAsync(async session =>
        {
            for (var i = 0; i < 1_005; i++)
                await session.ExecuteAsync(
                    """
                    insert into send_attempts (message_id, token, started_at, ended_at, result, text)
                    select min(id), @token, @at, @at, 'accepted', '' from outbound_messages
                    """,
                    new { token = $"many-{i}", at = Now.AddMilliseconds((i - 1_005) * 100) }
                );
            return true;
        });
        var pace = (await _reader.ReadAsync(Now)).Pace;
        Assert.Equal((1_000, 10.0), (pace.Tries, pace.Taken));
    }

    [Fact]
    public async Task Errors_are_the_carriers_of_the_last_day_with_their_meaning()
    {
        var errors = (await _reader.ReadAsync(Now)).Errors;
        Assert.Equal(
            await CountAsync(
                "send_attempts where result is not null and result <> 'accepted' and ended_at >= @Yesterday"
            ),
            errors.Sum(error => error.Refused)
        );
        Assert.Equal(
            await CountAsync("outbound_messages where state in ('failed', 'undelivered') and settled_at >= @Yesterday"),
            errors.Sum(error => error.Failed)
        );
        foreach (var code in new[] { 20003, 20429, 21610, 30003, 30007, 30036, 99999 })
        {
            var error = Assert.Single(errors, error => error.Code == code);
            Assert.Equal(
                await CountAsync(
                    $"send_attempts where result <> 'accepted' and ended_at >= @Yesterday and error_code = {code}"
                ),
                error.Refused
            );
            Assert.Equal(
                await CountAsync(
                    $"outbound_messages where state in ('failed', 'undelivered') and settled_at >= @Yesterday and error_code = {code}"
                ),
                error.Failed
            );
        }
        Assert.Equal("a spam filter on the way took the text", errors.Single(error => error.Code == 30007).Meaning);
        Assert.Contains(
            errors,
            error => error.Code is null && error.Meaning.StartsWith("no connection", StringComparison.Ordinal)
        );
        Assert.All(errors, error => Assert.NotEmpty(error.Meaning));
    }

    [Fact]
    public async Task Sends_are_those_that_were_taken_of_the_ceiling_today()
    {
        var days = new SendDayStore(_temporary.Database, 1_000);
        await days.TakeAsync(DateOnly.FromDateTime(Now.UtcDateTime), Now);
        await days.TakeAsync(DateOnly.FromDateTime(Now.UtcDateTime), Now);
        await days.TakeAsync(new DateOnly(2026, 2, 28), Now);
        var figures = await _reader.ReadAsync(Now);
        Assert.Equal((2, 1_000), (figures.SendsTaken, figures.SendsCeiling));
    }

    [Fact]
    public async Task Hosts_are_shown_with_their_roles_and_when_they_were_last_heard_of()
    {
        var hosts = new HostStore(_temporary.Database);
        var (one, two) = (new HostName("1", "one"), new HostName("2", "two"));
        await hosts.BeatAsync(one, Now.AddMinutes(-5));
        await hosts.BeatAsync(two, Now.AddMinutes(-2));
        await hosts.BeatAsync(two, Now.AddSeconds(-3));
        Assert.True(await hosts.TryHoldAsync(two, "sweeping", Now));
        var shown = (await _reader.ReadAsync(Now)).Hosts;
        Assert.Equal(["one", "two"], shown.Select(host => host.Name));
        Assert.Equal([false, true], shown.Select(host => host.Lives(Now)));
        Assert.Equal((Now.AddMinutes(-2), Now.AddSeconds(-3)), (shown[1].StartedAt, shown[1].SeenAt));
        Assert.Empty(shown[0].Roles);
        Assert.Equal("sweeping", Assert.Single(shown[1].Roles).Role);
    }

    private async Task AssertSeriesAsync()
    {
        var log = (await _reader.ReadAsync(Now)).Log;
        Assert.Equal((60, 168), (log.LastHour.Texts.Count, log.LastWeek.Texts.Count));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 34, 0, TimeSpan.Zero), log.LastHour.At(59));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), log.LastWeek.At(167));
        await AssertSeriesAsync(log.LastHour);
        await AssertSeriesAsync(log.LastWeek);
    }

    private async Task AssertSeriesAsync(OutcomeSeries series)
    {
        for (var i = 0; i < series.Texts.Count; i++)
        {
            var rows = await LogAsync(series.At(i), series.At(i + 1));
            Assert.Equal(rows.Values.Sum(), series.Texts[i]);
            Assert.Equal(
                rows.OrderBy(row => row.Key, StringComparer.Ordinal),
                series
                    .ByOutcome.Select(one => KeyValuePair.Create(one.Key, one.Value[i]))
                    .Where(one => one.Value > 0)
                    .OrderBy(one => one.Key, StringComparer.Ordinal)
            );
        }
    }

    /// <summary>The rows of a span, counted by hand.</summary>
    private async Task<Dictionary<string, int>> LogAsync(DateTimeOffset from, DateTimeOffset until) =>
        (
            await _temporary.Database.ReadAsync(session =>
                session.QueryAsync<string>(
                    "select outcome from activation_log where at >= @from and at < @until",
                    new { from, until }
                )
            )
        )
            .GroupBy(outcome => outcome)
            .ToDictionary(group => group.Key, group => group.Count());

    private Task<int> CountAsync(string what) => _temporary.ScalarAsync<int>($"select count(*) from {what}", Times);

    private Task<DateTimeOffset?> TimeAsync(string what) =>
        _temporary.ScalarAsync<DateTimeOffset?>($"select {what}", Times);

    private static object Times =>
        new
        {
            Now,
            Lately = Now.AddMinutes(-5),
            Tried = Now.AddMinutes(-6),
            Yesterday = Now.AddHours(-24),
        };

    private async Task CountAllAsync() => Assert.True(await _hours.CountAsync(await _hours.NewestAsync(), Now));

    private sealed class Pair
    {
        public DateTimeOffset One { get; init; }
        public DateTimeOffset Two { get; init; }
    }
}
