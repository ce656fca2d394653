namespace SmsActivation.Simulator.Carrier;

/// <summary>Moves an accepted message to the end its recipient has in store, and reports each step.</summary>
internal sealed class Delivery(MessageLog log, SignedPost post, SimulatorSettings settings, TimeProvider time)
{
    private readonly record struct Step(TimeSpan After, MessageStatus Status, int? ErrorCode = null);

    public async Task RunAsync(string sid, Fate fate, string? callback, CancellationToken stopping)
    {
        var reports = Task.CompletedTask;
        foreach (var step in StepsOf(fate))
        {
            await Task.Delay(step.After, time, stopping);
            var moved = log.Change(sid, known => known.MovedTo(step.Status, step.ErrorCode, time.GetUtcNow()));
            if (moved is null)
                return;
            if (callback is not null)
                reports = ReportAfterAsync(reports, callback, moved, stopping);
        }
        await reports;
    }

    private Step[] StepsOf(Fate fate) =>
        fate switch
        {
            Fate.Ordinary or Fate.ThrottledOnce => [Sent(), Last(MessageStatus.Delivered)],
            Fate.Undelivered => [Sent(), Last(MessageStatus.Undelivered, 30003)],
            Fate.Filtered => [Sent(), Last(MessageStatus.Undelivered, 30007)],
            Fate.Failed => [new Step(settings.SentAfter, MessageStatus.Failed, 30006)],
            Fate.StaysSent => [Sent()],
            Fate.ReportsFirst =>
            [
                new Step(TimeSpan.Zero, MessageStatus.Sent),
                new Step(TimeSpan.Zero, MessageStatus.Delivered),
            ],
            // Refused before there was a message.
            Fate.NotMobile or Fate.ServerError => [],
        };

    private Step Sent() => new(settings.SentAfter, MessageStatus.Sent);

    private Step Last(MessageStatus status, int? errorCode = null) => new(settings.DeliveredAfter, status, errorCode);

    /// <summary>A report that must be repeated holds back the next one, not the message itself.</summary>
    private async Task ReportAfterAsync(
        Task earlier,
        string callback,
        SimulatedMessage message,
        CancellationToken stopping
    )
    {
        await earlier;
        await post.SendAsync(callback, message.Sid, StatusReport.Of(message, settings.Account.AccountSid), stopping);
    }
}
