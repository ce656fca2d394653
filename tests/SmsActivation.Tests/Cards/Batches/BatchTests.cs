using SmsActivation.Core.Cards;
using SmsActivation.Core.Cards.Batches;
using SmsActivation.Core.Cards.Jobs;
using SmsActivation.Core.Events;
using SmsActivation.Core.Staff;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Cards.Batches;

/// <summary>Batches: what is counted of them, and that one which is withdrawn comes back as it was.</summary>
public sealed class BatchTests : IAsyncDisposable
{
    private const string Phone = "+14155552671";
    private readonly Spine _spine = new();

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();
    private TemporaryDatabase Temporary => _spine.Temporary;
    private BatchCounting Counting => new(Temporary.Database, TimeProvider.System);
    private BatchFiguresStore Figures => new(Temporary.Database, Counting);

    public async ValueTask DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task The_funnel_is_counted_batch_by_batch_and_the_parts_come_to_the_same()
    {
        await SpringAsync();
        var expected = new BatchFigures
        {
            Batch = "spring",
            Cards = 6,
            Issued = 5,
            Activated = 1,
            SignedIn = 0,
            Waiting = 4,
            Held = 1,
            NewestAt = Now,
        };
        Assert.Equal([expected], await Counting.CountAllAsync());
        await ExecuteAsync("update members set last_sign_in_at = @now");
        await ExecuteAsync(
            "insert into cards (number, state, created_at, updated_at) values ('x', 'Issued', @later, @later)"
        );
        var none = new BatchFigures
        {
            Batch = "",
            Cards = 1,
            Issued = 1,
            Waiting = 1,
            NewestAt = Now.AddHours(1),
        };
        Assert.Equal([none, expected with { SignedIn = 1 }], await Counting.CountAllAsync());
        Assert.Equal(await Counting.CountAllAsync(), await Counting.CountInPartsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Many_cards_are_shown_as_last_counted_and_a_batch_that_is_gone_is_gone_at_the_next_count()
    {
        await SpringAsync();
        Assert.True((await Figures.ListAsync(Now)).Exact);
        var many = new BatchFiguresStore(Temporary.Database, Counting) { FewCards = 5 };
        Assert.Null((await many.ListAsync(Now)).AsOf);
        await many.RefreshAsync(Now, CancellationToken.None);
        await ExecuteAsync(
            "insert into cards (number, state, batch, created_at, updated_at) values ('x', 'Issued', 'autumn', @now, @now)"
        );
        var list = await many.ListAsync(Now.AddMinutes(3));
        Assert.Equal((false, Now, "spring"), (list.Exact, list.AsOf, Assert.Single(list.Batches).Batch));

        await ExecuteAsync("update cards set batch = 'summer' where batch = 'spring'");
        await many.RefreshAsync(Now.AddMinutes(5), CancellationToken.None);
        list = await many.ListAsync(Now.AddMinutes(6));
        Assert.Equal(["autumn", "summer"], list.Batches.Select(batch => batch.Batch).Order(StringComparer.Ordinal));
        Assert.Equal(Now.AddMinutes(5), list.AsOf);
        Assert.Equal("summer", Assert.Single((await many.OneAsync("summer", Now)).Batches).Batch);
        Assert.Empty((await many.OneAsync("spring", Now)).Batches);
        Assert.Equal("autumn", Assert.Single((await Figures.OneAsync("autumn", Now)).Batches).Batch);
    }

    [Fact]
    public async Task A_batch_that_is_withdrawn_activates_nothing_and_comes_back_as_it_was()
    {
        await SpringAsync();
        var before = await StatesAsync();
        var job = await BeginAsync(CardJobKind.Withdraw);
        Assert.True(await Withdrawal().WithdrawAsync(job, _spine.Clock, CancellationToken.None));
        Assert.Equal("Active Blocked Blocked Blocked Blocked Blocked", await StatesAsync());
        Assert.Equal(4, (await JobAsync(job)).Sums.Changed);
        var figures = Assert.Single(await Counting.CountAllAsync());
        Assert.Equal((4, 0, 2), (figures.Withdrawn, figures.Waiting, figures.Issued));
        await _spine.SayAsync("+14155552672", Spine.Card(2));
        Assert.Equal("Active Blocked Blocked Blocked Blocked Blocked", await StatesAsync());

        job = await BeginAsync(CardJobKind.BringBack);
        Assert.True(await Withdrawal().BringBackAsync(job, _spine.Clock, CancellationToken.None));
        Assert.Equal(before, await StatesAsync());
        Assert.Equal(4, (await JobAsync(job)).Sums.Changed);
        Assert.Equal(0, Assert.Single(await Counting.CountAllAsync()).Withdrawn);
    }

    [Fact]
    public async Task A_card_that_was_linked_once_or_is_of_another_batch_stays()
    {
        await SpringAsync();
        await ExecuteAsync("update card_links set unlinked_at = @now");
        await ExecuteAsync("update cards set state = 'Issued' where state = 'Active'");
        await ExecuteAsync(
            "insert into cards (number, state, batch, created_at, updated_at) values ('x', 'Issued', 'autumn', @now, @now)"
        );
        await Withdrawal().WithdrawAsync(await BeginAsync(CardJobKind.Withdraw), _spine.Clock, CancellationToken.None);
        Assert.Equal("Issued Blocked Blocked Blocked Blocked Blocked Issued", await StatesAsync());
    }

    [Fact]
    public async Task A_card_that_was_replaced_since_is_not_brought_back()
    {
        await SpringAsync();
        await Withdrawal().WithdrawAsync(await BeginAsync(CardJobKind.Withdraw), _spine.Clock, CancellationToken.None);
        await ExecuteAsync("update cards set state = 'Replaced' where number = @second");
        await Withdrawal()
            .BringBackAsync(await BeginAsync(CardJobKind.BringBack), _spine.Clock, CancellationToken.None);
        Assert.Equal("Active Replaced Prepared Issued Issued Blocked", await StatesAsync());
    }

    [Fact]
    public async Task A_large_batch_goes_in_many_transactions_and_one_that_is_stopped_goes_on_later()
    {
        await Temporary.ExecuteAsync(
            $"""
            {Numbers.With}
            insert into cards (number, state, batch, created_at, updated_at)
            select i, 'Issued', 'spring', @now, @now from n where i <= 3000
            """,
            new { now = Now }
        );
        using var stopping = new CancellationTokenSource();
        await stopping.CancelAsync();
        var stopped = await BeginAsync(CardJobKind.Withdraw);
        Assert.False(await Withdrawal().WithdrawAsync(stopped, _spine.Clock, stopping.Token));
        var job = await BeginAsync(CardJobKind.Withdraw);
        Assert.True(await Withdrawal().WithdrawAsync(job, _spine.Clock, CancellationToken.None));
        Assert.Equal(3000, (await JobAsync(job)).Sums.Changed);
        Assert.Equal(0, await Temporary.ScalarAsync<int>("select count(*) from cards where state <> 'Blocked'"));
    }

    [Fact]
    public async Task The_shops_systems_are_told_of_each_card_that_is_blocked()
    {
        await SpringAsync();
        var target = new EventTarget { Name = "shop" };
        var events = new EventOutbox(new EventOptions { Targets = [target] });
        await Withdrawal(events)
            .WithdrawAsync(await BeginAsync(CardJobKind.Withdraw), _spine.Clock, CancellationToken.None);
        Assert.Equal(
            4,
            await Temporary.ScalarAsync<int>(
                "select count(*) from events where type = 'card.blocked' and reason = 'withdrawn' and member_id is null"
            )
        );
    }

    /// <summary>One in use, one for each state that can wait, one that is held, one that is blocked already.</summary>
    private async Task SpringAsync()
    {
        CardState[] states =
        [
            CardState.Issued,
            CardState.Issued,
            CardState.Prepared,
            CardState.Issued,
            CardState.Issued,
            CardState.Blocked,
        ];
        for (var i = 0; i < states.Length; i++)
            await _spine.AddCardAsync(Spine.Card(i + 1), states[i]);
        await ExecuteAsync(
            "update cards set batch = 'spring', held_at = case when number = @fourth then @now else null end"
        );
        await _spine.SayAsync(Phone, Spine.Card(1));
    }

    private BatchWithdrawal Withdrawal(EventOutbox? events = null) =>
        new(Temporary.Database, new WritePace(TimeProvider.System, () => true), events ?? EventOutbox.Off);

    private Task<CardJob> BeginAsync(CardJobKind kind) =>
        new CardJobStore(Temporary.Database).BeginAsync(
            new NewCardJob(kind, "spring", FileName: null, "a misprint", OfAll: 4),
            new Actor(null, "anna"),
            "till-1",
            Now
        );

    private async Task<CardJob> JobAsync(CardJob job) =>
        (await new CardJobStore(Temporary.Database).FindAsync(job.Id))!;

    private async Task<string> StatesAsync() =>
        string.Join(
            ' ',
            await Temporary.Database.ReadAsync(session =>
                session.QueryAsync<string>("select state from cards order by id")
            )
        );

    private Task ExecuteAsync(string sql) =>
        Temporary.ExecuteAsync(
            sql,
            new
            {
                now = Now,
                later = Now.AddHours(1),
                second = Spine.Card(2),
                fourth = Spine.Card(4),
            }
        );
}
