using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>Takes away a campaign that was never started.</summary>
internal sealed class CampaignDeletePages(
    OpsGate gate,
    CampaignPages page,
    IDatabase database,
    IEngine engine,
    TimeProvider time
)
{
    public const string Delete = "delete";

    public void Map(RouteGroupBuilder ops) =>
        gate.Post(ops, "/campaigns/{id:long}/delete", StaffPower.SendCampaigns, DeleteAsync);

    private async Task<IResult> DeleteAsync(OpsVisit visit, IFormCollection form)
    {
        if (!long.TryParse(visit.Http.GetRouteValue("id")?.ToString(), out var id))
            return Results.NotFound();
        var deletion = new CampaignDeletion(database, new WritePace(time, () => !engine.TakesManyHosts), time);
        // A long list takes a moment, and is taken away whether somebody waits for it or not.
        return await deletion.DeleteAsync(id, visit.Staff.By, CampaignPages.VersionIn(form), CancellationToken.None)
            ? OpsGate.Redirect(visit.Http, CampaignPages.Here)
            : await page.ShowAsync(visit, $"It was not deleted: {CampaignDeletion.Rule}.", Delete);
    }
}
