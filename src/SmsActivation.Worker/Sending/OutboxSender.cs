using SmsActivation.Core.Outbox;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Sending;

/// <summary>Works the outbox's queue off: many sends side by side, one at a time per phone. A stop ends claiming and
/// hands unsent rows back; a send already begun finishes on its own clock.</summary>
public sealed partial class OutboxSender(
    SendClaims claims,
    CarrierSends sends,
    OutboxWake wake,
    TimeProvider time,
    ILogger<OutboxSender> logger
) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var begun = 0;
            try
            {
                begun = await SendDueAsync(stoppingToken);
            }
            // The database is away or full: replies wait where they are, and so do we.
            catch (Exception exception)
            {
                LogPassFailed(exception);
            }
            if (begun == 0)
                await wake.Bell.WaitAsync(Poll, stoppingToken);
        }
        await sends.SettledAsync();
    }

    /// <summary>One pass: claims what is due, as much as there is room for, and answers how many.</summary>
    private async Task<int> SendDueAsync(CancellationToken stopping)
    {
        var room = sends.Room;
        IReadOnlyList<SendLease> leases = room == 0 ? [] : await claims.ClaimAsync(room, time.GetUtcNow());
        sends.QueueWaits = leases.Count == room;
        foreach (var lease in leases)
            await sends.SendAsync(lease, stopping);
        return leases.Count;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be worked")]
    private partial void LogPassFailed(Exception exception);
}
