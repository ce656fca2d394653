using SmsActivation.Core.Activation;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Storage;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Storage;

/// <summary>A commit that took effect and said that it failed: what became of it is looked up.</summary>
public sealed class LostAnswersTests : IAsyncDisposable
{
    private const string Phone = "+14155552671";
    private readonly Spine _spine = new(around: database => new LostAnswers(database));

    private LostAnswers Database => new(_spine.Temporary.Database);
    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public async ValueTask DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task A_text_that_is_on_disk_was_accepted() =>
        Assert.Equal(Accepted.New, await new InboxStore(Database).AcceptAsync(_spine.Text(Phone, "hello")));

    [Fact]
    public async Task An_outcome_that_is_on_disk_was_applied_and_a_try_that_is_was_announced()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        Assert.Equal(OutcomeCode.Activated, (await _spine.SayAsync(Phone, Spine.Card(1))).Code);
        var lease = Assert.Single(await _spine.SendClaims.ClaimAsync(1, Now));
        Assert.True(await new SendStore(Database, new OutboxOptions()).BeginAsync(lease, "text", password: null, Now));
    }
}

/// <summary>Every commit takes effect, and its answer is lost where the caller can look it up.</summary>
internal sealed class LostAnswers(IDatabase database) : IDatabase
{
    public Task<T> ReadAsync<T>(Func<Session, Task<T>> query) => database.ReadAsync(query);

    public async Task<T> WriteAsync<T>(
        Func<Session, Task<T>> operation,
        Func<Session, Task<Settled<T>?>>? settle = null,
        bool urgent = false
    )
    {
        var result = await database.WriteAsync(operation, settle, urgent);
        if (settle is null)
            return result;
        var settled = await database.ReadAsync(settle);
        return settled is null ? throw new CommitFailedException() : settled.Result;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
