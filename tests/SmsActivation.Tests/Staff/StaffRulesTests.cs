using SmsActivation.Core.Staff;

namespace SmsActivation.Tests.Staff;

public sealed class StaffRulesTests
{
    [Theory]
    [InlineData(StaffRole.Viewer, "SeeNow SeeLog SeeCase AskCardState")]
    [InlineData(StaffRole.Shop, "AskCardState")]
    [InlineData(StaffRole.Operator, "SeeNow SeeLog SeeCase RevealPhones AskCardState MendTexts UnlinkCards")]
    [InlineData(
        StaffRole.Supervisor,
        "SeeNow SeeLog SeeCase RevealPhones ExportLog AskCardState MendTexts UnlinkCards ChangeCards ImportCards WithdrawBatches EditReplies"
    )]
    [InlineData(StaffRole.Marketing, "SeeNow AskCardState EditReplies SendCampaigns")]
    [InlineData(
        StaffRole.Admin,
        "SeeNow SeeLog SeeCase RevealPhones ExportLog AskCardState MendTexts UnlinkCards ChangeCards ImportCards WithdrawBatches EditReplies SendCampaigns ManageStaff"
    )]
    public void Each_role_may_what_it_is_there_for(StaffRole role, string powers) =>
        Assert.Equal(
            powers.Split(' '),
            Enum.GetValues<StaffPower>().Where(power => role.May(power)).Select(power => power.ToString())
        );

    [Theory]
    [InlineData(" Anna.Berg ", "anna.berg")]
    [InlineData("a@b_c-d", "a@b_c-d")]
    [InlineData("", null)]
    [InlineData("anna berg", null)]
    [InlineData("änna", null)]
    [InlineData("12345678901234567890123456789012345678901", null)]
    public void A_name_is_kept_in_one_spelling(string typed, string? kept) =>
        Assert.Equal(kept, StaffStore.NameOf(typed));
}
