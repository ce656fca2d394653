using SmsActivation.Core.Events;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Privacy;

/// <summary>An opt-out outlives its phone's erasure, and the phone itself does not.</summary>
public sealed class KeptOptOutsTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private static readonly OptOutKey Key = new("a key of 16 signs or more");
    private static readonly OptOutKey OtherKey = new("another key of 16 signs or more");
    private static readonly OptOutKey NoKey = new(key: null);
    private readonly Spine _spine = new();

    public async Task InitializeAsync()
    {
        await _spine.SayAsync(Phone, "STOP texting me"); // Twilio would answer a bare STOP itself
        await _spine.Temporary.ExecuteAsync("update outbound_messages set state = 'delivered'");
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task A_phone_that_texts_again_is_still_opted_out_and_START_ends_it()
    {
        Assert.True((await ErasedAsync(Key)).OptOutKept);
        Assert.Empty(await EveryColumn.HoldingAsync(_spine.Temporary.Database, Phone));
        await HearAsync(Key);
        Assert.NotNull(await OptedOutAsync());
        Assert.Equal(0, await _spine.Temporary.ScalarAsync<long>("select count(*) from kept_opt_outs"));

        await _spine.SayAsync(Phone, "START");
        Assert.Null(await OptedOutAsync());
        // What was kept once is not kept for ever: erased now, it comes back without an opt-out.
        await _spine.Temporary.ExecuteAsync("update outbound_messages set state = 'delivered'");
        Assert.False((await ErasedAsync(Key)).OptOutKept);
        await HearAsync(Key);
        Assert.Null(await OptedOutAsync());
    }

    [Fact]
    public async Task Another_phone_is_not_opted_out()
    {
        await ErasedAsync(Key);
        await _spine.Inbox.AcceptAsync(_spine.Text("+14155552672", "hello"));
        await Claims(Key).ClaimAsync(8, TimeSpan.FromSeconds(30), _spine.Clock.GetUtcNow());
        Assert.Null(await OptedOutAsync());
    }

    [Fact]
    public async Task Without_a_key_a_phone_that_opted_out_is_not_erased()
    {
        var refused = Assert.IsType<Erasure.Refused>(await EraseAsync(NoKey));
        Assert.Contains("Privacy:HashKey", refused.Reason);
        Assert.NotNull(await OptedOutAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_that_the_running_host_does_not_have_is_refused(bool hostHasAnother)
    {
        await KeptOptOuts.RecordKeyAsync(_spine.Temporary.Database, hostHasAnother ? OtherKey : NoKey);
        Assert.IsType<Erasure.Refused>(await EraseAsync(Key, hostIsLive: true));
        Assert.IsType<Erasure.Done>(await EraseAsync(Key, hostIsLive: false));
    }

    [Fact]
    public async Task A_host_must_have_the_key_of_what_is_kept()
    {
        var database = _spine.Temporary.Database;
        Assert.Null(await KeptOptOuts.FaultAsync(database, NoKey));
        await ErasedAsync(Key);
        Assert.Null(await KeptOptOuts.FaultAsync(database, Key));
        Assert.NotNull(await KeptOptOuts.FaultAsync(database, OtherKey));
        Assert.NotNull(await KeptOptOuts.FaultAsync(database, NoKey));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("fifteen signs..", 1)]
    [InlineData("sixteen signs...", 0)]
    public void A_short_key_is_a_fault(string? key, int faults) =>
        Assert.Equal(faults, new OptOutKey(key).Faults().Count());

    private Task<Erasure> EraseAsync(OptOutKey key, bool hostIsLive = true) =>
        new PersonStore(_spine.Temporary.Database, key, EventOutbox.Off).EraseAsync(
            Phone,
            hostIsLive,
            _spine.Clock.GetUtcNow()
        );

    private async Task<Erased> ErasedAsync(OptOutKey key)
    {
        await KeptOptOuts.RecordKeyAsync(_spine.Temporary.Database, key);
        return Assert.IsType<Erasure.Done>(await EraseAsync(key)).What;
    }

    /// <summary>A text of the phone is claimed, and so its conversation made.</summary>
    private async Task HearAsync(OptOutKey key)
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, "hello"));
        var lease = Assert.Single(await Claims(key).ClaimAsync(8, TimeSpan.FromSeconds(30), _spine.Clock.GetUtcNow()));
        await _spine.HandleAsync(lease);
        await _spine.Temporary.ExecuteAsync("update outbound_messages set state = 'delivered'");
    }

    private ClaimStore Claims(OptOutKey key) => new(_spine.Temporary.Database, key);

    private Task<string?> OptedOutAsync() =>
        _spine.Temporary.ScalarAsync<string?>("select max(sms_opted_out_at) from conversations");
}
