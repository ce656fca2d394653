using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Replies;
using SmsActivation.Tests.Twilio;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Sending;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Sending;

/// <summary>What sends a host's texts, on a spine's database and clock, to a carrier that takes each of them.</summary>
internal sealed class SendRig : IAsyncDisposable
{
    private readonly HashLane _lane = new(threads: 1);
    private ScriptedCarrier _carrier = null!;
    private ClientUnderTest _client = null!;
    private int _taken;

    private readonly ConcurrentQueue<string> _bodies = [];

    public int Taken => _taken;

    /// <summary>What each text said.</summary>
    public IReadOnlyCollection<string> Bodies => _bodies;

    public OutboxWake Wake { get; private init; } = null!;
    public SendDayStore Days { get; private init; } = null!;
    public SenderPace Pace { get; private init; } = null!;
    public SenderPauses Pauses { get; private init; } = null!;
    public TwilioOptions Twilio { get; private init; } = null!;
    public CarrierSends Sends { get; private set; } = null!;
    public OutboxSender Sender { get; private set; } = null!;

    public static async Task<SendRig> StartAsync(
        Spine spine,
        int ceiling = 50_000,
        TwilioOptions? twilio = null,
        OutboundHold? hold = null
    )
    {
        twilio ??= TwilioTestOptions.Good();
        var rig = new SendRig
        {
            Twilio = twilio,
            Wake = new OutboxWake(spine.Clock),
            Days = new SendDayStore(spine.Temporary.Database, ceiling),
            Pace = new SenderPace(twilio, new Neighbours(alone: true, spine.Clock), spine.Clock),
            Pauses = new SenderPauses(spine.Clock),
        };
        rig._carrier = await ScriptedCarrier.StartAsync(rig.TakeAsync);
        rig._client = new ClientUnderTest(rig._carrier.Url, spine.Clock);
        rig.Build(spine, hold ?? new OutboundHold());
        return rig;
    }

    /// <summary>Sends what is due, until no more may leave.</summary>
    public async Task SendAllAsync()
    {
        // The first pass of a day finds that nothing is set aside yet.
        for (var idle = 0; idle < 2; )
        {
            var begun = await Sender.SendDueAsync(CancellationToken.None);
            await Sends.SettledAsync();
            idle = begun == 0 ? idle + 1 : 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Sender.Dispose();
        Sends.Dispose();
        _lane.Dispose();
        Wake.Dispose();
        _client.Dispose();
        await _carrier.DisposeAsync();
    }

    private void Build(Spine spine, OutboundHold hold)
    {
        var allowance = new SendAllowance(Days, spine.Clock, NullLogger<SendAllowance>.Instance);
        Sends = new CarrierSends(
            spine.SendClaims,
            spine.Sends,
            _client.Client,
            Twilio,
            new ReplyWords(new ReplyWriter(ReplyFiles.Catalog, ReplyFiles.Options), new PasswordOptions()),
            new PasswordHashing(new PasswordHashingOptions { TemporaryIterations = 1000, ChosenIterations = 1000 }),
            _lane,
            new PasswordOptions(),
            new OutboxOptions(),
            Pauses,
            allowance,
            Pace,
            hold,
            Wake,
            spine.Clock,
            NullLogger<CarrierSends>.Instance
        );
        Sender = new OutboxSender(
            spine.SendClaims,
            Sends,
            allowance,
            Pace,
            Twilio,
            hold,
            Wake,
            spine.Clock,
            NullLogger<OutboxSender>.Instance
        );
    }

    private async Task TakeAsync(HttpContext context)
    {
        var form = QueryHelpers.ParseQuery(context.Features.Get<CarrierRequest>()!.Body);
        _bodies.Enqueue(form["Body"].ToString());
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            $$"""{"sid":"SM{{Interlocked.Increment(ref _taken):x32}}","status":"queued"}"""
        );
    }
}
