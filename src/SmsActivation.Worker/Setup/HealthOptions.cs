namespace SmsActivation.Worker.Setup;

/// <summary>Section <c>Health</c>.</summary>
public sealed class HealthOptions
{
    /// <summary>A host with a due reply that has waited longer is not ready.</summary>
    public TimeSpan OldestDueReply { get; init; } = TimeSpan.FromMinutes(5);

    public IEnumerable<string> Faults()
    {
        if (OldestDueReply < TimeSpan.FromSeconds(1) || OldestDueReply > TimeSpan.FromDays(1))
            yield return $"Health:OldestDueReply is {OldestDueReply}: it must be from 00:00:01 to 1.00:00:00.";
    }
}
