using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Simulator.Rest;

/// <summary>POST Messages.json: check, decide the message's fate, keep it, answer, deliver.</summary>
internal sealed class CreateFlow(
    MessageLog log,
    OptOuts optOuts,
    Delivery delivery,
    Background background,
    SimulatorSettings settings,
    TimeProvider time
)
{
    /// <summary>A caller waits 15 s for its answer; unreachable callbacks must not use all of that up.</summary>
    private static readonly TimeSpan ReportsFirstFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Address, byte> throttled = new();

    public async Task<IResult> CreateAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType
            ? await context.Request.ReadFormAsync(context.RequestAborted)
            : FormCollection.Empty;
        var request = CreateRequest.Read(form);
        if (CreateRules.Check(request, settings.Account.Numbers, optOuts) is { } invalid)
            return invalid.ToResult();

        var fate = MagicNumber.FateOf(request.Recipient);
        if (Refusal(fate, request.Recipient) is { } refusal)
        {
            if (refusal.Status == StatusCodes.Status429TooManyRequests)
                context.Response.Headers.RetryAfter = "1";
            return refusal.ToResult();
        }

        var message = log.Add(ToMessage(request));
        var callback = request.StatusCallback.Length > 0 ? request.StatusCallback : null;
        var delivered = background.RunAsync(stopping => delivery.RunAsync(message.Sid, fate, callback, stopping));
        if (fate == Fate.ReportsFirst)
            await Task.WhenAny(delivered, Task.Delay(ReportsFirstFor, time, background.Stopping));
        return TwilioJson.Result(
            MessageResource.Of(message, settings.Account.AccountSid),
            StatusCodes.Status201Created
        );
    }

    private TwilioError? Refusal(Fate fate, Address to) =>
        fate switch
        {
            Fate.NotMobile => TwilioError.Invalid(21614, $"'To' number is not a valid mobile number: {to}"),
            Fate.ServerError => TwilioError.ServerError,
            Fate.ThrottledOnce => ThrottleEveryFirst(to),
            Fate.Ordinary or Fate.Undelivered or Fate.Filtered or Fate.Failed or Fate.StaysSent or Fate.ReportsFirst =>
                null,
        };

    private TwilioError? ThrottleEveryFirst(Address to)
    {
        if (throttled.TryAdd(to, 0))
            return TwilioError.TooManyRequests;
        throttled.TryRemove(to, out _);
        return null;
    }

    private SimulatedMessage ToMessage(CreateRequest request)
    {
        var now = time.GetUtcNow();
        var pooled = request.From.Length == 0;
        return new SimulatedMessage
        {
            Sid = request.NumMedia > 0 ? Sids.Mms() : Sids.Sms(),
            Direction = Direction.OutboundApi,
            From = request.SenderOutOf(settings.Account.Numbers),
            To = request.Recipient,
            Body = request.Body,
            Shown = request.Body,
            Status = pooled ? MessageStatus.Accepted : MessageStatus.Queued,
            CreatedAt = now,
            UpdatedAt = now,
            MessagingServiceSid = request.MessagingServiceSid.Length > 0 ? request.MessagingServiceSid : null,
            NumMedia = request.NumMedia,
        };
    }
}
