using SmsActivation.Core.Activation;
using SmsActivation.Core.Alerts;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Activation;

/// <summary>Each limit of docs/reliability.md, reached and passed.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private const string Phone = "+12015550101";
    private static readonly ActivationLimits Few = new() { RangeMisses = 4, RangeActivations = 3 };
    private readonly Spine _spine = new(Few);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _spine.DisposeAsync().AsTask();

    [Fact]
    public async Task Two_robots_that_answer_each_other_end_after_six_texts()
    {
        var texts = 0;
        ActivationOutcome outcome;
        do
        {
            outcome = await _spine.SayAsync(Phone, "I am on holiday and will answer soon");
            texts++;
        } while (outcome.Reply is not null && texts < 100);
        Assert.Equal(6, texts);
        Assert.Equal((OutcomeCode.MissingCardNumber, Withheld.ReplyLimit), (outcome.Code, outcome.Withheld));
        Assert.Equal(5, await RepliesAsync());

        _spine.Clock.Advance(ActivationLimits.BurstWindow);
        Assert.NotNull((await _spine.SayAsync(Phone, "hello again")).Reply);
    }

    [Fact]
    public async Task A_phone_gets_twenty_replies_a_day()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.NotNull((await _spine.SayAsync(Phone, "hello")).Reply);
            _spine.Clock.Advance(TimeSpan.FromMinutes(11));
        }
        Assert.Equal(Withheld.ReplyLimit, (await _spine.SayAsync(Phone, "hello")).Withheld);
        Assert.Equal(20, await RepliesAsync());
        // The day began with the first of them.
        _spine.Clock.Advance(TimeSpan.FromHours(24) - (TimeSpan.FromMinutes(11) * 20));
        Assert.NotNull((await _spine.SayAsync(Phone, "hello")).Reply);
    }

    [Fact]
    public async Task Who_is_asked_to_wait_is_told_so_even_after_five_replies()
    {
        for (var i = 0; i < 5; i++)
            await _spine.SayAsync(Phone, Spine.Card(i));
        Assert.Equal(ReplyTemplate.TooManyAttempts, (await _spine.SayAsync(Phone, Spine.Card(5))).Reply);
        Assert.Null((await _spine.SayAsync(Phone, Spine.Card(6))).Reply);
    }

    [Fact]
    public async Task No_limit_on_replies_keeps_a_welcome_or_the_answer_to_STOP_back()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        for (var i = 0; i < 6; i++)
            await _spine.SayAsync(Phone, "hello");
        Assert.Equal(ReplyTemplate.Activated, (await _spine.SayAsync(Phone, Spine.Card(1))).Reply);
        Assert.Equal(ReplyTemplate.OptedOut, (await _spine.SayAsync(Phone, "СТОП")).Reply);
        Assert.Null((await _spine.SayAsync(Phone, Spine.Card(1))).Reply);
        await _spine.AssertInvariantsAsync();
    }

    [Fact]
    public async Task A_card_on_which_more_than_three_phones_fail_is_told_to_a_person_once()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.SayAsync(Phone, Spine.Card(1));
        for (var other = 2; other <= 4; other++)
        {
            Assert.Equal(OutcomeCode.CardAlreadyLinked, (await _spine.SayAsync(Other(other), Spine.Card(1))).Code);
            await _spine.SayAsync(Other(other), Spine.Card(1));
        }
        Assert.Empty(await AlertsAsync("CardTriedByMany"));
        await _spine.SayAsync(Other(5), Spine.Card(1));
        Assert.Equal([Spine.Card(1)], await AlertsAsync("CardTriedByMany"));
        await _spine.SayAsync(Other(6), Spine.Card(1));
        Assert.Single(await AlertsAsync("CardTriedByMany"));

        _spine.Clock.Advance(TimeSpan.FromHours(25));
        await EndQuietAlertsAsync();
        for (var other = 2; other <= 5; other++)
            await _spine.SayAsync(Other(other), Spine.Card(1));
        Assert.Equal(2, (await AlertsAsync("CardTriedByMany")).Count);
    }

    [Fact]
    public async Task Whoever_tries_neighbouring_numbers_is_told_nothing_after_a_while()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.AddCardAsync(Spine.Card(2));
        await _spine.SayAsync(Phone, Spine.Card(1));
        for (var i = 0; i < Few.RangeMisses; i++)
            Assert.Equal(ReplyTemplate.UnknownCard, (await _spine.SayAsync(Other(i), Spine.Card(20 + i))).Reply);
        Assert.Equal([NumberRange(1)], await AlertsAsync("RangeTried"));

        // Known or not, in use or not: the same words, while the log has the truth.
        var unknown = await _spine.SayAsync(Other(20), Spine.Card(30));
        var inUse = await _spine.SayAsync(Other(21), Spine.Card(1));
        var ambiguous = await _spine.SayAsync(Other(22), $"{Spine.Card(31)} or {Spine.Card(32)}");
        Assert.Equal(
            [OutcomeCode.UnknownCard, OutcomeCode.CardAlreadyLinked, OutcomeCode.AmbiguousCardNumber],
            [unknown.Code, inUse.Code, ambiguous.Code]
        );
        Assert.All([unknown, inUse, ambiguous], told => Assert.Equal(ReplyTemplate.CardNotConfirmed, told.Reply));
        Assert.Null(inUse.ReplyCard);

        // An owner is not harmed, far numbers are not guarded, and it ends.
        Assert.Equal(ReplyTemplate.Activated, (await _spine.SayAsync(Other(23), Spine.Card(2))).Reply);
        Assert.Equal(ReplyTemplate.UnknownCard, (await _spine.SayAsync(Other(24), Spine.Card(77_000))).Reply);
        _spine.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(ReplyTemplate.UnknownCard, (await _spine.SayAsync(Other(25), Spine.Card(30))).Reply);
    }

    [Fact]
    public async Task Many_activations_of_neighbouring_numbers_guard_them_too()
    {
        for (var i = 0; i < Few.RangeActivations; i++)
        {
            await _spine.AddCardAsync(Spine.Card(i));
            Assert.Empty(await AlertsAsync("RangeTried"));
            Assert.Equal(OutcomeCode.Activated, (await _spine.SayAsync(Other(i), Spine.Card(i))).Code);
        }
        Assert.Equal([NumberRange(1)], await AlertsAsync("RangeTried"));
        Assert.Equal(ReplyTemplate.CardNotConfirmed, (await _spine.SayAsync(Other(9), Spine.Card(9))).Reply);
    }

    [Fact]
    public async Task A_card_beside_a_stranger_in_one_text_is_still_activated_in_a_guarded_range()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        for (var i = 0; i < Few.RangeMisses; i++)
            await _spine.SayAsync(Other(i), Spine.Card(20 + i));
        var outcome = await _spine.SayAsync(Phone, $"{Spine.Card(1)} or {Spine.Card(40)}");
        Assert.Equal((OutcomeCode.Activated, ReplyTemplate.Activated), (outcome.Code, outcome.Reply));
    }

    private static string Other(int phone) => $"+1201555{1000 + phone}";

    private static string NumberRange(int serial) => Spine.Card(serial)[..^4] + "****";

    private Task<long> RepliesAsync() => _spine.Temporary.ScalarAsync<long>("select count(*) from outbound_messages");

    private async Task EndQuietAlertsAsync()
    {
        var store = new AlertStore(_spine.Temporary.Database);
        var now = _spine.Clock.GetUtcNow();
        await store.ApplyAsync(AlertChanges.Between(await store.StandingAsync(), [], new AlertOptions(), now), now);
    }

    private Task<IReadOnlyList<string>> AlertsAsync(string kind) =>
        _spine.Temporary.Database.ReadAsync(session =>
            session.QueryAsync<string>("select subject from alerts where kind = @kind order by id", new { kind })
        );
}
