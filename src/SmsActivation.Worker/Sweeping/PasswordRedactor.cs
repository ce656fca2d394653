using System.Collections.Concurrent;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Hosts;

namespace SmsActivation.Worker.Sweeping;

/// <summary>Has the carrier empty its own copies of passwords, at a pace that no customer's text notices.</summary>
public sealed partial class PasswordRedactor(
    RedactionStore store,
    TwilioClient carrier,
    Neighbours neighbours,
    TimeProvider time,
    ILogger<PasswordRedactor> logger
) : BackgroundService
{
    private const int AtOnce = 50;
    private const int SideBySide = 4;
    private const int TriesToAlert = 10;

    // Source: Twilio, error 20009, "Cannot delete this resource before it is complete".
    private const int NotComplete = 20009;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        SweepLoop.RunAsync(neighbours, Every, time, RedactDueAsync, stoppingToken);

    /// <summary>All that are due, until there are none or the carrier refuses.</summary>
    internal async Task RedactDueAsync(CancellationToken stopping)
    {
        try
        {
            while (await RedactSomeAsync(stopping) == AtOnce)
                await Task.Delay(Pause, time, stopping);
        }
        // The database is away; claims run out, and the next tick tries again.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogPassFailed(exception);
        }
    }

    private async Task<int> RedactSomeAsync(CancellationToken stopping)
    {
        var due = await store.ClaimAsync(AtOnce, time.GetUtcNow());
        if (due.Count == 0)
            return 0;
        var redacted = new ConcurrentBag<Redaction>();
        using var refused = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = SideBySide };
        await Parallel.ForEachAsync(
            due,
            sideBySide,
            async (one, _) =>
            {
                if (!refused.IsCancellationRequested && await TryRedactAsync(one, refused))
                    redacted.Add(one);
            }
        );
        if (!redacted.IsEmpty)
            await store.DoneAsync(redacted, time.GetUtcNow());
        stopping.ThrowIfCancellationRequested();
        return redacted.Count;
    }

    private async Task<bool> TryRedactAsync(Redaction redaction, CancellationTokenSource refused)
    {
        try
        {
            if (!await carrier.RedactAsync(redaction.Sid, refused.Token))
                LogGone(redaction.Sid);
            return true;
        }
        catch (OperationCanceledException) when (refused.IsCancellationRequested)
        {
            return false;
        }
        catch (TwilioCallException exception)
        {
            // A wrong key is wrong for all of them.
            if (exception.Failure.Kind == SendFailureKind.OurFault)
                await refused.CancelAsync();
            await store.PutOffAsync(redaction, time.GetUtcNow());
            Tell(redaction, exception.Failure);
            return false;
        }
    }

    private void Tell(Redaction redaction, SendFailure failure)
    {
        if (redaction.Tries + 1 == TriesToAlert)
            LogAlert(redaction.Sid, TriesToAlert, failure.Code, failure.Reason);
        else if (failure.Code == NotComplete)
            LogNotComplete(redaction.Sid);
        else
            LogRefused(redaction.Sid, failure.Kind, failure.Code, failure.Reason);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Sid} is not complete at the carrier: it is redacted later")]
    private partial void LogNotComplete(string sid);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sid} is not with the carrier any more: nothing to redact")]
    private partial void LogGone(string sid);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sid} is not redacted yet: {Kind} {Code} {Reason}")]
    private partial void LogRefused(string sid, SendFailureKind kind, int? code, string reason);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "ALERT the carrier still holds the password in {Sid} after {Tries} tries: {Code} {Reason}"
    )]
    private partial void LogAlert(string sid, int tries, int? code, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Passwords could not be redacted at the carrier")]
    private partial void LogPassFailed(Exception exception);
}
