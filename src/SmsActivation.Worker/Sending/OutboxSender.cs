using SmsActivation.Core.Outbox;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Sending;

/// <summary>Works the outbox's queue off: many sends side by side, one at a time per phone. A stop ends claiming and
/// hands unsent rows back; a send already begun finishes on its own clock.</summary>
public sealed partial class OutboxSender(
    SendClaims claims,
    CarrierSends sends,
    SendAllowance allowance,
    SenderPace pace,
    TwilioOptions twilio,
    OutboundHold hold,
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
                await wake.Bell.WaitAsync(Rest, stoppingToken);
        }
        await sends.SettledAsync();
        await ReturnAllowanceAsync();
    }

    private TimeSpan Rest => pace.Shortest is { } shortest && shortest < Poll ? shortest : Poll;

    /// <summary>One pass: claims what is due, as much as there is room for, and answers how many.</summary>
    internal async Task<int> SendDueAsync(CancellationToken stopping)
    {
        if (hold.IsOn)
            return 0;
        await allowance.RefillAsync();
        var room = allowance.Take(sends.Room);
        IReadOnlyList<SendLease> leases = [];
        try
        {
            leases = await ClaimAsync(room);
        }
        finally
        {
            allowance.GiveBack(room - Replies(leases));
        }
        sends.QueueWaits = Replies(leases) == room;
        foreach (var lease in leases)
            await sends.SendAsync(lease, stopping);
        return leases.Count;
    }

    private static int Replies(IReadOnlyList<SendLease> leases) =>
        leases.Count(lease => lease.Text is { IsOnCall: false, IsCampaign: false });

    /// <summary>Where the day's sends are used up, our own people are texted all the same, and campaigns have sends of their
    /// own.</summary>
    private async Task<IReadOnlyList<SendLease>> ClaimAsync(int room) =>
        sends.Room == 0
            ? []
            : await claims.ClaimAsync(
                room,
                time.GetUtcNow(),
                pace.Resting,
                text => pace.TryTake(twilio.SenderOf(text)),
                sends.CampaignRoom
            );

    private async Task ReturnAllowanceAsync()
    {
        try
        {
            await allowance.ReturnAsync();
        }
        // The database is away: those sends are lost to the day, as after a kill.
        catch (Exception exception)
        {
            LogPassFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be worked")]
    private partial void LogPassFailed(Exception exception);
}
