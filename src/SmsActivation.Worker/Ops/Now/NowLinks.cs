using SmsActivation.Core.Figures.Health;
using SmsActivation.Worker.Ops.Campaigns;

namespace SmsActivation.Worker.Ops.Now;

/// <summary>Where a finding is looked into.</summary>
internal static class NowLinks
{
    /// <summary>Null where there is nothing to see, or not for this person.</summary>
    public static (string Path, string Name)? Of(Finding finding, NowSight sight) =>
        finding.Campaign is { } campaign && sight.Campaigns
            ? ($"{CampaignPages.Here}/{campaign}", "See its page")
            : Of(finding.Lookup, sight.Log);

    private static (string Path, string Name)? Of(Lookup lookup, bool maySeeLog) =>
        lookup switch
        {
            Lookup.Nowhere => null,
            Lookup.Log => maySeeLog ? ("/ops/log", "See the log") : null,
            Lookup.NeedsPerson => maySeeLog ? ("/ops/needs", "See what needs a person") : null,
            Lookup.CarrierErrors => ("#errors", "See the carrier's answers"),
            Lookup.Queues => ("#queues", "See what waits"),
            Lookup.Hosts => ("#hosts", "See the hosts"),
            Lookup.Cards => maySeeLog ? ("/ops/cards", "See the cards") : null,
        };
}
