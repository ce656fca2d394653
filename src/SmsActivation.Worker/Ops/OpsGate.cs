using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Ops.Needs;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Setup;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops;

/// <summary>The door of <c>/ops</c>: who asks for a page, whether they may, and whether a form came from one of ours.</summary>
public sealed class OpsGate(
    StaffSessions sessions,
    StaffOptions options,
    TwilioOptions twilio,
    ReplyOptions replies,
    PageRenderer pages,
    Carrier carrier,
    TimeProvider time,
    NeedsBadge? badge = null
)
{
    public const string Home = "/ops";
    public const string SignIn = Home + "/sign-in";
    public const string Code = Home + "/code";
    public const string SetUp = Home + "/set-up";
    public const string Password = Home + "/password";

    /// <summary>A header of what an open page asks for by itself, from time to time.</summary>
    private const string Refresh = "Ops-Refresh";

    internal const int LargestForm = 64 * 1024;
    private const string FormPurpose = "ops";

    public SessionCookie Cookie { get; } = new(twilio, "ops", options.SessionLifetime, SameSiteMode.Lax);

    public bool HasDemo => carrier == Carrier.Simulator;

    /// <summary>A page for whoever is signed in, in both steps, and has this power.</summary>
    public void Get(RouteGroupBuilder ops, string path, StaffPower power, Func<OpsVisit, Task<IResult>> show) =>
        ops.MapGet(
            path,
            async Task<IResult> (HttpContext http) =>
                await VisitAsync(http) is not { IsOpen: true } visit ? await ToDoorAsync(http)
                : visit.May(power) ? await WholeAsync(visit, await show(visit))
                : await RefuseAsync(visit)
        );

    /// <summary>The same for a form, which must come from a page of this session.</summary>
    public void Post(
        RouteGroupBuilder ops,
        string path,
        StaffPower power,
        Func<OpsVisit, IFormCollection, Task<IResult>> take
    ) =>
        Post(
            ops,
            path,
            async http =>
            {
                if (await VisitAsync(http) is not { IsOpen: true } visit)
                    return await ToDoorAsync(http);
                if (!visit.May(power))
                    return await RefuseAsync(visit);
                return await Forms.ReadAsync(http) is { } form && visit.Sent(form)
                    ? await WholeAsync(visit, await take(visit, form))
                    : Results.StatusCode(StatusCodes.Status400BadRequest);
            }
        );

    /// <summary>A form with a file of any size, which is read as it comes: whoever takes it must find the form's token in it
    /// before anything else, and is the one to say how much is too much.</summary>
    public void PostStream(RouteGroupBuilder ops, string path, StaffPower power, Func<OpsVisit, Task<IResult>> take) =>
        ops.MapPost(
                path,
                async Task<IResult> (HttpContext http) =>
                    !Forms.IsSameOrigin(http) ? Results.StatusCode(StatusCodes.Status403Forbidden)
                    : await VisitAsync(http) is not { IsOpen: true } visit ? await ToDoorAsync(http)
                    : visit.May(power) ? await WholeAsync(visit, await take(visit))
                    : await RefuseAsync(visit)
            )
            .WithMetadata(new DisableRequestSizeLimitAttribute());

    /// <summary>What nothing else answers.</summary>
    public void Rest(RouteGroupBuilder ops) =>
        ops.MapFallback(
            "/{**nothing}",
            async Task<IResult> (HttpContext http) =>
                await VisitAsync(http) is { IsOpen: true } visit
                    ? await WholeAsync(visit, Results.NotFound())
                    : await ToDoorAsync(http)
        );

    /// <summary>A page before the door is open.</summary>
    public static void Get(RouteGroupBuilder ops, string path, Func<HttpContext, Task<IResult>> show) =>
        ops.MapGet(path, (Delegate)show);

    /// <summary>A form's way in before the door is open: from our own pages only, and never long.</summary>
    public static void Post(RouteGroupBuilder ops, string path, Func<HttpContext, Task<IResult>> take) =>
        ops.MapPost(
                path,
                async Task<IResult> (HttpContext http) =>
                    Forms.IsSameOrigin(http) ? await take(http) : Results.StatusCode(StatusCodes.Status403Forbidden)
            )
            .WithMetadata(new RequestSizeLimitAttribute(LargestForm));

    public static IResult Redirect(HttpContext http, string to) => Forms.See(http, to);

    /// <summary>Null when nobody is signed in.</summary>
    public async Task<OpsVisit?> VisitAsync(HttpContext http)
    {
        if (Cookie.Read(http) is not { Length: > 0 and <= 128 } token)
            return null;
        var isUse = !http.Request.Headers.ContainsKey(Refresh);
        var session = await sessions.FindAsync(SignInFlow.HashOf(token), time.GetUtcNow(), isUse);
        if (session is null)
            return null;
        var visit = new OpsVisit(http, session, View(http, session, FormTokens.Of(FormPurpose, token)));
        return badge is not null && visit.IsOpen && visit.May(StaffPower.SeeLog)
            ? visit with
            {
                View = visit.View with { Needs = await badge.CountAsync() },
            }
            : visit;
    }

    /// <summary>What every page is made from.</summary>
    public OpsView View(HttpContext http, StaffSession? staff = null, string? formToken = null) =>
        new()
        {
            Brand = replies.Brand,
            Staff = staff,
            FormToken = formToken,
            Path = http.Request.Path.Value ?? Home,
            IsSimulated = HasDemo,
            Now = time.GetUtcNow(),
        };

    public Task<IResult> PageAsync<T>(
        HttpContext http,
        Dictionary<string, object?> parameters,
        int status = StatusCodes.Status200OK
    )
        where T : IComponent => pages.PageAsync<T>(http, parameters, status, PageRenderer.OwnScript);

    /// <summary>To wherever this session still has to go before it opens anything.</summary>
    public async Task<IResult> ToDoorAsync(HttpContext http)
    {
        var door = await VisitAsync(http) switch
        {
            null => SignIn + Asked(http),
            { Staff: { Confirmed: false, HasSecondFactor: true } } => Code + Asked(http),
            { Staff.Confirmed: false } => SetUp,
            _ => Password,
        };
        if (!http.Request.Headers.ContainsKey("HX-Request"))
            return Redirect(http, HttpMethods.IsGet(http.Request.Method) ? door : Home);
        // A part of a page that was asked for: the page itself must go.
        http.Response.Headers["HX-Redirect"] = door.Split('?')[0];
        return Results.StatusCode(StatusCodes.Status401Unauthorized);
    }

    /// <summary>The page that was asked for, to be opened at last.</summary>
    private static QueryString Asked(HttpContext http) =>
        QueryString.Create("to", http.Request.Path + http.Request.QueryString);

    /// <summary>What is not there is told as a page, where a page was asked for.</summary>
    private async Task<IResult> WholeAsync(OpsVisit visit, IResult result) =>
        result is NotFound && !visit.Http.Request.Headers.ContainsKey("HX-Request")
            ? await PageAsync<NothingPage>(
                visit.Http,
                new() { [nameof(NothingPage.View)] = visit.View },
                StatusCodes.Status404NotFound
            )
            : result;

    private Task<IResult> RefuseAsync(OpsVisit visit) =>
        PageAsync<RefusedPage>(
            visit.Http,
            new() { [nameof(RefusedPage.View)] = visit.View },
            StatusCodes.Status403Forbidden
        );
}
