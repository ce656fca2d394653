using SmsActivation.Core.Replies;

namespace SmsActivation.Worker.Ops.Replies;

/// <summary>What a text answers to, as the page groups them.</summary>
public enum ReplyGroup
{
    Good,
    NextStep,
    Password,
    Keyword,
    Notice,
}

/// <summary>When each text is sent, for whoever writes it.</summary>
public static class ReplyMoments
{
    public static string Name(this ReplyGroup group) =>
        group switch
        {
            ReplyGroup.Good => "Good news",
            ReplyGroup.NextStep => "Asks for a next step",
            ReplyGroup.Password => "Passwords",
            ReplyGroup.Keyword => "Keywords",
            ReplyGroup.Notice => "What our people did",
        };

    public static ReplyGroup Group(this ReplyTemplate template) => About(template).Group;

    /// <summary>A part of a sentence: "sent when …".</summary>
    public static string Moment(this ReplyTemplate template) => About(template).Moment;

    private static (ReplyGroup Group, string Moment) About(ReplyTemplate template) =>
        template switch
        {
            ReplyTemplate.Activated => (ReplyGroup.Good, "a card was activated; it brings the first password"),
            ReplyTemplate.ActivatedOwnPassword => (
                ReplyGroup.Good,
                "a card was activated for a member who has a password of their own"
            ),
            ReplyTemplate.WelcomeAgain => (
                ReplyGroup.Good,
                "an active card is texted again and its welcome never arrived; it brings a new password"
            ),
            ReplyTemplate.AlreadyActive => (ReplyGroup.Good, "the card is active on this very phone"),
            ReplyTemplate.MissingCardNumber => (ReplyGroup.NextStep, "nothing in the text is like a card number"),
            ReplyTemplate.InvalidCardNumber => (
                ReplyGroup.NextStep,
                "a number is nearly one: a digit too many, too few or wrong"
            ),
            ReplyTemplate.AmbiguousCardNumber => (ReplyGroup.NextStep, "the text holds several card numbers"),
            ReplyTemplate.UnknownCard => (ReplyGroup.NextStep, "the number is well formed and none of ours"),
            ReplyTemplate.PhoneAlreadyLinked => (ReplyGroup.NextStep, "the phone has another card already"),
            ReplyTemplate.CardAlreadyLinked => (
                ReplyGroup.NextStep,
                "another phone has the card; it must not say which"
            ),
            ReplyTemplate.HeldForReview => (ReplyGroup.NextStep, "the card is held until somebody has looked at it"),
            ReplyTemplate.CardBlocked => (ReplyGroup.NextStep, "the card is blocked"),
            ReplyTemplate.CardExpired => (ReplyGroup.NextStep, "the card's last good day is past"),
            ReplyTemplate.CardReplaced => (ReplyGroup.NextStep, "another card has taken its place"),
            ReplyTemplate.CardNotIssued => (ReplyGroup.NextStep, "the card was not handed out yet"),
            ReplyTemplate.CodeNeeded => (
                ReplyGroup.NextStep,
                "the card has a security code, and the text lacks it or has a wrong one"
            ),
            ReplyTemplate.CardNotConfirmed => (
                ReplyGroup.NextStep,
                "cards are being guessed, and no answer may say which one exists"
            ),
            ReplyTemplate.TooManyAttempts => (
                ReplyGroup.NextStep,
                "the phone has had too many failed tries; it is sent once, then there is silence"
            ),
            ReplyTemplate.PictureReceived => (ReplyGroup.NextStep, "a picture or a recording came instead of a number"),
            ReplyTemplate.LossReported => (ReplyGroup.NextStep, "the text tells of a lost or stolen card"),
            ReplyTemplate.PasswordReceived => (
                ReplyGroup.Password,
                "the text holds what looks like one of our passwords"
            ),
            ReplyTemplate.PasswordReissued => (ReplyGroup.Password, "PASSWORD was texted; it brings a new one"),
            ReplyTemplate.PasswordNeedsCard => (
                ReplyGroup.Password,
                "PASSWORD was texted after a long silence, without the card's last digits"
            ),
            ReplyTemplate.NoLinkedCard => (ReplyGroup.Password, "PASSWORD was texted from a phone without a card"),
            ReplyTemplate.OptedOut => (ReplyGroup.Keyword, "STOP was texted"),
            ReplyTemplate.OptedIn => (ReplyGroup.Keyword, "START was texted"),
            ReplyTemplate.OptedInHere => (
                ReplyGroup.Keyword,
                "START was texted, and a STOP to another number of ours stands"
            ),
            ReplyTemplate.HelpSent => (ReplyGroup.Keyword, "HELP was texted"),
            ReplyTemplate.CardUnlinked => (ReplyGroup.Notice, "somebody of ours took the card off this phone"),
            ReplyTemplate.ActivationUndone => (ReplyGroup.Notice, "somebody of ours undid an activation just made"),
            ReplyTemplate.CardBlockedNotice => (ReplyGroup.Notice, "somebody of ours blocked the card"),
            ReplyTemplate.CardUnblockedNotice => (ReplyGroup.Notice, "somebody of ours lifted a block"),
            ReplyTemplate.CardReplacedNotice => (ReplyGroup.Notice, "the card was replaced by another one"),
            ReplyTemplate.OnCall => (ReplyGroup.Notice, "an alert was raised; our own people alone get it"),
            ReplyTemplate.Campaign => (ReplyGroup.Notice, "a campaign was sent"),
            ReplyTemplate.CampaignTest => (ReplyGroup.Notice, "somebody of ours tried a campaign's text"),
        };
}
