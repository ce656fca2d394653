using SmsActivation.Core.ApiKeys;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.ApiKeys;

public sealed class IdempotencyStoreTests : IAsyncLifetime
{
    private readonly TemporaryDatabase _temporary = new();
    private readonly ManualClock _clock = new();
    private readonly IdempotencyStore _store;
    private long _one;
    private long _two;

    public IdempotencyStoreTests() => _store = new IdempotencyStore(_temporary.Database);

    public async Task InitializeAsync()
    {
        var keys = new ApiKeyStore(_temporary.Database);
        await keys.CreateAsync(ApiRole.Site, "one", _clock.GetUtcNow());
        await keys.CreateAsync(ApiRole.Site, "two", _clock.GetUtcNow());
        (_one, _two) = (await keys.ListAsync()) is [var one, var two] ? (one.Id, two.Id) : default;
    }

    public async Task DisposeAsync() => await _temporary.DisposeAsync();

    [Fact]
    public async Task It_is_begun_once_and_its_answer_is_kept_for_its_key_alone()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => BeginAsync(_one, "hash")));
        Assert.Single(begun.OfType<Begun.New>());
        Assert.Equal(19, begun.OfType<Begun.UnderWay>().Count());
        await _store.FinishAsync(_one, "name", 200, [1, 2, 3]);
        var done = Assert.IsType<Begun.Done>(await BeginAsync(_one, "hash"));
        Assert.Equal((200, "010203"), (done.Status, Convert.ToHexString(done.Answer)));
        Assert.IsType<Begun.OfAnother>(await BeginAsync(_one, "another"));
        Assert.IsType<Begun.New>(await BeginAsync(_two, "hash"));
        _clock.Advance(IdempotencyStore.KeptFor);
        Assert.IsType<Begun.New>(await BeginAsync(_one, "another"));
    }

    [Fact]
    public async Task What_was_not_done_may_be_tried_again_and_so_may_what_died_with_its_host()
    {
        await BeginAsync(_one, "hash");
        await _store.ForgetAsync(_one, "name");
        Assert.IsType<Begun.New>(await BeginAsync(_one, "hash"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<Begun.UnderWay>(await BeginAsync(_one, "hash"));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<Begun.New>(await BeginAsync(_one, "hash"));
    }

    private Task<Begun> BeginAsync(long key, string hash) => _store.BeginAsync(key, "name", hash, _clock.GetUtcNow());
}
