using System.Text;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Results;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;
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
    IDatabase database,
    PageRenderer pages,
    TimeProvider time
)
{
    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "/campaigns/{id:long}/results", StaffPower.SendCampaigns, LookAgainAsync);
        gate.Get(ops, "/campaigns/{id:long}/results.csv", StaffPower.SendCampaigns, ExportAsync);
        gate.Get(ops, "/campaigns/{id:long}/who", StaffPower.SendCampaigns, WhoAsync);
    }

    public async Task<ResultsView> ReadAsync(Campaign campaign)
    {
        var now = await counts.ReadAsync(campaign);
        return new ResultsView(campaign, now.Results, now.Age, IsMoving(campaign));
    }

    /// <summary>204 while nothing has changed: then nothing is changed on the page.</summary>
    private async Task<IResult> LookAgainAsync(OpsVisit visit)
    {
        if (await CampaignPages.FindAsync(visit, campaigns) is not { } campaign)
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
        if (await CampaignPages.FindAsync(visit, campaigns) is not { } campaign)
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

    /// <summary>Exactly who got it, and those of whom nobody knows.</summary>
    private async Task<IResult> WhoAsync(OpsVisit visit)
    {
        if (await CampaignPages.FindAsync(visit, campaigns) is not { } campaign)
            return Results.NotFound();
        PageRenderer.Guard(visit.Http);
        return Results.Stream(
            stream => WriteWhoAsync(stream, campaign, visit.Http.RequestAborted),
            "text/csv; charset=utf-8",
            $"campaign-{campaign.Id}-who-{time.GetUtcNow().UtcDateTime:yyyy-MM-dd-HHmm}.csv"
        );
    }

    private async Task WriteWhoAsync(Stream stream, Campaign campaign, CancellationToken stopping)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(true), leaveOpen: true);
        await writer.WriteAsync(CsvCell.Line("line", "phone", "step", "got it", "at"));
        foreach (var unknown in new[] { false, true })
        await foreach (var one in CampaignWho.Of(database, campaign, unknown).WithCancellation(stopping))
            await writer.WriteAsync(
                CsvCell.Line(
                    $"{one.Line}",
                    PhoneMask.Mask(one.Phone),
                    $"{one.Step ?? 1}",
                    unknown ? "unknown" : "yes",
                    $"{one.SentAt ?? one.FedAt:yyyy-MM-dd HH:mm:ss}"
                )
            );
    }

    private bool IsMoving(Campaign campaign) =>
        campaign.State is CampaignState.Running or CampaignState.Paused
        || (campaign.StartedAt is not null && campaign.EndedAt + options.ActivatedWithin > time.GetUtcNow());
}
