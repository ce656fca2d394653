namespace SmsActivation.Core.Staff;

/// <summary>What somebody at <c>/ops</c> is there for. The word in lower case is the one in the database and on the command
/// line.</summary>
public enum StaffRole
{
    /// <summary>Looks, and changes nothing.</summary>
    Viewer,

    /// <summary>A cashier: a card's number in, one sentence out.</summary>
    Shop,

    /// <summary>Finds a customer's story, mends what is stuck, and takes a card from a phone for its owner.</summary>
    Operator,

    /// <summary>Also blocks, replaces and brings in cards.</summary>
    Supervisor,

    /// <summary>Writes the texts, and sends campaigns.</summary>
    Marketing,

    /// <summary>All of it, and who may do it.</summary>
    Admin,
}

/// <summary>What a page or an action asks for.</summary>
public enum StaffPower
{
    SeeNow,
    SeeLog,
    SeeCase,

    /// <summary>Whole phone and card numbers, each look written down.</summary>
    RevealPhones,
    ExportLog,

    /// <summary>A card's state in one sentence, nothing of its owner.</summary>
    AskCardState,

    /// <summary>Replay, resend, finish by hand, a new password, lift a limit, release a hold.</summary>
    MendTexts,

    /// <summary>Unlink, undo: whose card it is shows on the phone, and the next text puts it right again.</summary>
    UnlinkCards,

    /// <summary>Block, unblock, replace: what becomes of the card itself, and of its points.</summary>
    ChangeCards,
    ImportCards,
    WithdrawBatches,
    EditReplies,
    SendCampaigns,
    ManageStaff,
}

/// <summary>Who may do what.</summary>
public static class StaffRules
{
    public static bool May(this StaffRole role, StaffPower power) =>
        power switch
        {
            StaffPower.AskCardState => true,
            StaffPower.SeeNow => role != StaffRole.Shop,
            StaffPower.SeeLog or StaffPower.SeeCase => role is not (StaffRole.Shop or StaffRole.Marketing),
            StaffPower.RevealPhones or StaffPower.MendTexts or StaffPower.UnlinkCards => role
                is StaffRole.Operator
                    or StaffRole.Supervisor
                    or StaffRole.Admin,
            StaffPower.ExportLog or StaffPower.ChangeCards or StaffPower.ImportCards or StaffPower.WithdrawBatches =>
                role is StaffRole.Supervisor or StaffRole.Admin,
            StaffPower.EditReplies => role is StaffRole.Supervisor or StaffRole.Marketing or StaffRole.Admin,
            StaffPower.SendCampaigns => role is StaffRole.Marketing or StaffRole.Admin,
            StaffPower.ManageStaff => role == StaffRole.Admin,
        };

    public static string Word(this StaffRole role) => role.ToString().ToLowerInvariant();
}
