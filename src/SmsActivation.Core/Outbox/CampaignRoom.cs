namespace SmsActivation.Core.Outbox;

/// <summary>How many sends of campaigns may begin.</summary>
/// <param name="Most">So that replies find a place whatever campaigns do.</param>
/// <param name="Places">All that are free, for replies too.</param>
public sealed record CampaignRoom(int Most, int Places)
{
    /// <summary>What is left beside the texts that were claimed before.</summary>
    internal int Beside(int claimed) => Math.Min(Most, Places - claimed);
}
