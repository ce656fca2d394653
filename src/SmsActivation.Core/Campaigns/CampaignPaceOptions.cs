namespace SmsActivation.Core.Campaigns;

/// <summary>Section <c>Campaigns</c>: how their texts leave, and when one pauses by itself.</summary>
public sealed class CampaignPaceOptions
{
    /// <summary>Nobody is texted by two campaigns within it.</summary>
    public TimeSpan MinGap { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Texts of all campaigns in a UTC day, of all hosts together; beside <c>Limits:SendsPerDay</c>.</summary>
    public int SendsPerDay { get; init; } = 20_000;

    /// <summary>Of the texts of the last minutes, so many failed or did not arrive.</summary>
    public int PauseAtFailurePercent { get; init; } = 20;

    /// <summary>Of the texts of the last minutes, so many were answered by STOP.</summary>
    public int PauseAtOptOutPercent { get; init; } = 5;

    /// <summary>Fewer failures, or STOPs, prove nothing.</summary>
    public int PauseFrom { get; init; } = 10;

    /// <summary>A campaign to more people than these is started only once somebody else than its maker has approved it.</summary>
    public int ApprovalAbove { get; init; } = 1_000;

    /// <summary>An activation later than this after the text is none of its merits.</summary>
    public TimeSpan ActivatedWithin { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Every fault, each naming its setting and value.</summary>
    public IEnumerable<string> Faults()
    {
        if (MinGap < TimeSpan.Zero)
            yield return $"Campaigns:MinGap is {MinGap}: it must not be below zero.";
        if (ActivatedWithin <= TimeSpan.Zero)
            yield return $"Campaigns:ActivatedWithin is {ActivatedWithin}: it must be above zero.";
        if (SendsPerDay < 1)
            yield return $"Campaigns:SendsPerDay is {SendsPerDay}: it must be above zero.";
        if (ApprovalAbove < 0)
            yield return $"Campaigns:ApprovalAbove is {ApprovalAbove}: it must not be below zero.";
        if (PauseAtFailurePercent is < 1 or > 100)
            yield return $"Campaigns:PauseAtFailurePercent is {PauseAtFailurePercent}: it must be from 1 to 100.";
        if (PauseAtOptOutPercent is < 1 or > 100)
            yield return $"Campaigns:PauseAtOptOutPercent is {PauseAtOptOutPercent}: it must be from 1 to 100.";
        if (PauseFrom < 1)
            yield return $"Campaigns:PauseFrom is {PauseFrom}: it must be above zero.";
    }
}
