using System.Diagnostics;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Telemetry;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Webhooks;

/// <summary><c>POST /twilio/status?a=…&amp;m=…</c>: what became of a text of ours. <c>a</c> is the try, <c>m</c> the SID of the
/// customer's text that it answers; both are signed with the rest.</summary>
public sealed partial class DeliveryStatusEndpoint(
    DeliveryStore delivery,
    OutboxWake wake,
    TwilioOptions options,
    TimeProvider time,
    ILogger<DeliveryStatusEndpoint> logger
)
{
    private const string NoReport = "MessageSid is missing or no SID, or MessageStatus is missing";
    private const int LongestShown = 32;

    public async Task<IResult> ReportAsync(HttpContext context)
    {
        var signed = await SignedForm.ReadAsync(context, options, accountRequired: false);
        if (signed.Form is not { } form)
            return Refuse(signed.Status, signed.Refusal);
        var sid = form.Get("MessageSid") ?? form.Get("SmsSid");
        var word = form.Get("MessageStatus") ?? form.Get("SmsStatus");
        if (!TwilioSid.IsOne(sid) || string.IsNullOrEmpty(word))
            return Refuse(StatusCodes.Status400BadRequest, NoReport);
        var textSid = context.Request.Query["m"].ToString() is var told && TwilioSid.IsOne(told) ? told : null;
        if (CarrierStatus.Read(word) is not { } state)
        {
            CarrierMetrics.ReportedUnknownWord();
            LogUnknownWord(sid, textSid, Shown(word));
            return Results.Ok();
        }
        int? code = int.TryParse(form.Get("ErrorCode"), out var parsed) ? parsed : null;
        var attempt = context.Request.Query["a"].ToString();
        var report = new DeliveryReport(attempt.Length == 0 ? null : attempt, sid, state, code, Meaning(word, code))
        {
            PassedOn = CarrierStatus.IsPassedOn(word),
        };
        using var step = TextTrace.Begin("delivery report", ActivityKind.Server, textSid);
        step?.SetTag("messaging.message.id", sid).SetTag("sms_activation.status", state.Word());
        try
        {
            CrashPoints.Reach(CrashPoints.BeforeReport);
            var reported = await delivery.ReportAsync(report, time.GetUtcNow());
            CrashPoints.Reach(CrashPoints.AfterReport);
            CarrierMetrics.Reported(state, code);
            LogReported(sid, textSid, word, reported);
            // A failed reply may have had texts waiting for it, which now get their own.
            if (reported == Reported.Moved && state is DeliveryState.Failed or DeliveryState.Undelivered)
                wake.Bell.Ring();
            return Results.Ok();
        }
        catch (Exception exception)
        {
            step.Failed(exception.GetType().Name);
            LogNotDurable(exception, sid, textSid);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private IResult Refuse(int status, string? why)
    {
        TextMetrics.Refused(Webhook.Status, status);
        LogRefused(status, why);
        return Results.Text(why, statusCode: status);
    }

    /// <summary>An unknown word for the log: on the console a line's end in it would begin a line of its own.</summary>
    internal static string Shown(string word) =>
        string.Concat(
            word.Take(LongestShown).Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' ? sign : '?')
        );

    private static string Meaning(string word, int? code) =>
        code is { } known ? TwilioErrors.Find(known)?.Meaning ?? word : word;

    [LoggerMessage(
        Level = LogLevel.Debug,
        Message = "Delivery of {Sid}, a reply to text {TextSid}: {Word}, {Reported}"
    )]
    private partial void LogReported(string sid, string? textSid, string word, Reported reported);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Delivery of {Sid}, a reply to text {TextSid}: unknown status word {Word}"
    )]
    private partial void LogUnknownWord(string sid, string? textSid, string word);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery webhook refused with {Status}: {Refusal}")]
    private partial void LogRefused(int status, string? refusal);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Delivery of {Sid}, a reply to text {TextSid}, could not be stored, answered 503"
    )]
    private partial void LogNotDurable(Exception exception, string sid, string? textSid);
}
