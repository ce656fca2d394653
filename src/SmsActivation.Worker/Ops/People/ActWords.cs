using SmsActivation.Core.Cards;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Staff;

namespace SmsActivation.Worker.Ops.People;

/// <summary>What somebody did, as the book tells it.</summary>
internal static class ActWords
{
    /// <param name="kind">A newer version's word is shown as it is.</param>
    public static string Of(string kind) => Enum.TryParse<StaffActKind>(kind, out var known) ? Of(known) : kind;

    /// <summary>Whom or what it was done to, masked.</summary>
    public static string To(StaffActRow act) =>
        string.Join(
            ", ",
            new[]
            {
                act.Phone is { } phone ? "phone " + PhoneMask.Mask(phone) : null,
                act.Card is { } card ? "card " + CardMask.Mask(card) : null,
                act.Detail,
            }.OfType<string>()
        );

    private static string Of(StaffActKind kind) =>
        kind switch
        {
            StaffActKind.StaffAdded => "added somebody",
            StaffActKind.StaffReset => "gave a new first password",
            StaffActKind.StaffDisabled => "shut somebody out",
            StaffActKind.StaffEnabled => "let somebody in again",
            StaffActKind.RoleChanged => "changed a role",
            StaffActKind.SessionsEnded => "ended sessions",
            StaffActKind.NumbersRevealed => "looked at whole numbers",
            StaffActKind.LogExported => "took the log along",
            StaffActKind.TextReplayed => "had a text read again",
            StaffActKind.ReplyResent => "sent a reply again",
            StaffActKind.FinishedByHand => "said what became of a send",
            StaffActKind.PasswordReissued => "sent a new password",
            StaffActKind.LimitLifted => "lifted a limit",
            StaffActKind.CardHeld => "held a card",
            StaffActKind.HoldReleased => "released a card",
            StaffActKind.CardUnlinked => "unlinked a card",
            StaffActKind.CardBlocked => "blocked a card",
            StaffActKind.CardUnblocked => "unblocked a card",
            StaffActKind.CardReplaced => "replaced a card",
            StaffActKind.ActivationUndone => "undid an activation",
            StaffActKind.CardsImported => "brought cards in",
            StaffActKind.BatchWithdrawn => "withdrew a batch",
            StaffActKind.BatchBroughtBack => "brought a batch back",
            StaffActKind.ReplyPublished => "published a text",
            StaffActKind.AlertAcknowledged => "took an alert on",
            StaffActKind.DealtWith => "dealt with something",
            StaffActKind.CampaignApproved => "approved a campaign",
            StaffActKind.CampaignStarted => "started a campaign",
            StaffActKind.CampaignPaused => "paused a campaign",
            StaffActKind.CampaignResumed => "went on with a campaign",
            StaffActKind.CampaignStopped => "stopped a campaign",
            StaffActKind.CampaignChanged => "changed a campaign",
            StaffActKind.CampaignTested => "sent a test of a campaign",
            StaffActKind.CampaignDeleted => "deleted a campaign that had not started",
        };
}
