using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;

namespace SmsActivation.Core.Alerts;

/// <summary>An alert in plain words: what is wrong, and the one thing to do next.</summary>
public static class AlertWords
{
    private const int SignsLeftOpen = 4;

    /// <summary>A subject that a screen, a log or a webhook may hold: of a card its last four signs.</summary>
    public static string Shown(AlertKind kind, string subject) =>
        kind switch
        {
            AlertKind.CardTriedByMany => CardMask.Mask(subject),
            AlertKind.RangeTried => subject.Length > 2 * SignsLeftOpen
                ? $"•••• {subject[^(2 * SignsLeftOpen)..]}"
                : CardMask.Mask(subject),
            AlertKind.SendCeilingReached
            or AlertKind.ApiKeySuspended
            or AlertKind.EventGivenUp
            or AlertKind.Silence
            or AlertKind.RefusalsJump
            or AlertKind.SendsFail
            or AlertKind.OldestText
            or AlertKind.OldestReply
            or AlertKind.UnknownSends
            or AlertKind.DeadTexts
            or AlertKind.SendCeilingNear
            or AlertKind.CarrierDown
            or AlertKind.SenderRefused
            or AlertKind.WebhooksRefused
            or AlertKind.SpoolInUse
            or AlertKind.DatabaseAway
            or AlertKind.RedactionGivenUp
            or AlertKind.SpoolTorn
            or AlertKind.RestoreHolds
            or AlertKind.CampaignPaused => subject,
        };

    /// <param name="shown">As <see cref="Shown"/> gives it, or shorter.</param>
    public static string Summary(AlertKind kind, string shown, long? figure, long? usual) =>
        kind switch
        {
            AlertKind.CardTriedByMany => $"many phones fail on card {shown}",
            AlertKind.RangeTried => $"card numbers near {shown} are tried one by one",
            AlertKind.SendCeilingReached => "today's sends are used up, replies wait for tomorrow (UTC)",
            AlertKind.ApiKeySuspended => $"API key {shown} is suspended, it asked for many unknown cards",
            AlertKind.EventGivenUp => $"an event for {shown} was given up",
            AlertKind.Silence => $"{figure ?? 0} texts came, usually {usual ?? 0} at this hour",
            AlertKind.RefusalsJump => $"{shown} is {figure ?? 0}% of texts, usually {usual ?? 0}%",
            AlertKind.SendsFail => $"{figure ?? 0}% of our texts fail or do not arrive",
            AlertKind.OldestText => $"a customer's text has waited {figure ?? 0} min to be handled",
            AlertKind.OldestReply => $"a due reply has waited {figure ?? 0} min to be sent",
            AlertKind.UnknownSends => $"of {figure ?? 0} sends nobody knows whether they left",
            AlertKind.DeadTexts => $"{figure ?? 0} texts could not be handled",
            AlertKind.SendCeilingNear => $"{figure ?? 0}% of today's sends are used",
            AlertKind.CarrierDown => $"the carrier takes no texts, {figure ?? 0} tries failed",
            AlertKind.SenderRefused => shown.Length == 0
                ? $"the carrier refuses to send for us, error {figure ?? 0}"
                : $"the carrier refuses our sender {shown}, error {figure ?? 0}",
            AlertKind.WebhooksRefused => $"{figure ?? 0}% of the carrier's webhooks are answered 403 by {shown}",
            AlertKind.SpoolInUse => $"{figure ?? 0} texts wait on the disk of {shown}, the database does not take them",
            AlertKind.DatabaseAway => $"{shown} cannot reach its database",
            AlertKind.RedactionGivenUp => $"the carrier still holds {figure ?? 0} texts with passwords",
            AlertKind.SpoolTorn => $"a spool file cannot be read: {shown}",
            AlertKind.RestoreHolds => $"no text leaves for {figure ?? 0} min after a restore",
            AlertKind.CampaignPaused => $"campaign {shown} has paused by itself, too many fail or say STOP",
        };

