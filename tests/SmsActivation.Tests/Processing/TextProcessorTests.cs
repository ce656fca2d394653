using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Restore;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Sending;
using SmsActivation.Tests.Storage;
using SmsActivation.Worker.Processing;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Processing;

/// <summary>The inbox's loop while the database comes and goes.</summary>
public sealed class TextProcessorTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private static readonly InboxOptions Options = new();
    private readonly Spine _spine;
    private readonly UnreliableDatabase _ofClaims;
    private readonly InboxWake _wake;
    private UnreliableDatabase _ofFlow = null!;
    private SendRig _rig = null!;
    private TextProcessor _processor = null!;

    public TextProcessorTests()
    {
        _spine = new Spine(around: database => _ofFlow = new UnreliableDatabase(database));
        _ofClaims = new UnreliableDatabase(_spine.Temporary.Database);
        _wake = new InboxWake(_spine.Clock);
    }

    public async Task InitializeAsync()
    {
        // Nothing leaves: each reply goes to the queue.
        var now = _spine.Clock.GetUtcNow();
        _rig = await SendRig.StartAsync(_spine, hold: new OutboundHold(new OpenRestore(now, now)));
        _processor = new TextProcessor(
            new ClaimStore(_ofClaims),
            _spine.Flow,
            _rig.Sends,
            Options,
            _wake,
            _rig.Wake,
            _spine.Clock,
            NullLogger<TextProcessor>.Instance
        );
        await _spine.AddCardAsync(Spine.Card(1));
    }

    public async Task DisposeAsync()
    {
        _processor.Dispose();
        _wake.Dispose();
        await _rig.DisposeAsync();
        await _spine.DisposeAsync();
    }

    [Fact]
    public async Task A_database_that_is_away_for_the_apply_and_for_the_giving_back_costs_no_attempt()
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, Spine.Card(1)));
        for (var time = 0; time <= InboxOptions.MostAttempts; time++)
            await GoesAwayAfterTheClaimAsync();
        Assert.Equal(1, await PassAsync());
        Assert.Equal("Activated", await OutcomeAsync());
        Assert.Equal(1, await ScalarAsync<long>("select attempts from inbound_messages"));
    }

    [Fact]
    public async Task Nor_does_it_where_another_host_took_the_text_over()
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, Spine.Card(1)));
        await GoesAwayAfterTheClaimAsync();
        var other = Assert.Single(await _spine.Claims.ClaimAsync(1, Options.Lease, _spine.Clock.GetUtcNow()));
        Assert.Equal(2, other.Texts[0].Attempt);
        Assert.Equal(0, await PassAsync());
        Assert.Equal(1, await ScalarAsync<long>("select attempts from inbound_messages"));
        await _spine.HandleAsync(other);
        Assert.Equal("Activated", await OutcomeAsync());
    }

    [Fact]
    public async Task What_was_claimed_by_a_commit_that_only_seemed_to_fail_is_handled_at_once()
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, Spine.Card(1)));
        _ofClaims.LosesAnswers = true;
        Assert.Equal(1, await PassAsync());
        Assert.Equal("Activated", await OutcomeAsync());
        Assert.Equal(0, await PassAsync()); // a claim of nothing
    }

    [Fact]
    public async Task A_text_that_fails_by_itself_is_left_to_a_person_after_its_attempts()
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, Spine.Card(1)));
        _ofFlow.Fault = new InvalidOperationException("poison");
        for (var attempt = 1; attempt <= InboxOptions.MostAttempts; attempt++)
            Assert.Equal(1, await PassAsync());
        _ofFlow.Fault = null;
        Assert.Equal(1, await PassAsync());
        Assert.Equal("Unprocessed", await OutcomeAsync());
    }

    /// <summary>The claim is on disk; the outcome is not, nor is it known that it is not the text's fault.</summary>
    private async Task GoesAwayAfterTheClaimAsync()
    {
        var away = new TaskCompletionSource();
        _ofFlow.Hang = away.Task;
        Assert.Equal(1, await _processor.BeginWaitingAsync(CancellationToken.None));
        _ofFlow.Fault = _ofClaims.Fault = new IOException("gone");
        away.SetResult();
        await _processor.SettledAsync();
        _ofFlow.Hang = null;
        _ofFlow.Fault = _ofClaims.Fault = null;
        _spine.Clock.Advance(Options.Lease + TimeSpan.FromSeconds(1));
    }

    private async Task<int> PassAsync()
    {
        var begun = await _processor.BeginWaitingAsync(CancellationToken.None);
        await _processor.SettledAsync();
        _spine.Clock.Advance(TimeSpan.FromSeconds(16)); // the longest rest of a sender
        return begun;
    }

    private Task<string?> OutcomeAsync() => ScalarAsync<string>("select outcome from activation_log");

    private Task<T?> ScalarAsync<T>(string sql) => _spine.Temporary.ScalarAsync<T>(sql);
}
