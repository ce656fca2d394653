using SmsActivation.Core.Alerts;
using SmsActivation.Core.Events;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Events;

namespace SmsActivation.Worker.Alerts;

/// <summary>Posts notices to the receivers of alerts, each receiver's in their order; one that is down holds up no
/// other.</summary>
public sealed partial class AlertTeller(
    AlertNotices notices,
    EventPost post,
    AlertOptions options,
    TwilioOptions twilio,
    TimeProvider time,
    ILogger<AlertTeller> logger
)
{
    internal Task PostDueAsync(CancellationToken stopping) =>
        Task.WhenAll(options.Targets.Select(target => PostDueAsync(target, stopping)));

    private async Task PostDueAsync(EventTarget target, CancellationToken stopping)
    {
        try
        {
            foreach (var notice in await notices.DueAsync(target.Name, time.GetUtcNow()))
                if (!await PostAsync(target, notice, stopping))
                    return;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops: it is due still.
        }
        // The database is away; what was told and could not be written down is told again.
        catch (Exception exception)
        {
            LogFailed(exception, target.Name);
        }
    }

    /// <summary>False when the receiver is to be left alone for now.</summary>
    private async Task<bool> PostAsync(EventTarget target, DueNotice notice, CancellationToken stopping)
    {
        var body = AlertBody.Write(notice.Alert, notice.News, twilio.PublicBaseUrl, notice.NotTexted, time.GetUtcNow());
        var answer = await post.SendAsync(target, notice.NoticeId, body, stopping);
        var now = time.GetUtcNow();
        switch (answer)
        {
            case EventAnswer.NotTold { Fault: var fault } when now >= notice.RetryUntil:
                await notices.GiveUpAsync(notice.Id, fault.Words, now);
                LogGivenUp(notice.Alert.Kind, target.Name, fault.Words);
                return true;
            case EventAnswer.NotTold { Fault: var fault }:
                await notices.PutOffAsync(notice.Id, fault.Words, now + EventPace.AfterRefusal(notice.Attempts + 1));
                LogPutOff(notice.Alert.Kind, target.Name, fault.Words);
                return false;
            case EventAnswer.Told:
                await notices.ToldAsync(notice.Id, now);
                return true;
            default:
                throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind} was not told to {Target}: {Fault}; it is tried again")]
    private partial void LogPutOff(AlertKind kind, string target, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} was told to nobody at {Target} in a day: {Fault}")]
    private partial void LogGivenUp(AlertKind kind, string target, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Alerts could not be told to {Target}")]
    private partial void LogFailed(Exception exception, string target);
}
