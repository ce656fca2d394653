using SmsActivation.Core.Figures;
using SmsActivation.Core.Figures.Health;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Ops.Now;

/// <summary>How it goes at this moment: what the database says, and what only this host knows.</summary>
public sealed class NowReader(
    FiguresReader figures,
    HostName host,
    Neighbours neighbours,
    OutboundHold hold,
    HealthOptions health,
    TimeProvider time,
    TextSpool? spool = null
)
{
    public async Task<NowView> ReadAsync()
    {
        var read = await figures.ReadAsync(time.GetUtcNow());
        var side = new HostSide(
            neighbours.Alone,
            hold.IsOn,
            spool?.Count ?? 0,
            spool?.OldestAt,
            spool?.IsFailing == true
        );
        return new NowView(read, HealthRules.Judge(read, side, health.OldestDueReply), side, host);
    }
}
