using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>*Campaigns*: what runs and what came of it, and the buttons that start, hold and stop one.</summary>
internal sealed class CampaignPages(
    OpsGate gate,
    CampaignStore campaigns,
    CampaignRuns runs,
    CampaignCounts counts,
    ResultsPages results,
    IDatabase database,
    PageRenderer pages,
    TimeProvider time
)
{
    public const string Here = OpsGate.Home + "/campaigns";
    private const int LongestReason = 400;

    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "/campaigns", StaffPower.SendCampaigns, ListAsync);
        gate.Get(ops, "/campaigns/{id:long}", StaffPower.SendCampaigns, visit => ShowAsync(visit));
        gate.Get(ops, "/campaigns/{id:long}/part", StaffPower.SendCampaigns, PartAsync);
        Post("approve", (visit, campaign, now) => runs.ApproveAsync(campaign.Id, visit.Staff.By, now));
        Post("start", (visit, campaign, now) => runs.StartAsync(campaign.Id, visit.Staff.By, now));
        Post("pause", (visit, campaign, now) => runs.PauseAsync(campaign.Id, visit.Staff.By, now));
        Post("resume", (visit, campaign, now) => runs.ResumeAsync(campaign.Id, visit.Staff.By, now));
        gate.Post(ops, "/campaigns/{id:long}/stop", StaffPower.SendCampaigns, StopAsync);

        void Post(string act, Func<OpsVisit, Campaign, DateTimeOffset, Task<bool>> move) =>
            gate.Post(
                ops,
                $"/campaigns/{{id:long}}/{act}",
                StaffPower.SendCampaigns,
                (visit, _) => MoveAsync(visit, campaign => move(visit, campaign, time.GetUtcNow()))
            );
    }

    private async Task<IResult> ListAsync(OpsVisit visit)
    {
        var all = await campaigns.ListAsync();
        return await visit.PageAsync<CampaignsPage>(pages, new() { [nameof(CampaignsPage.Campaigns)] = all });
    }

    private async Task<IResult> ShowAsync(OpsVisit visit, string? fault = null)
    {
        if (await FindAsync(visit) is not { } campaign)
            return Results.NotFound();
        var shared =
            campaign.State == CampaignState.Ready
                ? await new AudienceQuery(database, campaign.Id).OverlappingAsync()
                : (IReadOnlyList<OverlappingCampaign>)[];
        return await visit.PageAsync<CampaignPage>(
            pages,
            new()
            {
                [nameof(CampaignPage.Campaign)] = campaign,
                [nameof(CampaignPage.Figures)] = await counts.FiguresAsync(campaign.Id),
                [nameof(CampaignPage.Results)] = await results.ReadAsync(campaign),
                [nameof(CampaignPage.Texts)] = await campaigns.TextsAsync(campaign.Id),
                [nameof(CampaignPage.Shared)] = shared,
                [nameof(CampaignPage.ApprovalAbove)] = runs.ApprovalAbove,
                [nameof(CampaignPage.Fault)] = fault,
            },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict
        );
    }

    private async Task<IResult> PartAsync(OpsVisit visit) =>
        await FindAsync(visit) is not { } campaign
            ? Results.NotFound()
            : await visit.PageAsync<CampaignPart>(
                pages,
                new()
                {
                    [nameof(CampaignPart.Campaign)] = campaign,
                    [nameof(CampaignPart.Figures)] = await counts.FiguresAsync(campaign.Id),
                }
            );

    private async Task<IResult> StopAsync(OpsVisit visit, IFormCollection form)
    {
        var reason = form["reason"].ToString().Trim();
        return reason.Length is 0 or > LongestReason
            ? await ShowAsync(visit, $"Say why, in 1 to {LongestReason} signs.")
            : await MoveAsync(visit, campaign => runs.StopAsync(campaign.Id, visit.Staff.By, reason, time.GetUtcNow()));
    }

    private async Task<IResult> MoveAsync(OpsVisit visit, Func<Campaign, Task<bool>> move)
    {
        if (await FindAsync(visit) is not { } campaign)
            return Results.NotFound();
        return await move(campaign)
            ? OpsGate.Redirect(visit.Http, $"{Here}/{campaign.Id}")
            : await ShowAsync(visit, "That cannot be done to it as it stands now: somebody may have been faster.");
    }

    private async Task<Campaign?> FindAsync(OpsVisit visit) =>
        long.TryParse(visit.Http.GetRouteValue("id")?.ToString(), out var id) ? await campaigns.FindAsync(id) : null;
}
