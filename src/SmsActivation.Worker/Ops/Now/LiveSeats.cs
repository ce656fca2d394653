namespace SmsActivation.Worker.Ops.Now;

/// <summary>How many streams are open, by person: a browser keeps six connections to one place, and a host has other work.</summary>
public sealed class LiveSeats
{
    private const int MostForOne = 4;
    private const int MostForAll = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, int> _taken = [];
    private int _all;

    /// <summary>Null when there is none left; given back when it is disposed of.</summary>
    public IDisposable? TryTake(long staffId)
    {
        lock (_gate)
        {
            var mine = _taken.GetValueOrDefault(staffId);
            if (mine >= MostForOne || _all >= MostForAll)
                return null;
            _taken[staffId] = mine + 1;
            _all++;
        }
        return new Seat(this, staffId);
    }

    private void GiveBack(long staffId)
    {
        lock (_gate)
        {
            _all--;
            if (--_taken[staffId] == 0)
                _taken.Remove(staffId);
        }
    }

    private sealed class Seat(LiveSeats seats, long staffId) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
                seats.GiveBack(staffId);
        }
    }
}
