using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Tests.Storage;
using SmsActivation.Worker.Replies;

namespace SmsActivation.Tests.Replies;

public sealed class ReplyWatchTests : IAsyncDisposable
{
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();
    private readonly ReplyStore _store;

    public ReplyWatchTests() => _store = new ReplyStore(_temporary.Database);

    public async ValueTask DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task Each_host_of_a_database_sends_the_new_words_from_its_next_look_on()
    {
        var (here, there) = (ReplyFiles.With(_ => { }), ReplyFiles.With(_ => { }));
        using var first = Watch(here);
        using var second = Watch(there);
        await PublishAsync("It is blocked", seen: 0);
        Assert.NotEqual("It is blocked", Said(here));

        await first.LookAsync();
        Assert.Equal("It is blocked", Said(here));
        Assert.NotEqual("It is blocked", Said(there));
        await second.TryLookAsync();
        Assert.Equal("It is blocked", Said(there));

        await PublishAsync(null, seen: 1);
        await first.TryLookAsync();
        await second.TryLookAsync();
        Assert.Equal(
            ReplyFiles.Catalog.FilesText("en", ReplyTemplate.CardBlocked),
            here.Sent.Text("en", ReplyTemplate.CardBlocked)
        );
        Assert.Equal(Said(here), Said(there));
    }

    [Fact]
    public async Task A_host_that_starts_sends_what_was_published_before()
    {
        await PublishAsync("It is blocked", seen: 0);
        var catalog = ReplyFiles.With(_ => { });
        using var watch = Watch(catalog);
        await watch.LookAsync();
        Assert.Equal("It is blocked", Said(catalog));
    }

    [Fact]
    public async Task While_the_database_is_away_the_words_stay_as_they_are()
    {
        await PublishAsync("It is blocked", seen: 0);
        var catalog = ReplyFiles.With(_ => { });
        using var watch = Watch(catalog);
        await watch.LookAsync();
        await _temporary.ExecuteAsync("drop table reply_texts");
        await watch.TryLookAsync();
        Assert.Equal("It is blocked", Said(catalog));
    }

    [Fact]
    public async Task All_the_words_of_one_send_are_of_one_moment()
    {
        var catalog = ReplyFiles.With(_ => { });
        using var watch = Watch(catalog);
        var words = new ReplyWords(new ReplyWriter(catalog, ReplyFiles.Options), new PasswordOptions());
        var begun = words.AsOfNow();
        var written = begun.Open(Reply);
        await PublishAsync("{brand}: {password} {account_url}", seen: 0, ReplyTemplate.PasswordReissued);
        await watch.LookAsync();

        Assert.Equal(
            written.Replace("{password}", "bcdf-ghjk-mnpq", StringComparison.Ordinal),
            begun.Render(Reply, "bcdf-ghjk-mnpq")
        );
        Assert.Equal("Demo Club: bcdf-ghjk-mnpq http://localhost:5080/account", words.Render(Reply, "bcdf-ghjk-mnpq"));
    }

    [Fact]
    public async Task A_published_text_that_the_settings_of_now_forbid_is_told_once_and_the_file_s_is_sent()
    {
        await PublishAsync("Call 5551 2345", seen: 0);
        var lines = new Lines();
        var catalog = ReplyFiles.With(_ => { });
        using var watch = new ReplyWatch(
            _store,
            catalog,
            new ReplyLint(catalog, ReplyFiles.Options, text => text.Contains("5551 2345") ? "a card number" : null),
            _clock,
            lines
        );
        await watch.LookAsync();
        Assert.Equal(
            ReplyFiles.Catalog.FilesText("en", ReplyTemplate.CardBlocked),
            catalog.Sent.Text("en", ReplyTemplate.CardBlocked)
        );
        Assert.Equal(
            [
                "ALERT a published text does not fit the settings of now, and the file's is sent instead: en, published: "
                    + "CardBlocked, version 1, is not sent: sent back to us it would be read as a card number",
            ],
            lines.Errors
        );

        await PublishAsync("{brand}: good bye", seen: 0, ReplyTemplate.OptedOut);
        await watch.LookAsync();
        Assert.Single(lines.Errors);
    }

    private OutgoingText Reply =>
        new(
            Id: 1,
            "+12025550123",
            Channel.Sms,
            "+12025550123",
            TextedAddress: null,
            ReplyTemplate.PasswordReissued,
            "en",
            Card: null,
            Wait: null,
            MemberId: 1,
            HoldsPassword: true,
            Attempts: 0,
            _clock.GetUtcNow()
        );

    private static string Said(ReplyCatalog catalog) =>
        new ReplyWriter(catalog, ReplyFiles.Options).Render(ReplyTemplate.CardBlocked, "en", ReplyParameters.None);

    private ReplyWatch Watch(ReplyCatalog catalog) =>
        new(_store, catalog, new ReplyLint(catalog, ReplyFiles.Options), _clock, NullLogger<ReplyWatch>.Instance);

    private async Task PublishAsync(string? text, int seen, ReplyTemplate template = ReplyTemplate.CardBlocked) =>
        Assert.IsType<Publishing.Done>(
            await _store.PublishAsync(
                new ReplyDraft("en", template, text),
                seen,
                new Actor(7, "Anna"),
                "why",
                _ => [],
                _clock.GetUtcNow()
            )
        );

    private sealed class Lines : ILogger<ReplyWatch>
    {
        public List<string> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (logLevel == LogLevel.Error)
                Errors.Add(formatter(state, exception));
        }
    }
}
