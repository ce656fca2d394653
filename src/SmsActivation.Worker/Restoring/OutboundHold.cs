using SmsActivation.Core.Restore;

namespace SmsActivation.Worker.Restoring;

/// <summary>While it is on, no text leaves this host: its database was put back, and the lost host may have sent what
/// waits in it. It is only ever let go of; the database knows how long.</summary>
public sealed class OutboundHold(OpenRestore? restore = null)
{
    private volatile OpenRestore? _restore = restore;

    /// <summary>What is held for; null when texts leave.</summary>
    public OpenRestore? Restore => _restore;

    public bool IsOn => _restore is not null;

    internal void LetGo() => _restore = null;
}
