using SmsActivation.Core.Needs;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.Needs;

/// <summary>*Needs a person*: what waits, most urgent first, and the way off the list for what no action mends.</summary>
internal sealed class NeedsPages(
    OpsGate gate,
    NeedsQuery query,
    NeedsStore store,
    NeedsBadge badge,
    PageRenderer pages,
    TimeProvider time
)
{
    public const string Here = OpsGate.Home + "/needs";

    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "/needs", StaffPower.SeeLog, visit => PageAsync(visit));
        gate.Post(ops, "/needs/dealt-with", StaffPower.MendTexts, DealWithAsync);
    }

    private async Task<IResult> DealWithAsync(OpsVisit visit, IFormCollection form)
    {
        var ticked = form["need"].Select(NeedKeys.Read).OfType<(NeedKind, long)>().ToList();
        var reason = form["reason"].ToString().Trim();
        if (ticked.Count == 0)
            return await PageAsync(visit, "Tick what you have dealt with first.");
        if (reason.Length is 0 or > NeedsStore.LongestReason)
            return await PageAsync(
                visit,
                $"Say in 1 to {NeedsStore.LongestReason} signs how it was dealt with, for whoever asks later."
            );
        var dealt = await store.DealWithAsync(ticked, visit.Staff.By, reason, time.GetUtcNow());
        badge.Forget();
        return OpsGate.Redirect(visit.Http, $"{Here}?dealt={dealt}");
    }

    private async Task<IResult> PageAsync(OpsVisit visit, string? fault = null)
    {
        var needs = await query.ListAsync();
        NeedKind? kind = Enum.TryParse<NeedKind>(visit.Http.Request.Query["kind"], out var asked) ? asked : null;
        return await visit.PageAsync<NeedsPage>(
            pages,
            new()
            {
                [nameof(NeedsPage.Needs)] = needs,
                [nameof(NeedsPage.Kind)] = kind,
                [nameof(NeedsPage.Fault)] = fault,
                [nameof(NeedsPage.Dealt)] = int.TryParse(visit.Http.Request.Query["dealt"], out var dealt)
                    ? dealt
                    : null,
            },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );
    }
}
