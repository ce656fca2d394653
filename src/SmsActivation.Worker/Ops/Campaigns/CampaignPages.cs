using Microsoft.AspNetCore.Components;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
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
    CampaignGlances glances,
    WaitReader waits,
    ResultsPages results,
    CampaignMakings makings,
    IDatabase database,
    PageRenderer pages,
    TimeProvider time
)
{
    public const string Here = OpsGate.Home + "/campaigns";

    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "/campaigns", StaffPower.SendCampaigns, ListAsync<CampaignsPage>);
        gate.Get(ops, "/campaigns/part", StaffPower.SendCampaigns, ListAsync<CampaignsPart>);
        gate.Get(ops, "/campaigns/{id:long}", StaffPower.SendCampaigns, visit => ShowAsync(visit));
        gate.Get(ops, "/campaigns/{id:long}/part", StaffPower.SendCampaigns, PartAsync);
        gate.Get(ops, "/campaigns/{id:long}/stands", StaffPower.SendCampaigns, StandsAsync);
        // What was looked at is what is approved and started: somebody may have changed it meanwhile.
        Post("approve", (visit, form, id, now) => runs.ApproveAsync(id, visit.Staff.By, now, VersionIn(form)));
        Post("start", (visit, form, id, now) => runs.StartAsync(id, visit.Staff.By, now, VersionIn(form)));
        Post("pause", (visit, _, id, now) => runs.PauseAsync(id, visit.Staff.By, now));
        Post("resume", (visit, _, id, now) => runs.ResumeAsync(id, visit.Staff.By, now));
        gate.Post(ops, "/campaigns/{id:long}/stop", StaffPower.SendCampaigns, StopAsync);

        void Post(string act, Func<OpsVisit, IFormCollection, long, DateTimeOffset, Task<bool>> move) =>
            gate.Post(
                ops,
                $"/campaigns/{{id:long}}/{act}",
                StaffPower.SendCampaigns,
                (visit, form) => MoveAsync(visit, campaign => move(visit, form, campaign.Id, time.GetUtcNow()))
            );
    }

    private async Task<IResult> ListAsync<TPage>(OpsVisit visit)
        where TPage : IComponent =>
        await visit.PageAsync<TPage>(pages, new() { [nameof(CampaignsPage.Campaigns)] = await glances.ReadAsync() });

    /// <param name="at">The form of a campaign that has not started that the fault is about; empty for any other.</param>
    /// <param name="test">What was typed in for a test.</param>
    public async Task<IResult> ShowAsync(
        OpsVisit visit,
        string? fault = null,
        string at = "",
        int status = StatusCodes.Status409Conflict,
        (string Phone, string Line) test = default
    )
    {
        if (await FindAsync(visit) is not { } campaign)
            return Results.NotFound();
        var making = await makings.ReadAsync(campaign);
        return await visit.PageAsync<CampaignPage>(
            pages,
            new()
            {
                [nameof(CampaignPage.Campaign)] = campaign,
                [nameof(CampaignPage.Figures)] = making is null ? await counts.FiguresAsync(campaign) : null,
                [nameof(CampaignPage.Wait)] = await waits.ReadAsync(campaign, time.GetUtcNow()),
                [nameof(CampaignPage.Results)] = making is null ? await results.ReadAsync(campaign) : null,
                [nameof(CampaignPage.Reach)] = making is null
                    ? await CampaignWho.ReachedAsync(database, campaign.Id)
                    : new CampaignReach(),
                [nameof(CampaignPage.Texts)] = await campaigns.TextsAsync(campaign.Id),
                [nameof(CampaignPage.Then)] = await campaigns.ThenAsync(campaign.Id),
                [nameof(CampaignPage.Series)] = making is null ? await counts.SeriesAsync(campaign) : null,
                [nameof(CampaignPage.Making)] = making is null
                    ? null
                    : making with
                    {
                        At = at,
                        Fault = fault,
                        Phone = test.Phone ?? "",
                        Line = test.Line ?? "",
                        ListAgain = visit.Http.Request.Query.ContainsKey("list"),
                    },
                [nameof(CampaignPage.ApprovalAbove)] = runs.ApprovalAbove,
                [nameof(CampaignPage.Fault)] = making is null || at.Length == 0 ? fault : null,
            },
            fault is null ? StatusCodes.Status200OK : status
        );
    }

    private async Task<IResult> PartAsync(OpsVisit visit)
    {
        if (await FindAsync(visit) is not { } campaign)
            return Results.NotFound();
        // Once it stands otherwise all of the page is another.
        var shown = visit.Http.Request.Query["state"].ToString();
        if (shown.Length > 0 && shown != campaign.State.ToString())
            visit.Http.Response.Headers["HX-Refresh"] = "true";
        return await visit.PageAsync<CampaignPart>(
            pages,
            new()
            {
                [nameof(CampaignPart.Campaign)] = campaign,
                [nameof(CampaignPart.Figures)] = await counts.FiguresAsync(campaign),
                [nameof(CampaignPart.Wait)] = await waits.ReadAsync(campaign, time.GetUtcNow()),
                [nameof(CampaignPart.Series)] = await counts.SeriesAsync(campaign),
            }
        );
    }

    /// <summary>For a page that waits for somebody else: 204 while it stands as it is shown.</summary>
    private async Task<IResult> StandsAsync(OpsVisit visit)
    {
        if (await FindAsync(visit) is not { } campaign)
            return Results.NotFound();
        PageRenderer.Guard(visit.Http);
        if (visit.Http.Request.Query["seen"] != CampaignTelling.Standing(campaign))
            visit.Http.Response.Headers["HX-Refresh"] = "true";
        return Results.NoContent();
    }

    private async Task<IResult> StopAsync(OpsVisit visit, IFormCollection form)
    {
        var reason = form["reason"].ToString().Trim();
        return reason.Length is 0 or > CampaignRuns.LongestReason
            ? await ShowAsync(visit, $"Say why, in 1 to {CampaignRuns.LongestReason} signs.")
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

    private Task<Campaign?> FindAsync(OpsVisit visit) => FindAsync(visit, campaigns);

    /// <summary>The campaign of the address; null where there is none.</summary>
    public static async Task<Campaign?> FindAsync(OpsVisit visit, CampaignStore campaigns) =>
        long.TryParse(visit.Http.GetRouteValue("id")?.ToString(), out var id) ? await campaigns.FindAsync(id) : null;

    public static int? VersionIn(IFormCollection form) =>
        int.TryParse(form["version"], out var version) ? version : null;
}
