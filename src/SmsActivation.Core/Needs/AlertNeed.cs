using SmsActivation.Core.Alerts;

namespace SmsActivation.Core.Needs;

/// <summary>An alert as a person reads it on the list.</summary>
internal sealed record AlertNeed(Urgency Urgency, string Why, NeedStep Step)
{
    public static AlertNeed Of(Need need)
    {
        var subject = need.Subject ?? "";
        // A database may hold kinds of a newer version.
        if (!Enum.TryParse<AlertKind>(need.Word, out var kind))
            return new(Urgency.Everybody, $"{need.Word}: {subject}", new("See the figures", new NeedPlace.Now()));
        var summary = AlertWords.Summary(kind, AlertWords.Shown(kind, subject), need.Figure, need.Usual);
        return new(
            UrgencyOf(kind.Severity()),
            $"{char.ToUpperInvariant(summary[0])}{summary[1..]}.",
            new NeedStep(AlertWords.NextStep(kind), PlaceOf(kind, need.CardId))
        );
    }

    private static Urgency UrgencyOf(AlertSeverity severity) =>
        severity switch
        {
            AlertSeverity.Critical => Urgency.Everybody,
            AlertSeverity.Warning => Urgency.Review,
        };

    private static NeedPlace PlaceOf(AlertKind kind, long? cardId) =>
        kind switch
        {
            AlertKind.CardTriedByMany when cardId is { } id => new NeedPlace.Case(NeedCaseKey.Card, id),
            AlertKind.CardTriedByMany or AlertKind.RangeTried or AlertKind.RefusalsJump => new NeedPlace.Log(),
            AlertKind.Silence
            or AlertKind.SendsFail
            or AlertKind.OldestText
            or AlertKind.OldestReply
            or AlertKind.SendCeilingNear
            or AlertKind.SendCeilingReached
            or AlertKind.CarrierDown
            or AlertKind.RestoreHolds => new NeedPlace.Now(),
            AlertKind.ApiKeySuspended
            or AlertKind.EventGivenUp
            or AlertKind.SenderRefused
            or AlertKind.WebhooksRefused
            or AlertKind.SpoolInUse
            or AlertKind.DatabaseAway
            or AlertKind.RedactionGivenUp
            or AlertKind.SpoolTorn
            // What they count stands on the list itself.
            or AlertKind.UnknownSends
            or AlertKind.DeadTexts => new NeedPlace.Elsewhere(),
        };
}
