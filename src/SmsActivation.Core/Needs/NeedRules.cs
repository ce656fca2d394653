using SmsActivation.Core.Alerts;
using SmsActivation.Core.Cases;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Needs;

/// <summary>What is most urgent, why it is there, and what to do about it.</summary>
public static class NeedRules
{
    /// <summary>Most urgent first; of what is as urgent, what has waited longest.</summary>
    public static IReadOnlyList<Need> InOrder(IEnumerable<Need> needs) =>
        [.. needs.OrderBy(UrgencyOf).ThenBy(need => need.Since).ThenBy(need => need.Id)];

    public static Urgency UrgencyOf(Need need) =>
        need.Kind switch
        {
            NeedKind.Alert => UrgencyOf(AlertOf(need).Kind.Severity()),
            NeedKind.LossReport => Urgency.PointsAtRisk,
            NeedKind.DeadLetter => Urgency.NoAnswer,
            NeedKind.UndeliveredWelcome => WaitsForStart(need) ? Urgency.WaitsForCustomer : Urgency.NoWelcome,
            NeedKind.UnsettledSend => Urgency.Unsettled,
            NeedKind.HeldCard => Urgency.Review,
        };

    public static string What(NeedKind kind) =>
        kind switch
        {
            NeedKind.Alert => "Alert",
            NeedKind.LossReport => "Card reported lost",
            NeedKind.DeadLetter => "Text not handled",
            NeedKind.UndeliveredWelcome => "Welcome not delivered",
            NeedKind.UnsettledSend => "Send of unknown end",
            NeedKind.HeldCard => "Card held",
        };

    public static string Why(Need need) =>
        need.Kind switch
        {
            NeedKind.Alert => Sentence(AlertOf(need).SummaryWithWhy),
            NeedKind.LossReport =>
                "The customer texted that the card is lost or stolen, and was told that we know. Nothing is blocked yet.",
            NeedKind.DeadLetter => "Every try to handle this text failed, so the customer has had no answer.",
            NeedKind.UndeliveredWelcome => WhyNotDelivered(need),
            NeedKind.UnsettledSend => WhyUnsettled(need.Word),
            NeedKind.HeldCard => need.Word is { Length: > 0 } reason ? $"Held: {reason}" : "Held without a reason.",
        };

    public static NeedStep StepOf(Need need) =>
        need.Kind switch
        {
            NeedKind.Alert => AlertPlaces.Of(AlertOf(need), need.CardId) is NeedPlace.Campaign page
                ? new("See its page", page, "There somebody goes on with it, or stops it for good.")
                : new(AlertOf(need).NextStep, AlertPlaces.Of(AlertOf(need), need.CardId)),
            NeedKind.LossReport => new("Block the card", CaseOf(CaseBy.Text, need)),
            NeedKind.DeadLetter => new("Replay the text", CaseOf(CaseBy.Text, need)),
            NeedKind.UndeliveredWelcome => StepAfter(need),
            NeedKind.UnsettledSend => new(
                "See whether it arrived",
                CaseOf(CaseBy.Reply, need),
                "The carrier's console shows it. Say on the case what became of it."
            ),
            NeedKind.HeldCard => new("Release or block it", CaseOf(CaseBy.Card, need)),
        };

    /// <summary>A hold ends by its release alone; who ticks an alert looks after it from then on.</summary>
    public static bool CanBeDealtWith(NeedKind kind) =>
        kind switch
        {
            NeedKind.Alert
            or NeedKind.LossReport
            or NeedKind.DeadLetter
            or NeedKind.UndeliveredWelcome
            or NeedKind.UnsettledSend => true,
            NeedKind.HeldCard => false,
        };

    private static StandingAlert AlertOf(Need need) =>
        need.Alert ?? throw new InvalidOperationException($"{need.Kind} {need.Id} is no alert.");

    private static Urgency UrgencyOf(AlertSeverity severity) =>
        severity switch
        {
            AlertSeverity.Critical => Urgency.Everybody,
            AlertSeverity.Warning => Urgency.Review,
        };

    private static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}.";

    private static bool IsOptedOut(Need need) => LostSends.FindingOf(need.ErrorCode) == CaseFinding.CarrierSaysOptedOut;

    private static bool WaitsForStart(Need need) => IsOptedOut(need) && !need.StartedSince;

    private static NeedPlace.Case CaseOf(CaseBy by, Need need) => new(new CaseKey(by, need.Id));

    private static string WhyNotDelivered(Need need) =>
        need switch
        {
            { ErrorCode: { } code, StartedSince: true } when IsOptedOut(need) =>
                $"{code}: the recipient had opted out. They have texted START since, so texts go through again.",
            { ErrorCode: { } code } when TwilioErrors.Find(code) is { } known => $"{code}: {known.Meaning}.",
            { ErrorCode: { } code } => $"Carrier error {code}, which our list does not know.",
            { Word: { Length: > 0 } word } => $"Not delivered: {word}.",
            _ => "The carrier gave no reason.",
        };

    /// <summary>What helps depends on what the carrier said.</summary>
    private static NeedStep StepAfter(Need need)
    {
        var place = CaseOf(CaseBy.Reply, need);
        var finding = LostSends.FindingOf(need.ErrorCode);
        if (WaitsForStart(need))
            return new(
                "Customer must text START",
                place,
                "Nothing reaches this phone before. Once they have, send it again."
            );
        if (finding == CaseFinding.NumberTakesNoTexts)
            return new(
                "Ask for another number",
                place,
                "This one takes no texts. Unlinked, the card can be texted from a mobile phone."
            );
        if (finding == CaseFinding.SenderNotAllowed)
            return new(
                "Have our sender mended",
                place,
                "It is our number or account that is at fault. Then send it again."
            );
        return finding == CaseFinding.PhoneWasAway
            ? new("Send it again", place, "It was switched off or out of reach.")
            : new("Send it again", place);
    }

    private static string WhyUnsettled(string? reason) =>
        reason switch
        {
            SettleRules.SeveralMatch =>
                "It may have been sent: the carrier lists more texts like it than we tried to send.",
            SettleRules.NotComparable =>
                "It may have been sent: the carrier lists texts to this phone whose words it no longer shows.",
            SettleRules.NotReadable => "It may have been sent: the carrier's list for this phone cannot be read.",
            "campaign" => "It may have been sent. A campaign text is never sent twice without a person's word.",
            _ => "It may have been sent: nobody but a person can tell.",
        };
}
