using SmsActivation.Core.Cards.Jobs;
using SmsActivation.Core.Staff;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Cards.Jobs;

public sealed class CardJobStoreTests : IAsyncDisposable
{
    private static readonly Actor Anna = new(null, "anna");
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();

    private CardJobStore Store => new(_temporary.Database);
    private DateTimeOffset Now => _clock.GetUtcNow();

    public async ValueTask DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task A_job_is_followed_from_its_beginning_to_its_end()
    {
        var job = await BeginAsync(CardJobKind.Import);
        Assert.Equal(job, await Store.FindAsync(job.Id));

        _clock.Advance(TimeSpan.FromSeconds(1));
        var half = new CardJobSums(50, 100) { Read = 7 };
        Assert.False(await Store.BeatAsync(job.Id, half, Now));
        Assert.Equal((half, Now), await SumsAsync(job.Id));
        Assert.False(await Store.BeatAsync(job.Id, sums: null, Now)); // nothing to tell yet
        Assert.Equal((half, Now), await SumsAsync(job.Id));

        var whole = new CardJobSums(100, 100)
        {
            Read = 14,
            New = 8,
            Changed = 3,
            Unchanged = 2,
            Rejected = 1,
        };
        Assert.True(await Store.EndAsync(job.Id, CardJobResult.Done, told: null, whole, Now));
        Assert.False(await Store.EndAsync(job.Id, CardJobResult.Failed, told: null, half, Now));
        var ended = (await Store.FindAsync(job.Id))!;
        Assert.Equal((CardJobResult.Done, whole, Now), (ended.Result, ended.Sums, ended.EndedAt));
        Assert.False(await Store.BeatAsync(job.Id, half, Now));
        Assert.Equal(whole, (await Store.FindAsync(job.Id))!.Sums);
    }

    [Fact]
    public async Task Whoever_asks_a_job_to_stop_is_heard_at_its_next_beat()
    {
        var job = await BeginAsync(CardJobKind.Withdraw);
        Assert.True(await Store.AskToStopAsync(job.Id, Now));
        Assert.False(await Store.AskToStopAsync(job.Id, Now));
        Assert.True(await Store.BeatAsync(job.Id, sums: null, Now));
        await Store.EndAsync(job.Id, CardJobResult.Stopped, told: null, sums: null, Now);
        Assert.False(await Store.AskToStopAsync(job.Id, Now));
    }

    [Theory]
    [InlineData(CardJobKind.Import, nameof(StaffActKind.CardsImported))]
    [InlineData(CardJobKind.DryRun, null)]
    [InlineData(CardJobKind.Withdraw, nameof(StaffActKind.BatchWithdrawn))]
    [InlineData(CardJobKind.BringBack, nameof(StaffActKind.BatchBroughtBack))]
    public async Task What_changes_cards_is_in_the_book(CardJobKind kind, string? act)
    {
        var job = await BeginAsync(kind);
        var acts = await new StaffStore(_temporary.Database).ActsAsync(before: null, most: 10);
        Assert.Equal(act is null ? [] : [act], acts.Select(one => one.Kind));
        if (act is not null)
            Assert.Equal(
                ("anna", "why", $"cards.csv, batch spring, job {job.Id}"),
                (acts[0].StaffName, acts[0].Reason, acts[0].Detail)
            );
    }

    [Fact]
    public async Task The_latest_come_first_and_what_a_host_left_behind_is_lost()
    {
        var first = await BeginAsync(CardJobKind.Import);
        var second = await BeginAsync(CardJobKind.DryRun);
        var third = await BeginAsync(CardJobKind.Import);
        await Store.EndAsync(first.Id, CardJobResult.Done, told: null, sums: null, Now);
        Assert.Equal([third.Id, second.Id], (await Store.LatestAsync(2)).Select(job => job.Id));
        Assert.Equal(2, await Store.LoseAllAsync());
        Assert.Equal(
            [CardJobState.Lost, CardJobState.Lost, CardJobState.Done],
            (await Store.LatestAsync(10)).Select(job => CardJobRules.StateOf(job, Now))
        );
    }

    [Fact]
    public async Task A_job_that_never_was_is_none() => Assert.Null(await Store.FindAsync(999));

    private Task<CardJob> BeginAsync(CardJobKind kind) =>
        Store.BeginAsync(new NewCardJob(kind, "spring", "cards.csv", "why", 100), Anna, "till-1", Now);

    private async Task<(CardJobSums, DateTimeOffset)> SumsAsync(long id) =>
        (await Store.FindAsync(id))! is var job ? (job.Sums, job.SeenAt) : default;
}
