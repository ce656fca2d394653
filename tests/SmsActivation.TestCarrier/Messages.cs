using System.Text.Json.Nodes;

namespace SmsActivation.TestCarrier;

/// <summary>Takes a text, and sees to its reports.</summary>
public sealed class Messages(StatusCallbacks callbacks)
{
    private static readonly TimeSpan LongestHang = TimeSpan.FromMinutes(2);

    public async Task<IResult> CreateAsync(Account account, CreateForm form, HttpContext http)
    {
        account.NoteViolations(form.Violations(account.Numbers));
        await Task.Delay(account.NextDelay());
        var fault = account.NextFault(form.To);
        return fault?.Kind switch
        {
            FaultKind.Refuse => Refuse(account, form, fault, http),
            FaultKind.Hang => await HangAsync(account, form, fault, http),
            FaultKind.Close => Close(account, form, fault, http),
            FaultKind.CallbackFirst => await TakeAsync(account, form, reportFirst: true, report: true),
            FaultKind.Late => await TakeLateAsync(account, form, fault),
            FaultKind.NoCallbacks => await TakeAsync(account, form, reportFirst: false, report: false),
            null => await TakeAsync(account, form, account.ReportsFirst(), report: true),
        };
    }

    private async Task<IResult> TakeAsync(Account account, CreateForm form, bool reportFirst, bool report)
    {
        var message = account.Take(form);
        var answer = message.ToJson();
        if (reportFirst)
            await callbacks.ReportAsync(account, message);
        else if (report)
            _ = Task.Run(() => callbacks.ReportAsync(account, message));
        account.Note(form, StatusCodes.Status201Created, message.Sid);
        return Results.Json(answer, statusCode: StatusCodes.Status201Created);
    }

    private async Task<IResult> TakeLateAsync(Account account, CreateForm form, Fault fault)
    {
        await Task.Delay(TimeSpan.FromSeconds(fault.DelaySeconds));
        return await TakeAsync(account, form, reportFirst: false, report: true);
    }

    private IResult Refuse(Account account, CreateForm form, Fault fault, HttpContext http)
    {
        var sid = fault.Taken ? TakeUntold(account, form, fault) : null;
        if (fault.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString();
        account.Note(form, fault.Status, sid);
        return Error(fault.Status, fault.Code ?? 0, "scripted");
    }

    private async Task<IResult> HangAsync(Account account, CreateForm form, Fault fault, HttpContext http)
    {
        account.Note(form, answer: 0, fault.Taken ? TakeUntold(account, form, fault) : null);
        try
        {
            await Task.Delay(LongestHang, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up, as it was meant to.
        }
        http.Abort();
        return Results.Empty;
    }

    private IResult Close(Account account, CreateForm form, Fault fault, HttpContext http)
    {
        account.Note(form, answer: 0, fault.Taken ? TakeUntold(account, form, fault) : null);
        http.Abort();
        return Results.Empty;
    }

    private string TakeUntold(Account account, CreateForm form, Fault fault)
    {
        var message = account.Take(form);
        if (fault.Reported)
            _ = Task.Run(() => callbacks.ReportAsync(account, message));
        return message.Sid;
    }

    /// <summary>Twilio's error body.</summary>
    public static IResult Error(int status, int code, string message) =>
        Results.Json(
            new JsonObject
            {
                ["code"] = code,
                ["message"] = message,
                ["more_info"] = $"https://www.twilio.com/docs/errors/{code}",
                ["status"] = status,
            },
            statusCode: status
        );
}
