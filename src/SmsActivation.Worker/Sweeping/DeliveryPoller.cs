using SmsActivation.Core.Delivery;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Sweeping;

/// <summary>Asks the carrier what became of texts whose last report did not come.</summary>
public sealed partial class DeliveryPoller(
    DeliveryPolls polls,
    DeliveryStore delivery,
    TwilioClient carrier,
    SweepOptions options,
    OutboxWake wake,
    TimeProvider time,
    ILogger<DeliveryPoller> logger
) : BackgroundService
{
    private const int AtOnce = 50;
    private const int SideBySide = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Every, time);
        try
        {
            do await PollDueAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops; what was not asked for comes again.
        }
    }

    /// <summary>All that are due, until there are none or the carrier does not answer.</summary>
    internal async Task PollDueAsync(CancellationToken stopping)
    {
        try
        {
            var answered = true;
            while (answered && await polls.ClaimAsync(AtOnce, time.GetUtcNow()) is { Count: > 0 } due)
            {
                await Parallel.ForEachAsync(
                    due,
                    new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
                    async (text, _) => answered &= await TryAskAsync(text, stopping)
                );
                stopping.ThrowIfCancellationRequested();
            }
        }
        // The database is away; the next tick tries again.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogPassFailed(exception);
        }
    }

    private async Task<bool> TryAskAsync(UnreportedText text, CancellationToken stopping)
    {
        try
        {
            if (await carrier.FetchAsync(text.Sid, stopping) is not { Status: { } word } message)
                return true;
            if (CarrierStatus.Read(word) is not { } state)
                return true;
            var meaning = message.ErrorCode is { } code ? TwilioErrors.Find(code)?.Meaning ?? word : word;
            var report = new DeliveryReport(null, text.Sid, state, message.ErrorCode, meaning);
            if (await delivery.ReportAsync(report, time.GetUtcNow()) == Reported.Moved)
            {
                LogLearned(text.Id, word);
                wake.Bell.Ring();
            }
            return true;
        }
        catch (Exception exception) when (exception is TwilioCallException or OperationCanceledException)
        {
            await polls.PutOffAsync(text, time.GetUtcNow() + options.Every);
            LogNotAnswered(exception.Message, text.Id);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Reply {Id} is {Word}, as its report did not say")]
    private partial void LogLearned(long id, string word);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The carrier did not say what became of reply {Id}: {Fault}")]
    private partial void LogNotAnswered(string fault, long id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Deliveries could not be asked for")]
    private partial void LogPassFailed(Exception exception);
}
