using SmsActivation.Core.Staff;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.Now;

/// <summary>The first page of <c>/ops</c>, its stream, and its charts as tables.</summary>
public sealed class NowPages(OpsGate gate, PageRenderer pages, NowReader reader, NowStream stream, LiveSeats seats)
{
    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "", StaffPower.SeeNow, ShowAsync);
        gate.Get(ops, "/live", StaffPower.SeeNow, visit => Task.FromResult(Live(visit)));
        gate.Get(ops, "/now/table", StaffPower.SeeNow, TableAsync);
    }

    private async Task<IResult> ShowAsync(OpsVisit visit) =>
        await visit.PageAsync<NowPage>(pages, new() { [nameof(NowPage.Now)] = await reader.ReadAsync() });

    /// <summary>A chart as a table: a page of its own, or the table alone for the page that has the chart.</summary>
    private async Task<IResult> TableAsync(OpsVisit visit)
    {
        var log = (await reader.ReadAsync()).Figures.Log;
        var isWeek = visit.Http.Request.Query["of"] == "week";
        var parameters = new Dictionary<string, object?>
        {
            ["Series"] = isWeek ? log.LastWeek : log.LastHour,
            ["Caption"] = isWeek ? "Texts by hour and outcome" : "Texts by minute and outcome",
        };
        return visit.Http.Request.Headers.ContainsKey("HX-Request")
            ? await pages.PageAsync<SeriesTable>(visit.Http, parameters)
            : await visit.PageAsync<TablePage>(pages, parameters);
    }

    private IResult Live(OpsVisit visit)
    {
        if (seats.TryTake(visit.Staff.StaffId) is not { } seat)
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        PageRenderer.Guard(visit.Http);
        visit.Http.Response.Headers["X-Accel-Buffering"] = "no";
        visit.Http.Response.RegisterForDispose(seat);
        return TypedResults.ServerSentEvents(stream.ReadAsync(visit, visit.Http.RequestAborted));
    }
}
