using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Replies;

public sealed class ReplyStoreTests : IAsyncDisposable
{
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();
    private readonly ReplyStore _store;

    public ReplyStoreTests() => _store = new ReplyStore(_temporary.Database);

    public async ValueTask DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task Every_version_is_kept_with_who_and_when_and_why()
    {
        Assert.Empty(await _store.HistoryAsync("en", ReplyTemplate.CardBlocked));
        Assert.Equal(new Publishing.Done(1), await PublishAsync("Blocked. {support}", seen: 0, note: "shorter"));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new Publishing.Done(2), await PublishAsync(null, seen: 1, by: "Boris", note: "too short"));

        var history = await _store.HistoryAsync("en", ReplyTemplate.CardBlocked);
        Assert.Equal([2, 1], history.Select(text => text.Version));
        Assert.Equal([null, "Blocked. {support}"], history.Select(text => text.Text));
        Assert.Equal(["Boris", "Anna"], history.Select(text => text.PublishedBy));
        Assert.Equal(["too short", "shorter"], history.Select(text => text.Note));
        Assert.Equal(TimeSpan.FromHours(1), history[0].PublishedAt - history[1].PublishedAt);
        Assert.Equal(_clock.GetUtcNow(), history[0].PublishedAt);
        Assert.Empty(await _store.HistoryAsync("ru", ReplyTemplate.CardBlocked));
        Assert.Empty(await _store.HistoryAsync("en", ReplyTemplate.CardExpired));
    }

    [Fact]
    public async Task What_was_published_stands_in_the_book_and_what_was_not_does_not()
    {
        await PublishAsync("Blocked. {support}", seen: 0, note: "shorter");
        await PublishAsync("Mine", seen: 0);
        await PublishAsync("Faulty", seen: 1, faults: _ => ["no"]);
        Assert.Equal(1, await _temporary.ScalarAsync<long>("select count(*) from staff_acts"));
        Assert.Equal(
            "7 Anna ReplyPublished shorter: CardBlocked in en, version 1",
            await _temporary.ScalarAsync<string>(
                "select concat(staff_id, ' ', staff_name, ' ', kind, ' ', reason, ': ', detail) from staff_acts"
            )
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Who_had_another_version_before_them_overwrites_nothing(int seen)
    {
        await PublishAsync("One", seen: 0);
        await PublishAsync("Two", seen: 1);
        Assert.IsType<Publishing.Outrun>(await PublishAsync("Mine", seen));
        Assert.Equal("Two", (await _store.HistoryAsync("en", ReplyTemplate.CardBlocked))[0].Text);
    }

    [Fact]
    public async Task Of_two_editors_at_once_one_publishes_and_the_other_is_told()
    {
        var both = await Task.WhenAll(PublishAsync("Anna's", seen: 0), PublishAsync("Boris's", seen: 0, by: "Boris"));
        Assert.Single(both.OfType<Publishing.Done>());
        Assert.Single(both.OfType<Publishing.Outrun>());
        Assert.Single(await _store.HistoryAsync("en", ReplyTemplate.CardBlocked));
    }

    [Fact]
    public async Task A_draft_is_judged_beside_what_its_language_holds_at_that_moment()
    {
        await PublishAsync("Old", seen: 0);
        await PublishAsync("Blocked", seen: 1);
        await PublishAsync("Other", seen: 0, template: ReplyTemplate.CardExpired);
        await PublishAsync("Другое", seen: 0, language: "ru");
        IReadOnlyList<PublishedText> beside = [];
        var answer = await PublishAsync(
            "Blocked",
            seen: 0,
            template: ReplyTemplate.CardReplaced,
            faults: published =>
            {
                beside = published;
                return ["the same text as CardBlocked"];
            }
        );

        Assert.Equal(["the same text as CardBlocked"], Assert.IsType<Publishing.Refused>(answer).Faults);
        Assert.Equal(["Blocked", "Other"], beside.Select(text => text.Text).Order());
        Assert.Empty(await _store.HistoryAsync("en", ReplyTemplate.CardReplaced));
    }

    [Fact]
    public async Task News_is_read_once_and_only_the_newest_of_each_text()
    {
        Assert.Null(await _store.NewerThanAsync(0));
        await PublishAsync("One", seen: 0);
        await PublishAsync(null, seen: 1);
        await PublishAsync("Другое", seen: 0, language: "ru");

        var news = (await _store.NewerThanAsync(0))!;
        Assert.Equal(
            [("en", 2, null), ("ru", 1, "Другое")],
            news.Newest.Select(text => (text.Language, text.Version, text.Text)).OrderBy(text => text.Language)
        );
        Assert.Null(await _store.NewerThanAsync(news.Count));
        await PublishAsync("Three", seen: 2);
        Assert.Contains("Three", (await _store.NewerThanAsync(news.Count))!.Newest.Select(text => text.Text));
    }

    private Task<Publishing> PublishAsync(
        string? text,
        int seen,
        string by = "Anna",
        string note = "why",
        ReplyTemplate template = ReplyTemplate.CardBlocked,
        string language = "en",
        Func<IReadOnlyList<PublishedText>, IReadOnlyList<string>>? faults = null
    ) =>
        _store.PublishAsync(
            new ReplyDraft(language, template, text),
            seen,
            new Actor(7, by),
            note,
            faults ?? (_ => []),
            _clock.GetUtcNow()
        );
}
