using SmsActivation.Core.Alerts;
using SmsActivation.Core.Cards;

namespace SmsActivation.Core.Needs;

/// <summary>An alert as a person reads it.</summary>
internal sealed record AlertWords(Urgency Urgency, string Why, NeedStep Step)
{
    private static readonly NeedPlace Elsewhere = new NeedPlace.Elsewhere();

    public static AlertWords Of(Need need)
    {
        var subject = need.Subject ?? "";
        // A database may hold kinds of a newer version.
        return Enum.TryParse<AlertKind>(need.Word, out var kind)
            ? Of(kind, subject, need.CardId)
            : new(Urgency.Everybody, $"{need.Word}: {subject}", new("See the figures", new NeedPlace.Now()));
    }

    private static AlertWords Of(AlertKind kind, string subject, long? cardId) =>
        kind switch
        {
            AlertKind.SendCeilingReached => new(
                Urgency.Everybody,
                $"The sends of {subject} are used up: replies wait until midnight, UTC.",
                new("See what is sent", new NeedPlace.Now(), "Limits:SendsPerDay sets how many there are.")
            ),
            AlertKind.EventGivenUp => new(
                Urgency.Everybody,
                $"{subject} was not told of an event in all the time that it was tried.",
                new("Mend the receiver", Elsewhere, "Then 'events replay' tells it all again.")
            ),
            AlertKind.ApiKeySuspended => new(
                Urgency.Everybody,
                $"The key “{subject}” asked for more unknown cards than anybody mistypes, and is suspended.",
                new("Look at that till", Elsewhere, "Then 'api-keys resume' lets it in again.")
            ),
            AlertKind.CardTriedByMany => new(
                Urgency.Review,
                $"More phones than a family has failed on card {CardMask.Mask(subject)}.",
                new(
                    "Look at the card",
                    cardId is { } id ? new NeedPlace.Case(NeedCaseKey.Card, id) : new NeedPlace.Log()
                )
            ),
            AlertKind.RangeTried => new(
                Urgency.Review,
                $"Neighbouring numbers, {subject}, were tried one after another.",
                new("Look at the texts", new NeedPlace.Log())
            ),
            var other => new(
                Urgency.Everybody,
                Alerts.AlertWords.Summary(other, Alerts.AlertWords.Shown(other, subject), figure: null, usual: null),
                new(Alerts.AlertWords.NextStep(other), Elsewhere)
            ),
        };
}
