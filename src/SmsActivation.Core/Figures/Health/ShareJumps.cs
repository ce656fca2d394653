using SmsActivation.Core.Activation;
using SmsActivation.Core.Alerts;

namespace SmsActivation.Core.Figures.Health;

/// <summary>An outcome that is suddenly frequent, and what that often means.</summary>
internal static class ShareJumps
{
    // Fewer are one customer who tries again, or chance.
    private const int Fewest = 10;
    private const double SmallestShare = 0.15;
    private const double Times = 3;

    /// <summary>The worst one; null when the last hour is like the week.</summary>
    public static Finding? Find(LogFigures log)
    {
        double hour = log.LastHour.Texts.Sum();
        double week = log.LastWeek.Texts.Sum();
        return Enum.GetValues<OutcomeCode>()
            .Select(outcome => (Outcome: outcome, Texts: log.LastHour.Of(outcome.ToString()), Cause: CauseOf(outcome)))
            .Where(one => one.Cause is not null && one.Texts >= Fewest && one.Texts / hour >= SmallestShare)
            .Select(one =>
                (one.Outcome, one.Cause, Now: one.Texts / hour, Usual: log.LastWeek.Of(one.Outcome.ToString()) / week)
            )
            .Where(one => one.Now >= one.Usual * Times)
            .OrderByDescending(one => one.Now)
            .Select(one => new Finding(
                Gravity.Warn,
                $"{one.Outcome} ends {SpanWords.Percent(one.Now)} of the last hour's texts; in the last week it was {SpanWords.Percent(one.Usual)}.",
                one.Cause,
                Lookup.Log,
                AlertKind.RefusalsJump
            ))
            .FirstOrDefault();
    }

    /// <summary>Null for what is no fault of ours however often it comes.</summary>
    private static string? CauseOf(OutcomeCode outcome) =>
        outcome switch
        {
            OutcomeCode.UnknownCard => "Was a batch sold that was not imported?",
            OutcomeCode.CardNotIssued => "Was a batch sold that still stands as prepared?",
            OutcomeCode.CardBlocked or OutcomeCode.CardReplaced => "Was a whole batch blocked or replaced?",
            OutcomeCode.CardExpired => "Is a batch sold that has expired?",
            OutcomeCode.CodeNeeded => "Does the card say that its code is texted along?",
            OutcomeCode.InvalidCardNumber => "Is a batch misprinted?",
            OutcomeCode.CardAlreadyLinked => "Is somebody trying numbers, or was a batch printed twice?",
            OutcomeCode.HeldForReview => "Look at the cards that are held.",
            OutcomeCode.NotAllowed => "Is a country missing in Phones:AllowedCountries?",
            OutcomeCode.SenderNotReachable => "See which numbers these texts come from.",
            OutcomeCode.TooManyAttempts => "See which phones these are.",
            OutcomeCode.Unprocessed => "See the host's own log.",
            OutcomeCode.OptedOut
            or OutcomeCode.OptedIn
            or OutcomeCode.HelpSent
            or OutcomeCode.PasswordReceived
            or OutcomeCode.PasswordReissued
            or OutcomeCode.PasswordNeedsCard
            or OutcomeCode.NoLinkedCard
            or OutcomeCode.LossReported
            or OutcomeCode.PictureReceived
            or OutcomeCode.Acknowledged
            or OutcomeCode.MissingCardNumber
            or OutcomeCode.AmbiguousCardNumber
            or OutcomeCode.AlreadyActive
            or OutcomeCode.PhoneAlreadyLinked
            or OutcomeCode.Activated => null,
        };
}
