using System.Diagnostics;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Telemetry;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Webhooks;

/// <summary><c>POST /twilio/sms</c>: makes a text durable, and only then says so. No parsing and no reply here, so a
/// redelivery is harmless.</summary>
public sealed partial class InboundSmsEndpoint(
    TextIntake intake,
    TwilioOptions options,
    TimeProvider time,
    ILogger<InboundSmsEndpoint> logger
)
{
    private const string Empty = "<Response/>";
    private const int LongestAddress = 256;
    private const int LongestOptOut = 64; // the longest word that Twilio knows has five signs

    public async Task<IResult> AcceptAsync(HttpContext context)
    {
        var signed = await SignedForm.ReadAsync(context, options, accountRequired: true);
        if (signed.Form is not { } form)
            return Refuse(signed.Status, signed.Refusal);
        if (Read(form, time.GetUtcNow(), out var fault) is not { } text)
            return Refuse(StatusCodes.Status400BadRequest, fault);
        using var step = TextTrace.Begin("accept text", ActivityKind.Server, text.Sid);
        try
        {
            var taken = await intake.TakeAsync(text);
            CrashPoints.Reach(CrashPoints.AfterAccept);
            TextMetrics.Accepted(taken.Word());
            LogAccepted(text.Sid, taken);
        }
        // Whatever went wrong, the text is not known to be on disk; the carrier holds it and will come again.
        catch (Exception exception)
        {
            step.Failed(exception.GetType().Name);
            TextMetrics.Accepted(AcceptPlaces.NotDurable);
            LogNotDurable(exception, text.Sid);
            return Results.Text("not stored, try again", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        return Results.Text(Empty, "text/xml");
    }

    private IResult Refuse(int status, string? why)
    {
        TextMetrics.Refused(Webhook.Sms, status);
        LogRefused(status, why);
        return Results.Text(why, statusCode: status);
    }

    internal static InboundText? Read(TwilioForm form, DateTimeOffset now, out string? fault)
    {
        var sid = form.Get("MessageSid") ?? form.Get("SmsSid") ?? form.Get("SmsMessageSid") ?? "";
        var from = form.Get("From") ?? "";
        var to = form.Get("To") ?? "";
        var media = form.Get("NumMedia") ?? "0";
        fault =
            !TwilioSid.IsOne(sid) ? "MessageSid is missing or no SID"
            : from.Trim().Length is 0 || from.Length > LongestAddress ? "From is missing or too long"
            : to.Length is 0 or > LongestAddress ? "To is missing or too long"
            : !int.TryParse(media, out var count) || count < 0 ? "NumMedia is no count"
            : null;
        if (fault is not null)
            return null;
        var (body, masked) = PasswordShape.Mask(form.Get("Body") ?? "");
        return new InboundText(
            sid,
            InboundText.SenderOf(from),
            Channels.Of(from.Trim()),
            from.Trim(),
            to.Trim(),
            body,
            masked,
            int.Parse(media),
            form.Get("OptOutType") is { Length: <= LongestOptOut } word ? word : null,
            now
        );
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Text {Sid} accepted: {Taken}")]
    private partial void LogAccepted(string sid, Taken taken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Inbound webhook refused with {Status}: {Refusal}")]
    private partial void LogRefused(int status, string? refusal);

    [LoggerMessage(Level = LogLevel.Error, Message = "Text {Sid} could not be made durable, answered 503")]
    private partial void LogNotDurable(Exception exception, string sid);
}
