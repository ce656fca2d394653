using SmsActivation.Core.Activation;
using SmsActivation.Core.Inbox;

namespace SmsActivation.Tests.Activation;

/// <summary>Whatever the log is asked by, it answers with those rows and no others.</summary>
public sealed class LogQueryTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private const string Other = "+79165550142";
    private readonly Spine _spine = new();
    private readonly LogQuery _log;

    public LogQueryTests() => _log = new LogQuery(_spine.Temporary.Database);

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
        _spine.Clock.Advance(TimeSpan.FromHours(1));
        await _spine.SayAsync(Channels.WhatsAppPrefix + Other, Spine.Card(2));
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public Task Nothing_asked_is_all() => FindsAsync(new LogFilter(), "Activated", "UnknownCard");

    [Fact]
    public Task Only_so_many_are_the_newest() => FindsAsync(new LogFilter { Limit = 1 }, "UnknownCard");

    [Fact]
    public Task By_phones() => FindsAsync(new LogFilter { Phone = new PhoneFilter([Phone, "+1"]) }, "Activated");

    [Fact]
    public Task By_the_end_of_a_phone() =>
        FindsAsync(new LogFilter { Phone = new PhoneFilter(["0142"], "0142", "142") }, "UnknownCard");

    [Fact]
    public Task By_the_end_alone() => FindsAsync(new LogFilter { Phone = new PhoneFilter([], "0142") }, "UnknownCard");

    [Fact]
    public Task By_no_phone_at_all() => FindsAsync(new LogFilter { Phone = new PhoneFilter([]) });

    [Fact]
    public Task By_card() => FindsAsync(new LogFilter { Card = Spine.Card(1) }, "Activated");

    [Fact]
    public Task By_the_end_of_a_card() => FindsAsync(new LogFilter { CardEnding = Spine.Card(1)[^4..] }, "Activated");

    [Fact]
    public Task By_outcome() => FindsAsync(new LogFilter { Outcome = OutcomeCode.UnknownCard }, "UnknownCard");

    [Fact]
    public Task By_channel() => FindsAsync(new LogFilter { Channel = Channel.Sms }, "Activated");

    [Fact]
    public Task By_language() => FindsAsync(new LogFilter { Language = "ru" }, "UnknownCard");

    [Fact]
    public Task By_host() => FindsAsync(new LogFilter { Host = Spine.Host.Name }, "Activated", "UnknownCard");

    [Fact]
    public Task By_a_host_that_is_none() => FindsAsync(new LogFilter { Host = "host-b" });

    [Fact]
    public Task Since() => FindsAsync(new LogFilter { Since = _spine.Clock.GetUtcNow() }, "UnknownCard");

    [Fact]
    public Task Until() => FindsAsync(new LogFilter { Until = _spine.Clock.GetUtcNow() }, "Activated");

    [Fact]
    public Task By_all_of_it() =>
        FindsAsync(
            new LogFilter
            {
                Phone = new PhoneFilter([Phone], "2671"),
                Card = Spine.Card(1),
                CardEnding = Spine.Card(1)[^4..],
                Outcome = OutcomeCode.Activated,
                Channel = Channel.Sms,
                Language = "en",
                Host = Spine.Host.Name,
                Since = DateTimeOffset.UnixEpoch,
                Until = _spine.Clock.GetUtcNow(),
            },
            "Activated"
        );

    [Fact]
    public async Task A_row_says_how_it_was_answered_and_by_whom()
    {
        var rows = await _log.ListAsync(new LogFilter());
        var row = Assert.Single(rows, row => row.Phone == Other);
        Assert.Equal(
            ("whatsapp", null, "UnknownCard", "ru", "host-a", "UnknownCard", "queued", null),
            (row.Channel, row.Card, row.Outcome, row.Language, row.Host, row.Reply, row.ReplyState, row.ReplyError)
        );
        Assert.Equal(row.MessageSid, (await _log.FindAsync(row.Id))!.MessageSid);
        Assert.Null(await _log.FindAsync(row.Id + 1));
    }

    [Fact]
    public async Task A_row_from_before_knows_neither_language_nor_host()
    {
        await _spine.Temporary.ExecuteAsync("update activation_log set language = null, host = null");
        Assert.All(await _log.ListAsync(new LogFilter()), row => Assert.Equal((null, null), (row.Language, row.Host)));
    }

    [Fact]
    public async Task The_newest_row_of_a_phone_and_of_a_card_is_found()
    {
        await _spine.SayAsync(Phone, Spine.Card(1));
        var rows = await _log.ListAsync(new LogFilter());
        Assert.Equal([rows[2].Id], await _log.NewestOfPhonesAsync([Phone, "+1"]));
        Assert.Equal(rows.Skip(1).Select(row => row.Id), (await _log.NewestOfPhonesAsync([Phone, Other])).Order());
        Assert.Equal(rows[2].Id, await _log.NewestOfCardAsync(Spine.Card(1)));
        Assert.Null(await _log.NewestOfCardAsync(Spine.Card(3)));
    }

    [Fact]
    public async Task What_was_written_since_is_counted_as_it_was_asked_for()
    {
        var seen = (await _log.PageAsync(new LogFilter())).Newest;
        Assert.Equal(new LogNews(0, seen), await _log.NewsAsync(new LogFilter(), seen));
        await _spine.SayAsync(Phone, Spine.Card(1));
        await _spine.SayAsync(Other, Spine.Card(2));
        Assert.Equal(2, await NewsAsync(new LogFilter { Until = DateTimeOffset.UnixEpoch }));
        Assert.Equal(1, await NewsAsync(new LogFilter { Phone = new PhoneFilter([], "2671") }));
        Assert.Equal(1, await NewsAsync(new LogFilter { Phone = new PhoneFilter([Phone], "2671") }));
        Assert.Equal(1, await NewsAsync(new LogFilter { CardEnding = Spine.Card(1)[^4..] }));
        Assert.Equal(
            1,
            await NewsAsync(
                new LogFilter
                {
                    Phone = new PhoneFilter([Phone]),
                    Card = Spine.Card(1),
                    Outcome = OutcomeCode.AlreadyActive,
                    Channel = Channel.Sms,
                    Language = "en",
                    Host = Spine.Host.Name,
                }
            )
        );

        async Task<long> NewsAsync(LogFilter filter)
        {
            var news = await _log.NewsAsync(filter, seen);
            Assert.Equal(seen + 2, news.Newest);
            return news.Count;
        }
    }

    private async Task FindsAsync(LogFilter filter, params string[] outcomes)
    {
        var found = await _log.ListAsync(filter);
        Assert.Equal(outcomes, found.Select(entry => entry.Outcome));
        Assert.Equal(outcomes.Reverse(), (await _log.PageAsync(filter)).Rows.Select(entry => entry.Outcome));
        if (filter.Limit >= outcomes.Length && filter.Limit > 1)
            Assert.Equal(outcomes.Length, await _log.CountAsync(filter, await _log.TopAsync()));
    }
}
