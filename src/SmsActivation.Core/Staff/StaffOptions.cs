namespace SmsActivation.Core.Staff;

/// <summary>Section <c>Staff</c>: signing in to <c>/ops</c>. Tries are limited as <c>Account:Tries</c> says.</summary>
public sealed record StaffOptions
{
    /// <summary>The secret that the second factors' keys are encrypted with; needed once there is somebody to sign
    /// in.</summary>
    public string? Key { get; init; }

    /// <summary>A session ends after so long, whatever is done in it.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>And when nothing was done in it for so long.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromHours(2);

    private const int ShortestKey = 16;

    public bool HasKey => !string.IsNullOrWhiteSpace(Key);

    /// <summary>Every fault, each naming its setting and value.</summary>
    public IEnumerable<string> Faults()
    {
        if (HasKey && Key!.Trim().Length < ShortestKey)
            yield return $"Staff:Key has {Key.Trim().Length} signs: it must have {ShortestKey} at least.";
        if (SessionLifetime < TimeSpan.FromMinutes(1) || SessionLifetime > TimeSpan.FromDays(30))
            yield return $"Staff:SessionLifetime is {SessionLifetime}: it must be from 00:01:00 to 30.00:00:00.";
        if (SessionIdle < TimeSpan.FromMinutes(1) || SessionIdle > SessionLifetime)
            yield return $"Staff:SessionIdle is {SessionIdle}: it must be from 00:01:00 to Staff:SessionLifetime.";
    }
}
