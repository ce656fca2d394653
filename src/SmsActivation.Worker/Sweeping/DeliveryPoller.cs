using SmsActivation.Core.Delivery;
using SmsActivation.Core.Telemetry;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Sweeping;

/// <summary>Asks the carrier what became of texts whose last report did not come.</summary>
public sealed partial class DeliveryPoller(
    DeliveryPolls polls,
    DeliveryStore delivery,
    TwilioClient carrier,
    SweepOptions options,
    OutboxWake wake,
    Neighbours neighbours,
    TimeProvider time,
    ILogger<DeliveryPoller> logger
) : BackgroundService
{
    private const int AtOnce = 50;
    private const int SideBySide = 4;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        SweepLoop.RunAsync(neighbours, options.Every, time, PollDueAsync, stoppingToken);

    /// <summary>All that are due, until there are none or the carrier does not answer.</summary>
    internal async Task PollDueAsync(CancellationToken stopping)
    {
        try
        {
            var answered = true;
            while (answered && await polls.ClaimAsync(AtOnce, time.GetUtcNow()) is { Count: > 0 } due)
                answered = await AskAsync(due, stopping);
        }
        // The database is away; the next tick tries again.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogPassFailed(exception);
        }
    }

    /// <summary>False when the carrier did not answer about all of them.</summary>
    private async Task<bool> AskAsync(IReadOnlyList<UnreportedText> due, CancellationToken stopping)
    {
        var unanswered = 0;
        using var refused = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = SideBySide };
        await Parallel.ForEachAsync(
            due,
            sideBySide,
            async (text, _) =>
            {
                if (await TryAskAsync(text, refused))
                    return;
                Interlocked.Increment(ref unanswered);
                await polls.PutOffAsync(text, time.GetUtcNow() + options.Every);
            }
        );
        stopping.ThrowIfCancellationRequested();
        return unanswered == 0;
    }

    private async Task<bool> TryAskAsync(UnreportedText text, CancellationTokenSource refused)
    {
        try
        {
            if (await carrier.FetchAsync(text.Sid, refused.Token) is not { Status: { } word } message)
                return true;
            if (CarrierStatus.Read(word) is not { } state)
                return true;
            var meaning = message.ErrorCode is { } code ? TwilioErrors.Find(code)?.Meaning ?? word : word;
            var report = new DeliveryReport(null, text.Sid, state, message.ErrorCode, meaning)
            {
                PassedOn = CarrierStatus.IsPassedOn(word),
            };
            if (await delivery.ReportAsync(report, time.GetUtcNow()) == Reported.Moved)
            {
                CarrierMetrics.Reported(state, message.ErrorCode);
                LogLearned(text.Id, text.Sid, word);
                wake.Bell.Ring();
            }
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
            LogNotAnswered(exception.Message, text.Id, text.Sid);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Reply {Id}, {Sid}, is {Word}, as its report did not say")]
    private partial void LogLearned(long id, string sid, string word);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The carrier did not say what became of reply {Id}, {Sid}: {Fault}"
    )]
    private partial void LogNotAnswered(string fault, long id, string sid);

    [LoggerMessage(Level = LogLevel.Error, Message = "Deliveries could not be asked for")]
    private partial void LogPassFailed(Exception exception);
}
