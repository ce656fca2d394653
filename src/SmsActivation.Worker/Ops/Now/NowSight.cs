using SmsActivation.Core.Staff;

namespace SmsActivation.Worker.Ops.Now;

/// <summary>Which pages somebody who looks may open besides.</summary>
public readonly record struct NowSight(bool Log, bool Campaigns)
{
    public static NowSight Of(StaffRole role) => new(role.May(StaffPower.SeeLog), role.May(StaffPower.SendCampaigns));
}
