using SmsActivation.Core.Cards;
using SmsActivation.Core.Cases;
using SmsActivation.Core.Phones;
using SmsActivation.Worker.Ops.Words;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>How a case stands, in one sentence, and what to do now, in another.</summary>
public sealed record CaseWords(Tone Tone, string State, string Next)
{
    /// <summary>Twilio's code of what a filter took.</summary>
    private const int Filtered = 30007;

    private const string TextAgain = "Ask the customer to text the card's number again: nothing stands in its way now.";

    /// <param name="ours">The numbers that customers text.</param>
    public static CaseWords Of(CaseStep step, CaseFacts facts, IReadOnlyList<string> ours) =>
        step.Finding switch
        {
            CaseFinding.NothingArrived => NothingArrived(facts, ours),
            CaseFinding.TextWaits => new(
                Tone.Neutral,
                $"A text came {Ago(facts, step.Text!.ReceivedAt)} and is not decided yet.",
                "Wait a few seconds and look again. If it stays like this, the page Now says what is wrong."
            ),
            CaseFinding.TextGivenUp => new(
                Tone.Bad,
                $"Their last text could not be handled, after {step.Text!.Attempts} tries.",
                "Read it again: the customer then gets the answer that they wait for."
            ),
            CaseFinding.OptedOut => new(
                Tone.Warn,
                "This phone texted STOP, so no text is sent to it.",
                "If the customer wants texts again, ask them to text START."
            ),
            CaseFinding.CarrierSaysOptedOut => Lost(
                step,
                facts,
                "The customer must text START first; only then send it again."
            ),
            CaseFinding.PhoneWasAway => Lost(
                step,
                facts,
                "Ask the customer to switch the phone on, where it has reception. Then send it."
            ),
            CaseFinding.NumberTakesNoTexts => Lost(
                step,
                facts,
                "No SMS reaches this number. Ask for a mobile number, and have the card texted from there."
            ),
            CaseFinding.SenderNotAllowed => Lost(
                step,
                facts,
                "It is our number or account that is at fault: whoever runs this service has to mend that first."
            ),
            CaseFinding.ReplyLost => Lost(step, facts, Again(step)),
            CaseFinding.SendUnsettled => new(
                Tone.Warn,
                $"{Name(step)} may have been sent: the carrier did not say.",
                "Wait: it is looked up at the carrier and settled within 3 minutes or so."
            ),
            CaseFinding.SendLeftToPerson => new(
                Tone.Bad,
                $"Nobody knows whether {Lower(Name(step))} was sent: {step.Send!.LeftToPerson}.",
                $"Look in the carrier's log for a text to this phone of {Clock(step.Send.CreatedAt)}, then say what you found."
            ),
            CaseFinding.SendsHeld => new(
                Tone.Warn,
                "The database was put back, and no reply leaves before all is looked up at the carrier.",
                "Wait: replies leave by themselves then."
            ),
            CaseFinding.SendWaits => new(
                Tone.Neutral,
                $"{Name(step)} waits to be sent; it was written {Ago(facts, step.Send!.CreatedAt)}.",
                "Wait and look again. If it stays like this, the page Now says what is wrong."
            ),
            CaseFinding.ReplyUnreported => new(
                Tone.Neutral,
                $"{Name(step)} was sent {Ago(facts, step.Send!.SentAt ?? step.Send.CreatedAt)}, and the phone has not confirmed it.",
                "Ask the customer to look for it. If it is not there after some minutes, send a new password."
            ),
            CaseFinding.TriesUsedUp => new(
                Tone.Warn,
                $"This phone used up its {facts.Limits!.FailedTries} tries, so numbers from it are not looked at until {Clock(facts.Limits.TriesUntil)}.",
                "Have them read the card's number to you. If it is right, let them try again."
            ),
            CaseFinding.PasswordsUsedUp => new(
                Tone.Warn,
                $"This phone asked for {facts.Limits!.PasswordRequests} passwords, so PASSWORD is not answered until {Clock(facts.Limits.PasswordsUntil)}.",
                "If they did ask for them, let them ask again."
            ),
            CaseFinding.RepliesUsedUp => new(
                Tone.Warn,
                "This phone was sent so many replies that its last text was not answered.",
                "If a person texts there and no robot, answer them again."
            ),
            CaseFinding.AnotherPhoneHasCard => new(
                Tone.Warn,
                $"Another phone, {PhoneMask.Mask(step.Card!.Holder!.Phone)}, has this card ({CardMask.Mask(step.Card.Number)}) since {Clock(step.Card.Holder.LinkedAt)}.",
                "Ask for proof that the card is theirs: the card itself, a receipt. Then unlink it and have them text it again."
            ),
            CaseFinding.AnotherPhoneWantsCard => new(
                Tone.Warn,
                $"Card {CardMask.Mask(step.Card!.Number)} is active on this phone. Phone {PhoneWords.Of(step.Claim!.Phone)} asks for this card: it texted it on {Clock(step.Claim.At)}.",
                "Find out whose card it is: ask for the card itself, or a receipt. If it is the other phone's, unlink it on the card's own case. Else there is nothing to mend."
            ),
            CaseFinding.TextAgain => new(
                Tone.Good,
                step.Card is { } card
                    ? $"What stood in the way of card {CardMask.Mask(card.Number)} is gone."
                    : "What stood in the way of their last text is gone.",
                TextAgain
            ),
            CaseFinding.PhoneHasAnotherCard => new(
                Tone.Warn,
                $"This phone has a card already, {CardMask.Mask(step.Card!.Number)}, and it works.",
                step.Move is null
                    ? "Tell the customer that it works. The other card cannot take its place."
                    : $"If they want the card that they texted ({CardMask.Mask(step.Text!.Card!)}) instead, put it in the old one's place."
            ),
            CaseFinding.CardHeld => new(
                Tone.Warn,
                $"Card {CardMask.Mask(step.Card!.Number)} is held for review: {step.Card.HeldReason}.",
                "Make sure that the card is theirs. Then release it and have them text it again."
            ),
            CaseFinding.CardBlocked => new(
                Tone.Warn,
                $"Card {CardMask.Mask(step.Card!.Number)} is blocked.",
                "If it was blocked by mistake, or was found again, unblock it. Else give them a new card."
            ),
            CaseFinding.CardReplaced => new(
                Tone.Warn,
                $"Card {CardMask.Mask(step.Card!.Number)} was replaced by a newer one.",
                "Ask the customer for the newer card; if they have none, give them one."
            ),
            CaseFinding.CardExpired => new(
                Tone.Warn,
                $"Card {CardMask.Mask(step.Card!.Number)} has expired{(step.Card.ExpiresOn is { } day ? $", its last day was {day:yyyy-MM-dd}" : "")}.",
                "Give the customer a new card."
            ),
            CaseFinding.CardNotIssued => new(
                Tone.Warn,
                $"Card {CardMask.Mask(step.Card!.Number)} is printed, but was never handed out.",
                "Find out where they have it from. If a shop gave it to them, have it issued on the page Cards."
            ),
            CaseFinding.CodesLocked => new(
                Tone.Warn,
                $"Too many wrong codes were texted for card {CardMask.Mask(step.Card!.Number)}, so none is compared until {Clock(step.Card.CodeLockedUntil)}.",
                "If the customer has the card in hand, let codes be compared again."
            ),
            CaseFinding.CodeMissing => new(
                Tone.Warn,
                "The card has a security code, and the text lacked it or had another.",
                "Ask the customer to text the number and the code under the scratch strip in one message."
            ),
            CaseFinding.LossReported => new(
                Tone.Bad,
                "They say that the card is lost or stolen.",
                step.Move is null
                    ? "Give the customer a new card."
                    : "Ask whether it is so. Then block the card, so that nobody spends its points."
            ),
            CaseFinding.NumberNotRead => new(
                Tone.Warn,
                $"Their last text named no card of ours{(step.Text?.DecidedAt is { } at ? $" ({Clock(at)})" : "")}.",
                "Have them read the number on the card to you, compare it with the text below, and ask them to text it again."
            ),
            CaseFinding.PasswordNotGiven => new(
                Tone.Warn,
                "They texted about a password and got none.",
                step.Move is null
                    ? "This phone has no card: ask the customer to text the card's number."
                    : "Make sure that you talk to the owner. Then send a new password."
            ),
            CaseFinding.NotServed => new(Tone.Warn, "Phones of this country are not served.", "Ask for another phone."),
            CaseFinding.SenderUnreachable => new(
                Tone.Neutral,
                "The sender is no phone that could be answered.",
                "There is nothing to do."
            ),
            CaseFinding.NoCard => new(
                Tone.Neutral,
                "No card is active on this phone.",
                "If they want one, ask the customer to text the number on the card's back."
            ),
            CaseFinding.NotSignedIn => new(
                Tone.Good,
                $"Card {CardMask.Mask(step.Card!.Number)} is active on this phone{Delivered(facts)}. Nobody has signed in yet.",
                "There is nothing to mend. If they have lost the password, send a new one."
            ),
            CaseFinding.AllWell => new(
                Tone.Good,
                step.Card is { } own
                    ? $"Card {CardMask.Mask(own.Number)} is active on this phone, and all is well."
                    : "All is well: their last text needs nothing.",
                "There is nothing to mend."
            ),
            CaseFinding.CardInUse => new(
                Tone.Good,
                $"The card is active on phone {PhoneMask.Mask(step.Card!.Holder!.Phone)} since {Clock(step.Card.Holder.LinkedAt)}.",
                "For whatever that customer asks, open their phone's case."
            ),
            CaseFinding.CardFree => new(
                Tone.Neutral,
                $"Nobody has the card: it is {CardWordsOf(step.Card!)}.",
                TextAgain
            ),
        };

