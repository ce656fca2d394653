namespace SmsActivation.Worker.Hosts;

/// <summary>The one place that a host has for long work which somebody begins on a page: whoever comes while it is taken is told
/// so.</summary>
public sealed class OnePlace : IDisposable
{
    // Work is seen to have ended a moment before it gives its place back.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _place = new(1);

    /// <summary>The right to begin; null while another has it. Whoever does not begin gives it back.</summary>
    public async Task<Turn?> TryTakeAsync() => await _place.WaitAsync(Moment) ? new Turn(_place) : null;

    /// <summary>Whether somebody could begin now; nobody is kept from it by the question.</summary>
    public async Task<bool> IsFreeAsync()
    {
        using var turn = await TryTakeAsync();
        return turn is not null;
    }

    public void Dispose() => _place.Dispose();

    /// <summary>The place, for whoever has it.</summary>
    public sealed class Turn : IDisposable
    {
        private readonly SemaphoreSlim _place;
        private int _over;

        internal Turn(SemaphoreSlim place) => _place = place;

        /// <summary>Work has it now, and gives it back when it ends.</summary>
        internal void Keep() => _over = 1;

        /// <summary>Of work that has kept it, at its end.</summary>
        internal void End() => _place.Release();

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _over, 1) == 0)
                _place.Release();
        }
    }
}
