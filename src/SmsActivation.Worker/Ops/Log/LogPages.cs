using SmsActivation.Core.Activation;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.Log;

/// <summary>*Log*: every text with its outcome, narrowed as one types, to be read on or taken away.</summary>
public sealed class LogPages(
    OpsGate gate,
    LogSearch search,
    LogQuery log,
    LogExport export,
    HostStore hosts,
    ReplyCatalog catalog,
    TimeProvider time
)
{
    public const string Path = OpsGate.Home + "/log";
    public const string CsvPath = OpsGate.Home + "/log.csv";
    public const int LongestReason = 200;
    private const string NewerPath = Path + "/newer";

    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "/log", StaffPower.SeeLog, ShowAsync);
        gate.Get(ops, "/log/newer/{count:long}", StaffPower.SeeLog, NewsAsync);
        gate.Get(ops, "/log.csv", StaffPower.ExportLog, visit => ExportAsync(visit, whole: false, reason: null));
        gate.Post(ops, "/log.csv", StaffPower.ExportLog, ExportWholeAsync);
    }

    /// <summary>By a row of the log: the address of a page names no customer.</summary>
    public static string CaseOf(LogEntry row, bool byCard = false) =>
        $"{OpsGate.Home}/case?log={row.Id}{(byCard ? "&by=card" : "")}";

    /// <param name="count">How many texts the page that asks knows to be new.</param>
    internal static string NewsPath(long count) => $"{NewerPath}/{count}";

    private async Task<IResult> ShowAsync(OpsVisit visit)
    {
        var http = visit.Http;
        var asked = AskedIn(http);
        var sought = await search.ReadAsync(asked);
        var address = sought.Asked.ToAddress();
        if (http.Request.Headers.ContainsKey("HX-Request"))
            http.Response.Headers["HX-Replace-Url"] = address;
        else if (Path + http.Request.QueryString != address)
            return OpsGate.Redirect(http, address);
        return await gate.PageAsync<LogPage>(
            http,
            new()
            {
                [nameof(LogPage.View)] = visit.View,
                [nameof(LogPage.Asked)] = asked,
                [nameof(LogPage.Sought)] = sought,
                [nameof(LogPage.Found)] = await log.PageAsync(sought.Filter, asked.Before, asked.After),
                [nameof(LogPage.Languages)] = catalog.Languages,
                [nameof(LogPage.Hosts)] = await hosts.NamesAsync(),
            }
        );
    }

    /// <summary>204 while nothing new was written at all: then nothing is changed on the page.</summary>
    private async Task<IResult> NewsAsync(OpsVisit visit)
    {
        var asked = AskedIn(visit.Http);
        var sought = await search.ReadAsync(asked);
        var since = asked.After ?? 0;
        var news = await log.NewsAsync(sought.Filter, since);
        if (news.Newest <= since)
        {
            PageRenderer.Guard(visit.Http);
            return Results.NoContent();
        }
        var known = long.Parse((string)visit.Http.GetRouteValue("count")!);
        return await gate.PageAsync<LogNewsBar>(
            visit.Http,
            new()
            {
                [nameof(LogNewsBar.Asked)] = sought.Asked.FirstPage,
                [nameof(LogNewsBar.News)] = news with { Count = known + news.Count },
            }
        );
    }

    private async Task<IResult> ExportWholeAsync(OpsVisit visit, IFormCollection form)
    {
        var reason = form["reason"].ToString().Trim();
        if (!visit.May(StaffPower.RevealPhones))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        return reason.Length is > 0 and <= LongestReason
            ? await ExportAsync(visit, whole: true, reason)
            : Results.StatusCode(StatusCodes.Status400BadRequest);
    }

    private async Task<IResult> ExportAsync(OpsVisit visit, bool whole, string? reason)
    {
        var filter = (await search.ReadAsync(AskedIn(visit.Http))).Filter;
        var now = time.GetUtcNow();
        var top = await export.BeginAsync(filter, whole, visit.Staff.By, reason, now);
        var stopping = visit.Http.RequestAborted;
        PageRenderer.Guard(visit.Http);
        return Results.Stream(
            body => LogCsv.WriteAsync(body, export.RowsAsync(filter, top, stopping), whole, stopping),
            "text/csv; charset=utf-8",
            $"log-{now.UtcDateTime:yyyy-MM-dd-HHmm}.csv"
        );
    }

    private static LogAsked AskedIn(HttpContext http) => LogAsked.Read(name => http.Request.Query[name]);
}