    /// <summary>One step; short enough for a text.</summary>
    public static string NextStep(AlertKind kind, string subject) =>
        kind switch
        {
            AlertKind.CardTriedByMany => "Look at the card's case",
            AlertKind.RangeTried => "Look at the log for these cards",
            AlertKind.SendCeilingReached => "Raise Limits:SendsPerDay or wait",
            AlertKind.ApiKeySuspended => "Ask the till, then api-keys resume",
            AlertKind.EventGivenUp => "Mend the receiver, then events replay",
            AlertKind.Silence => "Text our number, check the webhook URL at Twilio",
            AlertKind.RefusalsJump => UsualCause(subject) ?? "Look at the log for this outcome, and at the last batch",
            AlertKind.SendsFail => "Look at the error codes under Now",
            AlertKind.OldestText => "Look at the hosts and the database",
            AlertKind.OldestReply => "Look at the hosts and the carrier",
            AlertKind.UnknownSends => "Settle them under Needs a person",
            AlertKind.DeadTexts => "Replay them under Needs a person",
            AlertKind.SendCeilingNear => "Raise Limits:SendsPerDay, or find what sends so much",
            AlertKind.CarrierDown => "Look at status.twilio.com and the network",
            AlertKind.SenderRefused => "Check key and number in Twilio's console",
            AlertKind.WebhooksRefused => "Check Twilio:AuthToken and PublicBaseUrl",
            AlertKind.SpoolInUse => "Look at the database",
            AlertKind.DatabaseAway => "Look at the database",
            AlertKind.RedactionGivenUp => "Look at the log, delete them at Twilio",
            AlertKind.SpoolTorn => "Keep the file for a developer",
            AlertKind.RestoreHolds => "Look at /health/ready, check the carrier's list",
            AlertKind.CampaignPaused => "Look at its page in Campaigns: go on with it, or stop it",
        };

    /// <summary>What is often behind it when many texts are refused so.</summary>
    private static string? UsualCause(string outcome) =>
        outcome switch
        {
            nameof(OutcomeCode.UnknownCard) => "See whether a batch was sold that was not imported",
            nameof(OutcomeCode.CardNotIssued) => "See whether a batch was sold that stands as prepared",
            nameof(OutcomeCode.CardBlocked) or nameof(OutcomeCode.CardReplaced) =>
                "See whether a whole batch was blocked or replaced",
            nameof(OutcomeCode.CardExpired) => "See whether a batch is sold that has expired",
            nameof(OutcomeCode.CodeNeeded) => "See whether the card says to text its code as well",
            nameof(OutcomeCode.InvalidCardNumber) => "See whether a batch is misprinted",
            nameof(OutcomeCode.CardAlreadyLinked) => "See whether numbers are tried, or a batch was printed twice",
            nameof(OutcomeCode.HeldForReview) => "Look at the cards that are held",
            nameof(OutcomeCode.NotAllowed) => "See whether Phones:AllowedCountries lacks a country",
            nameof(OutcomeCode.TooManyAttempts) => "See which phones these are",
            _ => null,
        };

    /// <summary>What is over, in an all-clear.</summary>
    public static string Title(AlertKind kind) =>
        kind switch
        {
            AlertKind.CardTriedByMany => "card tried by many",
            AlertKind.RangeTried => "card numbers tried one by one",
            AlertKind.SendCeilingReached => "the day's sends used up",
            AlertKind.ApiKeySuspended => "API key suspended",
            AlertKind.EventGivenUp => "event given up",
            AlertKind.Silence => "silence",
            AlertKind.RefusalsJump => "many refusals",
            AlertKind.SendsFail => "failing sends",
            AlertKind.OldestText => "texts that wait",
            AlertKind.OldestReply => "replies that wait",
            AlertKind.UnknownSends => "sends of unknown end",
            AlertKind.DeadTexts => "texts not handled",
            AlertKind.SendCeilingNear => "most of the day's sends used",
            AlertKind.CarrierDown => "carrier down",
            AlertKind.SenderRefused => "sender refused",
            AlertKind.WebhooksRefused => "webhooks answered 403",
            AlertKind.SpoolInUse => "spool in use",
            AlertKind.DatabaseAway => "database away",
            AlertKind.RedactionGivenUp => "passwords left at the carrier",
            AlertKind.SpoolTorn => "spool file torn",
            AlertKind.RestoreHolds => "texts held by a restore",
            AlertKind.CampaignPaused => "campaign paused",
        };
}
