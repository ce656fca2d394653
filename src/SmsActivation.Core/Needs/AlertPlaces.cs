using SmsActivation.Core.Activation;
using SmsActivation.Core.Alerts;
using SmsActivation.Core.Cases;

namespace SmsActivation.Core.Needs;

/// <summary>Where the next step after an alert is taken.</summary>
internal static class AlertPlaces
{
    /// <param name="card">Of the card that it is about, where we know it.</param>
    public static NeedPlace Of(StandingAlert alert, long? card) =>
        alert.Kind switch
        {
            AlertKind.CardTriedByMany => card is { } id
                ? new NeedPlace.Case(new CaseKey(CaseBy.Card, id))
                : new NeedPlace.Log(),
            AlertKind.RangeTried => new NeedPlace.Log(),
            AlertKind.CampaignPaused => alert.CampaignId is { } campaign
                ? new NeedPlace.Campaign(campaign)
                : new NeedPlace.Elsewhere(),
            AlertKind.RefusalsJump => new NeedPlace.Log(
                Enum.TryParse<OutcomeCode>(alert.Subject, out var outcome) ? outcome : null
            ),
            AlertKind.DeadTexts => new NeedPlace.Needs(NeedKind.DeadLetter),
            AlertKind.UnknownSends => new NeedPlace.Needs(NeedKind.UnsettledSend),
            AlertKind.SendCeilingReached
            or AlertKind.SendCeilingNear
            or AlertKind.SendsFail
            or AlertKind.OldestText
            or AlertKind.OldestReply => new NeedPlace.Now(),
            AlertKind.ApiKeySuspended
            or AlertKind.EventGivenUp
            or AlertKind.Silence
            or AlertKind.CarrierDown
            or AlertKind.SenderRefused
            or AlertKind.WebhooksRefused
            or AlertKind.SpoolInUse
            or AlertKind.DatabaseAway
            or AlertKind.RedactionGivenUp
            or AlertKind.SpoolTorn
            or AlertKind.RestoreHolds => new NeedPlace.Elsewhere(),
        };
}
