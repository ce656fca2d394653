using SmsActivation.Core.Activation;

namespace SmsActivation.Worker.Ops.Words;

/// <summary>What each outcome means, for whoever has never heard its code.</summary>
/// <param name="Sentence">What the customer did: it goes on from "the customer …", without a full stop.</param>
public sealed record OutcomeWords(Tone Tone, string Sentence)
{
    public static OutcomeWords Of(OutcomeCode code) =>
        code switch
        {
            OutcomeCode.SenderNotReachable => new(Tone.Neutral, "texted from a sender that cannot be answered"),
            OutcomeCode.OptedOut => new(Tone.Neutral, "asked for no more texts"),
            OutcomeCode.OptedIn => new(Tone.Neutral, "asked for texts again"),
            OutcomeCode.HelpSent => new(Tone.Neutral, "asked for help"),
            OutcomeCode.NotAllowed => new(Tone.Neutral, "texted from a country that is not served"),
            OutcomeCode.PasswordReceived => new(Tone.Warn, "texted us what looks like a password"),
            OutcomeCode.PasswordReissued => new(Tone.Good, "asked for a new password and was sent one"),
            OutcomeCode.PasswordNeedsCard => new(
                Tone.Warn,
                "asked for a password after a long silence: must add the last 4 digits of the card"
            ),
            OutcomeCode.NoLinkedCard => new(Tone.Warn, "asked for a password, but this phone has no card yet"),
            OutcomeCode.LossReported => new(Tone.Bad, "says that the card is lost or stolen: a person must see to it"),
            OutcomeCode.TooManyAttempts => new(Tone.Warn, "tried too often: has to wait"),
            OutcomeCode.PictureReceived => new(Tone.Warn, "sent a picture: must type the digits"),
            OutcomeCode.Acknowledged => new(Tone.Neutral, "wrote something that needs no answer"),
            OutcomeCode.InvalidCardNumber => new(Tone.Warn, "mistyped the number: a digit is missing, extra or wrong"),
            OutcomeCode.MissingCardNumber => new(Tone.Warn, "wrote no card number"),
            OutcomeCode.AmbiguousCardNumber => new(Tone.Warn, "wrote more than one possible card number"),
            OutcomeCode.UnknownCard => new(Tone.Warn, "wrote a number that is no card of ours"),
            OutcomeCode.AlreadyActive => new(Tone.Good, "has this very card on this phone already: it works"),
            OutcomeCode.PhoneAlreadyLinked => new(Tone.Warn, "has another card on this phone already"),
            OutcomeCode.CardAlreadyLinked => new(Tone.Warn, "wrote a card that another phone has"),
            OutcomeCode.HeldForReview => new(Tone.Warn, "wrote a card that is held: a person must look at it"),
            OutcomeCode.CardBlocked => new(Tone.Warn, "wrote a card that is blocked"),
            OutcomeCode.CardReplaced => new(Tone.Warn, "wrote a card that a newer one has replaced"),
            OutcomeCode.CardExpired => new(Tone.Warn, "wrote a card that has expired"),
            OutcomeCode.CardNotIssued => new(Tone.Warn, "wrote a card that was never handed out"),
            OutcomeCode.CodeNeeded => new(Tone.Warn, "left out the card's security code, or had it wrong"),
            OutcomeCode.Activated => new(Tone.Good, "has activated the card: it is theirs"),
            OutcomeCode.Unprocessed => new(Tone.Bad, "was not answered, 5 tries failed: a person must see to it"),
        };
}
