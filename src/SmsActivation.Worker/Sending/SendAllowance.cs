using SmsActivation.Core.Alerts;
using SmsActivation.Core.Outbox;

namespace SmsActivation.Worker.Sending;

/// <summary>What this host may still send today: a block taken out of the day's ceiling, renewed before it is used
/// up.</summary>
public sealed partial class SendAllowance(SendDayStore days, TimeProvider time, ILogger<SendAllowance> logger)
{
    private readonly Lock _gate = new();
    private DateOnly _day;
    private int _left;

    /// <summary>Half of a block is left at most: time to take another.</summary>
    public bool IsLow
    {
        get
        {
            lock (_gate)
                return _day != Today() || _left * 2 <= days.Block;
        }
    }

    public int Left
    {
        get
        {
            lock (_gate)
                return _day == Today() ? _left : 0;
        }
    }

    /// <summary>So many sends, or what is left of them; <see cref="RefillAsync"/> may bring more.</summary>
    public int Take(int most)
    {
        lock (_gate)
        {
            var taken = _day == Today() ? Math.Min(most, _left) : 0;
            _left -= taken;
            return taken;
        }
    }

    /// <summary>Sends that did not come about.</summary>
    public void GiveBack(int sends = 1)
    {
        lock (_gate)
            _left += sends;
    }

    /// <summary>One loop calls this, one at a time.</summary>
    public async Task RefillAsync()
    {
        if (!IsLow)
            return;
        var today = Today();
        var (sends, told) = await days.TakeAsync(today, time.GetUtcNow());
        if (told)
            LogCeiling(AlertKind.SendCeilingReached, days.Ceiling);
        lock (_gate)
        {
            // What was left of yesterday is no part of today.
            _left = _day == today ? _left + sends : sends;
            _day = today;
        }
    }

    /// <summary>At a stop: another host, or the next start, may send what this one did not.</summary>
    public Task ReturnAsync()
    {
        int left;
        lock (_gate)
        {
            left = _left;
            _left = 0;
        }
        return left == 0 ? Task.CompletedTask : days.GiveBackAsync(_day, left);
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "ALERT {Kind}: Limits:SendsPerDay is {Ceiling}; replies wait until tomorrow, UTC"
    )]
    private partial void LogCeiling(AlertKind kind, int ceiling);
}
