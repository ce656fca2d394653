using System.Text;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Loads;
using SmsActivation.Core.Csv;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Campaigns;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Ops.Cards;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>A campaign's list from the browser: a file, a batch or whoever got the one that it corrects; how far it is, and
/// who was left out of it.</summary>
internal sealed class CampaignListPages(
    OpsGate gate,
    CampaignPages page,
    CampaignStore campaigns,
    CampaignLoadStore store,
    CampaignLoads loads,
    CampaignFiles files,
    IDatabase database,
    PageRenderer pages,
    TimeProvider time
)
{
    public const string List = "list";
    private const string Busy = "Another list is loaded on this host: wait until that one has ended.";
    private const string BusyByNow =
        "The file has come, and by now another list is loaded on this host: send it again when that one has ended.";
    private const string TooLate = "It takes no list now: it has started, or a list of it is being read.";

    public void Map(RouteGroupBuilder ops)
    {
        const string one = "/campaigns/{id:long}/list";
        gate.Get(ops, one, StaffPower.SendCampaigns, PartAsync);
        gate.PostStream(
            ops,
            one,
            StaffPower.SendCampaigns,
            visit => OnOneAsync(visit, campaign => FileAsync(visit, campaign))
        );
        gate.Post(
            ops,
            one + "/batch",
            StaffPower.SendCampaigns,
            (visit, form) => OnOneAsync(visit, campaign => BatchAsync(visit, campaign, form["batch"].ToString().Trim()))
        );
        gate.Post(
            ops,
            one + "/again",
            StaffPower.SendCampaigns,
            (visit, _) => OnOneAsync(visit, campaign => CorrectionAsync(visit, campaign))
        );
        gate.Post(
            ops,
            one + "/stop",
            StaffPower.SendCampaigns,
            (visit, _) => OnOneAsync(visit, campaign => StopAsync(visit, campaign))
        );
        gate.Get(
            ops,
            "/campaigns/{id:long}/left-out",
            StaffPower.SendCampaigns,
            visit => OnOneAsync(visit, campaign => Task.FromResult(LeftOut(visit, campaign)))
        );
    }

    /// <summary>How far it is. Once it has ended all of the page is another.</summary>
    private async Task<IResult> PartAsync(OpsVisit visit)
    {
        if (await CampaignPages.FindAsync(visit, campaigns) is not { } campaign)
            return Results.NotFound();
        var load = await store.LatestAsync(campaign.Id);
        if (!CampaignMaking.IsLoading(campaign, load, time.GetUtcNow()))
        {
            if (!visit.Http.Request.Headers.ContainsKey("HX-Request"))
                return OpsGate.Redirect(visit.Http, $"{CampaignPages.Here}/{campaign.Id}");
            visit.Http.Response.Headers["HX-Refresh"] = "true";
        }
        return await visit.PageAsync<CampaignLoadPart>(
            pages,
            new() { [nameof(CampaignLoadPart.Campaign)] = campaign, [nameof(CampaignLoadPart.Load)] = load }
        );
    }

    private async Task<IResult> FileAsync(OpsVisit visit, Campaign campaign)
    {
        if (!MayLoad(campaign))
            return await page.ShowAsync(visit, TooLate, List);
        // A slow browser holds up nobody: it is only asked whether there is a place, before all of the file comes.
        if (!await loads.HasPlaceAsync())
            return await page.ShowAsync(visit, Busy, List);
        var upload = await new CardUploadReader(files.Kept).ReadAsync(
            visit.Http.Request,
            visit.Sent,
            visit.Http.RequestAborted
        );
        switch (upload)
        {
            case CardUpload.Taken taken:
                using (var turn = await loads.TryTakeTurnAsync())
                {
                    if (turn is null)
                    {
                        File.Delete(taken.Path);
                        return await page.ShowAsync(visit, BusyByNow, List);
                    }
                    await loads.BeginFileAsync(turn, campaign, taken.Path, taken.FileName, visit.Staff.By);
                }
                return Back(visit, campaign);
            case CardUpload.TooLarge:
                return await page.ShowAsync(
                    visit,
                    $"The file is larger than {Sizes.Of(files.Kept.Largest)}: leave out columns that no text uses, or ask whoever "
                        + "runs the service to load it there.",
                    List,
                    StatusCodes.Status413PayloadTooLarge
                );
            case CardUpload.Refused refused:
                return await page.ShowAsync(visit, refused.Why, List, StatusCodes.Status422UnprocessableEntity);
            case CardUpload.NotOurs:
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            default:
                throw new InvalidOperationException($"No such upload: {upload}");
        }
    }

    private async Task<IResult> BatchAsync(OpsVisit visit, Campaign campaign, string batch)
    {
        if (batch.Length is 0 or > 64)
            return await page.ShowAsync(visit, "Choose a batch first.", List, StatusCodes.Status422UnprocessableEntity);
        return await BeginAsync(visit, campaign, turn => loads.BeginBatchAsync(turn, campaign, batch, visit.Staff.By));
    }

    private async Task<IResult> CorrectionAsync(OpsVisit visit, Campaign campaign) =>
        await BeginAsync(visit, campaign, turn => loads.BeginCorrectionAsync(turn, campaign, visit.Staff.By));

    /// <summary>Its host, this or another, finds out at its next rows. One that has just ended needs no stop.</summary>
    private async Task<IResult> StopAsync(OpsVisit visit, Campaign campaign)
    {
        await store.StopAsync(campaign.Id, visit.Staff.By, time.GetUtcNow());
        return Back(visit, campaign);
    }

    private async Task<IResult> BeginAsync(OpsVisit visit, Campaign campaign, Func<OnePlace.Turn, Task> begin)
    {
        if (!MayLoad(campaign))
            return await page.ShowAsync(visit, TooLate, List);
        using var turn = await loads.TryTakeTurnAsync();
        if (turn is null)
            return await page.ShowAsync(visit, Busy, List);
        await begin(turn);
        return Back(visit, campaign);
    }

    /// <summary>One whose host is gone is Loading still; the load itself finds out whether it may.</summary>
    private static bool MayLoad(Campaign campaign) => CampaignMakings.IsMade(campaign);

    private static IResult Back(OpsVisit visit, Campaign campaign) =>
        OpsGate.Redirect(visit.Http, $"{CampaignPages.Here}/{campaign.Id}");

    /// <summary>Row by row, with the numbers masked: the line says which row of the file it was.</summary>
    private IResult LeftOut(OpsVisit visit, Campaign campaign)
    {
        PageRenderer.Guard(visit.Http);
        return Results.Stream(
            stream => WriteAsync(stream, campaign.Id, visit.Http.RequestAborted),
            "text/csv; charset=utf-8",
            $"{string.Concat(campaign.Name.Where(char.IsLetterOrDigit))}-left-out.csv"
        );
    }

    private async Task WriteAsync(Stream stream, long campaign, CancellationToken stopping)
    {
        // Spreadsheets take a file without the mark for one of their own country's encoding.
        await using var writer = new StreamWriter(stream, new UTF8Encoding(true), leaveOpen: true);
        await writer.WriteAsync(CsvCell.Line("line", "value", "reason", "about"));
        await foreach (var row in new AudienceQuery(database, campaign).LeftOutAsync(stopping))
        {
            var shown =
                row.Value is not { } value ? ""
                : LeftOutReasons.KeepLine(row.Reason) ? "•••••"
                : PhoneMask.Mask(value);
            await writer.WriteAsync(CsvCell.Line($"{row.Line}", shown, row.Reason, row.About ?? ""));
        }
    }

    private async Task<IResult> OnOneAsync(OpsVisit visit, Func<Campaign, Task<IResult>> act) =>
        await CampaignPages.FindAsync(visit, campaigns) is { } campaign ? await act(campaign) : Results.NotFound();
}
