using SmsActivation.Core.Alerts;
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
    AlertQuery alerts,
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
        dealt += await LookAfterAsync(ticked, visit.Staff.By, reason);
        badge.Forget();
        return OpsGate.Redirect(visit.Http, $"{Here}?dealt={dealt}");
    }

    /// <summary>An alert stands until what it tells of is over; who ticks it looks after it from now on.</summary>
    private async Task<int> LookAfterAsync(IReadOnlyList<(NeedKind Kind, long Id)> ticked, Actor by, string reason)
    {
        var ids = ticked.Where(need => need.Kind == NeedKind.Alert).Select(need => need.Id).ToHashSet();
        if (ids.Count == 0)
            return 0;
        var taken = 0;
        foreach (var alert in (await alerts.StandingAsync()).Where(alert => ids.Contains(alert.Id)))
            taken += await alerts.AcknowledgeAsync(alert, by, reason, time.GetUtcNow()) ? 1 : 0;
        return taken;
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