    /// <summary>"Welcome was not delivered: 30007, …", with how often that came to be.</summary>
    private static CaseWords Lost(CaseStep step, CaseFacts facts, string next)
    {
        var send = step.Send!;
        var why = DeliveryWords.Reason(send.ErrorCode) ?? send.Error ?? "the carrier gave no reason";
        var times = facts.Sends.Count(other => other.IsLost && other.ErrorCode == send.ErrorCode);
        var own = facts.Cards.FirstOrDefault(card => card.Holder is not null && send.HoldsPassword);
        var card = own is null ? "" : $"Card {CardMask.Mask(own.Number)} is active on this phone, but ";
        var name = own is null ? Name(step) : Lower(Name(step));
        var again = times switch
        {
            1 => "",
            2 => " Another text to this phone was lost the same way.",
            _ => $" {times - 1} other texts to this phone were lost the same way.",
        };
        return new(Tone.Bad, $"{card}{name} was not delivered ({why}).{again}", next);
    }

    private static string Again(CaseStep step) =>
        step switch
        {
            { Move: not null, Send.ErrorCode: Filtered } =>
                $"{Sending(step.Move)}, and see here whether it arrives. If it is filtered again, "
                    + "ask for the words of our texts to be changed under Replies, or tell the carrier.",
            { Move: { } move } => $"{Sending(move)}.",
            { Move: null } => "Tell the customer yourself what it said.",
        };

