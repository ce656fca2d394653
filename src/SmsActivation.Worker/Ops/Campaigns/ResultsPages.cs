using System.Text;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Campaigns;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>What came of a campaign, on its page and as a file.</summary>
internal sealed class ResultsPages(
    OpsGate gate,
    CampaignStore campaigns,
    CampaignCounts counts,
    ResultsReader reader,
    CampaignPaceOptions options,
    PageRenderer pages,
    TimeProvider time
)
{
    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "/campaigns/{id:long}/results", StaffPower.SendCampaigns, LookAgainAsync);
        gate.Get(ops, "/campaigns/{id:long}/results.csv", StaffPower.SendCampaigns, ExportAsync);
    }

    public async Task<ResultsView> ReadAsync(Campaign campaign)
    {
        var now = await counts.ReadAsync(campaign.Id);
        return new ResultsView(campaign, now.Results, now.Age, IsMoving(campaign));
    }

    /// <summary>204 while nothing has changed: then nothing is changed on the page.</summary>
    private async Task<IResult> LookAgainAsync(OpsVisit visit)
    {
        if (await FindAsync(visit) is not { } campaign)
            return Results.NotFound();
        var view = await ReadAsync(campaign);
        if (visit.Http.Request.Query["seen"] == view.Version)
        {
            PageRenderer.Guard(visit.Http);
            return Results.NoContent();
        }
        return await visit.PageAsync<ResultsAgain>(pages, new() { [nameof(ResultsAgain.Of)] = view });
    }

    /// <summary>Of now: a file is kept.</summary>
    private async Task<IResult> ExportAsync(OpsVisit visit)
    {
        if (await FindAsync(visit) is not { } campaign)
            return Results.NotFound();
        var results = await reader.ReadAsync(campaign.Id);
        PageRenderer.Guard(visit.Http);
        // Spreadsheets take a file without the mark for one of their own country's encoding.
        return Results.Bytes(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Concat(ResultsCsv.Lines(results)))],
            "text/csv; charset=utf-8",
            $"campaign-{campaign.Id}-{time.GetUtcNow().UtcDateTime:yyyy-MM-dd-HHmm}.csv"
        );
    }

    private bool IsMoving(Campaign campaign) =>
        campaign.State is CampaignState.Running or CampaignState.Paused
        || (campaign.StartedAt is not null && campaign.EndedAt + options.ActivatedWithin > time.GetUtcNow());

    private async Task<Campaign?> FindAsync(OpsVisit visit) =>
        long.TryParse(visit.Http.GetRouteValue("id")?.ToString(), out var id) ? await campaigns.FindAsync(id) : null;
}
