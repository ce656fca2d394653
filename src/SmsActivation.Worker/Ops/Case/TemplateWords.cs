using SmsActivation.Core.Replies;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>What a text of ours is called, at the beginning of a sentence.</summary>
public static class TemplateWords
{
    /// <param name="template">A newer version's is shown as it is.</param>
    public static string Of(string template) =>
        Enum.TryParse<ReplyTemplate>(template, out var known) ? Of(known) : $"The reply {template}";

    private static string Of(ReplyTemplate template) =>
        template switch
        {
            ReplyTemplate.Activated or ReplyTemplate.ActivatedOwnPassword => "The welcome",
            ReplyTemplate.WelcomeAgain => "The second welcome",
            ReplyTemplate.PasswordReissued => "The new password",
            ReplyTemplate.AlreadyActive => "The reply “already active”",
            ReplyTemplate.MissingCardNumber => "The question for the card's number",
            ReplyTemplate.InvalidCardNumber => "The reply “mistyped number”",
            ReplyTemplate.AmbiguousCardNumber => "The reply “only one number, please”",
            ReplyTemplate.UnknownCard => "The reply “unknown card”",
            ReplyTemplate.PhoneAlreadyLinked => "The reply “this phone has a card”",
            ReplyTemplate.CardAlreadyLinked => "The reply “another phone has this card”",
            ReplyTemplate.HeldForReview => "The reply “card is being checked”",
            ReplyTemplate.CardBlocked => "The reply “card is switched off”",
            ReplyTemplate.CardExpired => "The reply “card has expired”",
            ReplyTemplate.CardReplaced => "The reply “card was replaced”",
            ReplyTemplate.CardNotIssued => "The reply “card not handed out”",
            ReplyTemplate.CodeNeeded => "The question for the code",
            ReplyTemplate.CardNotConfirmed => "The reply “not confirmed”",
            ReplyTemplate.TooManyAttempts => "The reply “too many tries”",
            ReplyTemplate.PictureReceived => "The reply “no pictures”",
            ReplyTemplate.PasswordReceived => "The warning about passwords",
            ReplyTemplate.PasswordNeedsCard => "The question for the card's last digits",
            ReplyTemplate.NoLinkedCard => "The reply “no card on this phone”",
            ReplyTemplate.LossReported => "The answer to a loss",
            ReplyTemplate.OptedOut => "The answer to STOP",
            ReplyTemplate.OptedIn or ReplyTemplate.OptedInHere => "The answer to START",
            ReplyTemplate.HelpSent => "The answer to HELP",
            ReplyTemplate.OnCall => "The text to whoever is on call",
            ReplyTemplate.Campaign => "The campaign's text",
            ReplyTemplate.CampaignTest => "A test of a campaign's text",
            ReplyTemplate.CardUnlinked => "The notice “card unlinked”",
            ReplyTemplate.ActivationUndone => "The notice “activation undone”",
            ReplyTemplate.CardBlockedNotice => "The notice “card switched off”",
            ReplyTemplate.CardUnblockedNotice => "The notice “card switched on”",
            ReplyTemplate.CardReplacedNotice => "The notice “new card”",
        };
}