    private static string Sending(PossibleMove move) =>
        move.Move == CaseMove.ReissuePassword ? "Send a new password" : "Send it again";

    private static CaseWords NothingArrived(CaseFacts facts, IReadOnlyList<string> ours) =>
        (facts.Subject, facts.FirstCard) switch
        {
            (CaseSubject.Card, { } card) => new(
                Tone.Neutral,
                $"No text about this card arrived: it is {CardWordsOf(card)}.",
                $"Have the customer text the card's number now, to {string.Join(" or ", ours)}: this page shows it within seconds. "
                    + "If it shows nothing, ask from which phone they texted, and find that phone."
            ),
            (CaseSubject.Card, null) => new(
                Tone.Neutral,
                "No text about this card arrived, and it is no card of ours.",
                "Compare each digit with the card. If they are the same, look for the customer's phone instead."
            ),
            _ => new(
                Tone.Warn,
                "No text from this phone arrived.",
                $"Ask which number they texted: ours {(ours.Count == 1 ? "is" : "are")} {string.Join(", ", ours)}. "
                    + "If it is the right one, ask the carrier for texts that we missed."
            ),
        };

    private static string CardWordsOf(CaseCard card) =>
        card.State == CardState.Active ? Case.CardWords.Of(CardState.Issued) : Case.CardWords.Of(card.State);

    private static string Delivered(CaseFacts facts) =>
        facts.Sends.FirstOrDefault(send => send is { HoldsPassword: true, SettledAt: not null, IsLost: false })
            is { } send
            ? $", and {Lower(TemplateWords.Of(send.Template))} was delivered {Ago(facts, send.SettledAt!.Value)}"
            : "";

    private static string Name(CaseStep step) => TemplateWords.Of(step.Send!.Template);

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    internal static string Clock(DateTimeOffset? at) => $"{at?.UtcDateTime:yyyy-MM-dd HH:mm}";

    private static string Ago(CaseFacts facts, DateTimeOffset at) => Words.Ago.Of(at, facts.Now);
}
