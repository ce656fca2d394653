using SmsActivation.Core.Hosts;

namespace SmsActivation.Worker.Hosts;

/// <summary>What this host knows of those beside it: how many they are, and whether it is the one that sweeps.</summary>
public sealed class Neighbours(bool alone, TimeProvider time)
{
    private readonly Lock _gate = new();
    private long? _heldAt;

    /// <summary>There can be no other on this database, so nobody need be asked.</summary>
    public bool Alone { get; } = alone;

    /// <summary>Hosts that live, this one among them.</summary>
    public int Live { get; private set; } = 1;

    /// <summary>Until the lease is over by this host's own steady clock, whatever became of the database: another one
    /// takes it over no sooner.</summary>
    public bool Sweeps
    {
        get
        {
            if (Alone)
                return true;
            lock (_gate)
                return _heldAt is { } at && time.GetElapsedTime(at) < HostStore.Silence;
        }
    }

    public void Learn(int live) => Live = Math.Max(1, live);

    /// <param name="askedAt">The timestamp from before the role was asked for; null when it is another's.</param>
    public void LearnRole(long? askedAt)
    {
        lock (_gate)
            _heldAt = askedAt;
    }
}
