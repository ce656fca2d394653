using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Restore;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Replies;
using SmsActivation.Tests.Twilio;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Sending;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Sending;

/// <summary>A host that holds its texts: neither the queue nor the straight way lets one out.</summary>
public sealed class HeldSendsTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private static readonly OutboxOptions Options = new();
    private readonly Spine _spine = new();
    private readonly HashLane _lane = new(threads: 1);
    private readonly OutboxWake _wake;
    private readonly OutboundHold _hold;
    private ScriptedCarrier _carrier = null!;
    private ClientUnderTest _client = null!;
    private SendAllowance _allowance = null!;
    private CarrierSends _sends = null!;
    private OutboxSender _sender = null!;

    public HeldSendsTests()
    {
        _wake = new OutboxWake(_spine.Clock);
        _hold = new OutboundHold(new OpenRestore(_spine.Clock.GetUtcNow(), _spine.Clock.GetUtcNow()));
    }

    public async Task InitializeAsync()
    {
        _carrier = await ScriptedCarrier.StartAsync(201, """{"sid":"SM1","status":"queued"}""");
        _client = new ClientUnderTest(_carrier.Url, _spine.Clock);
        var twilio = TwilioTestOptions.Good();
        var pace = new SenderPace(twilio, new Neighbours(alone: true, _spine.Clock), _spine.Clock);
        var writer = new ReplyWriter(ReplyFiles.Catalog, ReplyFiles.Options);
        _allowance = new SendAllowance(
            new SendDayStore(_spine.Temporary.Database, ceiling: 50_000),
            _spine.Clock,
            NullLogger<SendAllowance>.Instance
        );
        _sends = new CarrierSends(
            _spine.SendClaims,
            _spine.Sends,
            _client.Client,
            twilio,
            new ReplyWords(writer, new PasswordOptions()),
            new PasswordHashing(new PasswordHashingOptions { TemporaryIterations = 1000, ChosenIterations = 1000 }),
            _lane,
            new PasswordOptions(),
            Options,
            new SenderPauses(_spine.Clock),
            _allowance,
            pace,
            _hold,
            _wake,
            _spine.Clock,
            NullLogger<CarrierSends>.Instance
        );
        _sender = new OutboxSender(
            _spine.SendClaims,
            _sends,
            _allowance,
            pace,
            twilio,
            _hold,
            _wake,
            _spine.Clock,
            NullLogger<OutboxSender>.Instance
        );
        // Neither the day's ceiling nor the lack of a text is what holds.
        await _allowance.RefillAsync();
        await _spine.SayAsync(Phone, Spine.Card(1));
    }

    public async Task DisposeAsync()
    {
        _sender.Dispose();
        _sends.Dispose();
        _lane.Dispose();
        _wake.Dispose();
        _client.Dispose();
        await _carrier.DisposeAsync();
        await _spine.DisposeAsync();
    }

    [Fact]
    public async Task The_queue_stands_until_the_hold_is_over()
    {
        Assert.Equal(0, await _sender.SendDueAsync(CancellationToken.None));
        _hold.LetGo();
        Assert.Equal(1, await _sender.SendDueAsync(CancellationToken.None));
        await _sends.SettledAsync();
        Assert.Single(_carrier.Requests);
    }

    [Fact]
    public async Task There_is_no_place_until_the_hold_is_over()
    {
        Assert.Null(await _sends.TryTakePlaceAsync(_spine.Text(Phone, "hello")));
        _hold.LetGo();
        var place = await _sends.TryTakePlaceAsync(_spine.Text(Phone, "hello"));
        Assert.NotNull(place);
        _sends.Leave(place);
    }
}
