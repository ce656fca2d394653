namespace SmsActivation.Core.Replies;

/// <summary>What each template is given to fill in, what it may not do without, and how long it may be.</summary>
public static class ReplyTemplates
{
    private static readonly Placeholder[] Always =
    [
        Placeholder.Brand,
        Placeholder.AccountUrl,
        Placeholder.Support,
        Placeholder.Example,
    ];

    /// <summary>Those that each language has a text for.</summary>
    public static IReadOnlyList<ReplyTemplate> All { get; } =
    [
        .. Enum.GetValues<ReplyTemplate>()
            .Where(template =>
                template is not (ReplyTemplate.OnCall or ReplyTemplate.Campaign or ReplyTemplate.CampaignTest)
            ),
    ];

    /// <summary>By its exact name; null when there is none of it.</summary>
    public static ReplyTemplate? Find(string name) =>
        Enum.TryParse<ReplyTemplate>(name, out var template) && template.ToString() == name ? template : null;

    /// <summary>A password is drawn for these at the moment of sending, and for no other.</summary>
    public static bool CarriesPassword(this ReplyTemplate template) => template.Own().Contains(Placeholder.Password);

    /// <summary>News that the customer waits for: it leaves before all that only asks for a next step.</summary>
    public static bool IsWelcome(this ReplyTemplate template) =>
        template.CarriesPassword() || template == ReplyTemplate.ActivatedOwnPassword;

    /// <summary>The segments we pay for at most. On WhatsApp there is no such limit.</summary>
    public static int SegmentsAllowed(this ReplyTemplate template, SmsEncoding encoding) =>
        encoding switch
        {
            SmsEncoding.Gsm7 => template == ReplyTemplate.Activated ? 2 : 1,
            SmsEncoding.Ucs2 => 2,
        };

    /// <summary>The placeholders that have a value when this template is sent.</summary>
    public static IReadOnlyList<Placeholder> Given(this ReplyTemplate template) => [.. Always, .. template.Own()];

    /// <summary>The placeholders without which the text would be useless, or against the carriers' rules
    /// (CTIA Messaging Principles: opt-in, opt-out and help texts name the sender, help also a contact).</summary>
    public static IReadOnlyList<Placeholder> Needed(this ReplyTemplate template) =>
        template switch
        {
            ReplyTemplate.Activated or ReplyTemplate.WelcomeAgain or ReplyTemplate.PasswordReissued =>
            [
                Placeholder.Password,
                Placeholder.AccountUrl,
            ],
            ReplyTemplate.ActivatedOwnPassword => [Placeholder.AccountUrl],
            ReplyTemplate.TooManyAttempts => [Placeholder.Time],
            ReplyTemplate.OptedOut or ReplyTemplate.OptedIn or ReplyTemplate.OptedInHere => [Placeholder.Brand],
            ReplyTemplate.HelpSent => [Placeholder.Brand, Placeholder.Support],
            ReplyTemplate.AlreadyActive
            or ReplyTemplate.MissingCardNumber
            or ReplyTemplate.InvalidCardNumber
            or ReplyTemplate.AmbiguousCardNumber
            or ReplyTemplate.UnknownCard
            or ReplyTemplate.PhoneAlreadyLinked
            or ReplyTemplate.CardAlreadyLinked
            or ReplyTemplate.HeldForReview
            or ReplyTemplate.CardBlocked
            or ReplyTemplate.CardExpired
            or ReplyTemplate.CardReplaced
            or ReplyTemplate.CardNotIssued
            or ReplyTemplate.CodeNeeded
            or ReplyTemplate.CardNotConfirmed
            or ReplyTemplate.PictureReceived
            or ReplyTemplate.PasswordReceived
            or ReplyTemplate.PasswordNeedsCard
            or ReplyTemplate.NoLinkedCard
            or ReplyTemplate.LossReported
            or ReplyTemplate.OnCall
            or ReplyTemplate.Campaign
            or ReplyTemplate.CampaignTest => [],
            ReplyTemplate.CardUnlinked
            or ReplyTemplate.ActivationUndone
            or ReplyTemplate.CardBlockedNotice
            or ReplyTemplate.CardUnblockedNotice
            or ReplyTemplate.CardReplacedNotice => [Placeholder.Card],
        };

    private static Placeholder[] Own(this ReplyTemplate template) =>
        template switch
        {
            ReplyTemplate.Activated or ReplyTemplate.WelcomeAgain =>
            [
                Placeholder.Card,
                Placeholder.Password,
                Placeholder.Time,
            ],
            ReplyTemplate.PasswordReissued => [Placeholder.Password, Placeholder.Time],
            ReplyTemplate.ActivatedOwnPassword
            or ReplyTemplate.AlreadyActive
            or ReplyTemplate.PhoneAlreadyLinked
            or ReplyTemplate.CardUnlinked
            or ReplyTemplate.ActivationUndone
            or ReplyTemplate.CardBlockedNotice
            or ReplyTemplate.CardUnblockedNotice
            or ReplyTemplate.CardReplacedNotice => [Placeholder.Card],
            ReplyTemplate.TooManyAttempts => [Placeholder.Time],
            ReplyTemplate.MissingCardNumber
            or ReplyTemplate.InvalidCardNumber
            or ReplyTemplate.AmbiguousCardNumber
            or ReplyTemplate.UnknownCard
            or ReplyTemplate.CardAlreadyLinked
            or ReplyTemplate.HeldForReview
            or ReplyTemplate.CardBlocked
            or ReplyTemplate.CardExpired
            or ReplyTemplate.CardReplaced
            or ReplyTemplate.CardNotIssued
            or ReplyTemplate.CodeNeeded
            or ReplyTemplate.CardNotConfirmed
            or ReplyTemplate.PictureReceived
            or ReplyTemplate.PasswordReceived
            or ReplyTemplate.PasswordNeedsCard
            or ReplyTemplate.NoLinkedCard
            or ReplyTemplate.LossReported
            or ReplyTemplate.OptedOut
            or ReplyTemplate.OptedIn
            or ReplyTemplate.OptedInHere
            or ReplyTemplate.HelpSent
            or ReplyTemplate.OnCall
            or ReplyTemplate.Campaign
            or ReplyTemplate.CampaignTest => [],
        };
}
