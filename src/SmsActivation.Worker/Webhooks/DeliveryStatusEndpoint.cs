using SmsActivation.Core.Delivery;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Webhooks;

/// <summary><c>POST /twilio/status?a=…</c>: what became of a text of ours.</summary>
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
        {
            LogRefused(signed.Status, signed.Refusal);
            return Results.Text(signed.Refusal, statusCode: signed.Status);
        }
        var sid = form.Get("MessageSid") ?? form.Get("SmsSid");
        var word = form.Get("MessageStatus") ?? form.Get("SmsStatus");
        if (!TwilioSid.IsOne(sid) || string.IsNullOrEmpty(word))
        {
            LogRefused(StatusCodes.Status400BadRequest, NoReport);
            return Results.Text(NoReport, statusCode: StatusCodes.Status400BadRequest);
        }
        if (CarrierStatus.Read(word) is not { } state)
        {
            LogUnknownWord(sid, Shown(word));
            return Results.Ok();
        }
        int? code = int.TryParse(form.Get("ErrorCode"), out var parsed) ? parsed : null;
        var attempt = context.Request.Query["a"].ToString();
        var report = new DeliveryReport(attempt.Length == 0 ? null : attempt, sid, state, code, Meaning(word, code));
        try
        {
            CrashPoints.Reach(CrashPoints.BeforeReport);
            var reported = await delivery.ReportAsync(report, time.GetUtcNow());
            CrashPoints.Reach(CrashPoints.AfterReport);
            LogReported(sid, word, reported);
            // A failed reply may have had texts waiting for it, which now get their own.
            if (reported == Reported.Moved && state is DeliveryState.Failed or DeliveryState.Undelivered)
                wake.Bell.Ring();
            return Results.Ok();
        }
        catch (Exception exception)
        {
            LogNotDurable(exception, sid);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>An unknown word for the log: on the console a line's end in it would begin a line of its own.</summary>
    internal static string Shown(string word) =>
        string.Concat(
            word.Take(LongestShown).Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' ? sign : '?')
        );

    private static string Meaning(string word, int? code) =>
        code is { } known ? TwilioErrors.Find(known)?.Meaning ?? word : word;

    [LoggerMessage(Level = LogLevel.Debug, Message = "Delivery of {Sid}: {Word}, {Reported}")]
    private partial void LogReported(string sid, string word, Reported reported);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery of {Sid}: unknown status word {Word}")]
    private partial void LogUnknownWord(string sid, string word);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery webhook refused with {Status}: {Refusal}")]
    private partial void LogRefused(int status, string? refusal);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery of {Sid} could not be stored, answered 503")]
    private partial void LogNotDurable(Exception exception, string sid);
}
