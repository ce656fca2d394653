using SmsActivation.Core.Outbox;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Needs;

/// <summary>What is most urgent, why it is there, and what to do about it.</summary>
public static class NeedRules
{
    /// <summary>The carrier lets nothing through to a phone that has texted STOP.</summary>
    public const int OptedOut = 21610;

    /// <summary>Most urgent first; of what is as urgent, what has waited longest.</summary>
    public static IReadOnlyList<Need> InOrder(IEnumerable<Need> needs) =>
        [.. needs.OrderBy(UrgencyOf).ThenBy(need => need.Since).ThenBy(need => need.Id)];

    public static Urgency UrgencyOf(Need need) =>
        need.Kind switch
        {
            NeedKind.Alert => AlertWords.Of(need).Urgency,
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
            NeedKind.Alert => AlertWords.Of(need).Why,
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
            NeedKind.Alert => AlertWords.Of(need).Step,
            NeedKind.LossReport => new("Block the card", CaseOf(NeedCaseKey.Inbound, need)),
            NeedKind.DeadLetter => new("Replay the text", CaseOf(NeedCaseKey.Inbound, need)),
            NeedKind.UndeliveredWelcome => StepAfter(need),
            NeedKind.UnsettledSend => new(
                "See whether it arrived",
                CaseOf(NeedCaseKey.Message, need),
                "The carrier's console shows it. If it is not there, send it again from the case."
            ),
            NeedKind.HeldCard => new("Release or block it", CaseOf(NeedCaseKey.Card, need)),
        };

    /// <summary>An action elsewhere takes the others off the list.</summary>
    public static bool CanBeDealtWith(NeedKind kind) =>
        kind switch
        {
            NeedKind.LossReport or NeedKind.DeadLetter or NeedKind.UndeliveredWelcome or NeedKind.UnsettledSend => true,
            NeedKind.Alert or NeedKind.HeldCard => false,
        };

    private static bool WaitsForStart(Need need) => need is { ErrorCode: OptedOut, StartedSince: false };

    private static NeedPlace.Case CaseOf(NeedCaseKey key, Need need) => new(key, need.Id);

    private static string WhyNotDelivered(Need need) =>
        need switch
        {
            { ErrorCode: OptedOut, StartedSince: true } =>
                "The phone had opted out (21610). The customer has texted START since, so texts go through again.",
            { ErrorCode: { } code } when TwilioErrors.Find(code) is { } known => $"{code}: {known.Meaning}.",
            { ErrorCode: { } code } => $"Carrier error {code}, which our list does not know.",
            { Word: { Length: > 0 } word } => $"Not delivered: {word}.",
            _ => "The carrier gave no reason.",
        };

    /// <summary>What helps depends on what the carrier said.</summary>
    private static NeedStep StepAfter(Need need)
    {
        var place = CaseOf(NeedCaseKey.Message, need);
        return need switch
        {
            { ErrorCode: OptedOut, StartedSince: false } => new(
                "Customer must text START",
                place,
                "Nothing reaches this phone before. Once they have, send it again."
            ),
            { ErrorCode: 21211 or 21614 or 21635 or 30005 or 30006 } => new(
                "Reach the customer another way",
                place,
                "This number takes no texts. Unlinked, the card can be activated from another phone."
            ),
            { ErrorCode: 30004 } => new("Ask the customer to unblock us", place, "Then send it again."),
            { ErrorCode: 30007 } => new(
                "Send it again",
                place,
                "Filtered twice: give the password by phone, and ask the carrier why."
            ),
            _ => new("Send it again", place),
        };
    }

    private static string WhyUnsettled(string? reason) =>
        reason switch
        {
            SettleRules.SeveralMatch => "It may have been sent: the carrier lists more texts like it than we tried to send.",
            SettleRules.NotComparable =>
                "It may have been sent: the carrier lists texts to this phone whose words it no longer shows.",
            SettleRules.NotReadable => "It may have been sent: the carrier's list for this phone cannot be read.",
            "campaign" => "It may have been sent. A campaign text is never sent twice without a person's word.",
            _ => "It may have been sent: nobody but a person can tell.",
        };
}
