using QRCoder;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.SignIn;

/// <summary>Signing in to <c>/ops</c>: the password, the code; at the first time the app and a password of one's own.</summary>
public sealed class SignInPages(
    OpsGate gate,
    StaffSignIn signIn,
    StaffSessions sessions,
    ClientAddress client,
    ReplyOptions replies,
    TimeProvider time
)
{
    private const int LongestAgent = 300;
    private const int PixelsPerModule = 5;

    public void Map(RouteGroupBuilder ops)
    {
        OpsGate.Get(ops, "/sign-in", ShowAsync);
        OpsGate.Get(
            ops,
            "/code",
            http => StepAsync(http, visit => CodePageAsync(visit, http.Request.Query["to"], fault: null))
        );
        OpsGate.Get(ops, "/set-up", http => StepAsync(http, visit => SetUpPageAsync(visit, fault: null)));
        OpsGate.Post(ops, "/sign-in", SignInAsync);
        OpsGate.Post(ops, "/code", http => TakeStepAsync(http, ConfirmAsync));
        OpsGate.Post(ops, "/set-up", http => TakeStepAsync(http, SetUpAsync));
        OpsGate.Post(ops, "/sign-out", SignOutAsync);
        if (gate.HasDemo)
            OpsGate.Post(ops, "/demo", DemoAsync);
    }

    private async Task<IResult> ShowAsync(HttpContext http) =>
        await gate.VisitAsync(http) is { } visit
            ? OpsGate.Redirect(http, visit.IsOpen ? Start(visit.Staff.Role) : OpsGate.Home)
            : await SignInPageAsync(http, http.Request.Query["to"], fault: null);

    private async Task<IResult> SignInAsync(HttpContext http)
    {
        if (await Forms.ReadAsync(http) is not { } form)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var password = form["password"].ToString();
        if (password.Length > PasswordRules.Longest)
            password = ""; // as wrong as any other
        var who = new Client(client.Of(http), AgentOf(http));
        var to = form["to"].ToString();
        switch (await signIn.TryAsync(form["name"].ToString(), password, who))
        {
            case StaffSignInEnd.Done done:
                gate.Cookie.Write(http, done.Token);
                return OpsGate.Redirect(http, IsOurs(to) ? to : OpsGate.Home);
            case var refused:
                return await SignInPageAsync(
                    http,
                    to,
                    Told(http, refused, "This name and password do not fit together.")
                );
        }
    }

    private async Task<IResult> ConfirmAsync(OpsVisit visit, IFormCollection form) =>
        await signIn.ConfirmAsync(visit.Staff, form["code"].ToString()) is not StaffSignInEnd.Done
            ? await CodePageAsync(
                visit,
                form["to"],
                "That code is not right, or was used already. Wait for the next one."
            )
            : OpsGate.Redirect(
                visit.Http,
                form["to"].ToString() is var to && IsOurs(to) && to != OpsGate.Home ? to : Start(visit.Staff.Role)
            );

    private async Task<IResult> SetUpAsync(OpsVisit visit, IFormCollection form)
    {
        if (visit.Staff.HasSecondFactor)
            return OpsGate.Redirect(visit.Http, OpsGate.Code);
        if (await signIn.ConfirmAsync(visit.Staff, form["code"].ToString()) is not StaffSignInEnd.Done)
            return await SetUpPageAsync(visit, "That code is not right. Is the clock of your phone?");
        return await gate.PageAsync<RecoveryCodesPage>(
            visit.Http,
            new()
            {
                [nameof(RecoveryCodesPage.View)] = visit.View,
                [nameof(RecoveryCodesPage.Codes)] = await signIn.DrawRecoveryCodesAsync(visit.Staff),
                [nameof(RecoveryCodesPage.Next)] = visit.Staff.MustChange ? OpsGate.Password : OpsGate.Home,
            }
        );
    }

    private async Task<IResult> SignOutAsync(HttpContext http)
    {
        if (await gate.VisitAsync(http) is { } visit)
        {
            if (await Forms.ReadAsync(http) is not { } form || !visit.Sent(form))
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            await sessions.EndAsync(visit.Staff.Id, time.GetUtcNow());
        }
        gate.Cookie.Clear(http);
        return OpsGate.Redirect(http, OpsGate.SignIn);
    }

    /// <summary>One click, with the simulator alone: nothing in its database is anybody's.</summary>
    private async Task<IResult> DemoAsync(HttpContext http)
    {
        if (await Forms.ReadAsync(http) is not { } form)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var word = form["role"].ToString();
        var role = Enum.TryParse<StaffRole>(word, ignoreCase: true, out var asked) ? asked : StaffRole.Admin;
        gate.Cookie.Write(http, await signIn.SignInDemoAsync(role, AgentOf(http)));
        return OpsGate.Redirect(http, Start(role));
    }

    /// <summary>For whoever knows the password, and has not shown more yet.</summary>
    private async Task<IResult> StepAsync(HttpContext http, Func<OpsVisit, Task<IResult>> show) =>
        await gate.VisitAsync(http) is { Staff.Confirmed: false } visit
            ? await show(visit)
            : OpsGate.Redirect(http, OpsGate.Home);

    private Task<IResult> TakeStepAsync(HttpContext http, Func<OpsVisit, IFormCollection, Task<IResult>> take) =>
        StepAsync(
            http,
            async visit =>
                await Forms.ReadAsync(http) is { } form && visit.Sent(form)
                    ? await take(visit, form)
                    : Results.StatusCode(StatusCodes.Status400BadRequest)
        );

    private Task<IResult> SignInPageAsync(HttpContext http, string? to, string? fault) =>
        gate.PageAsync<SignInPage>(
            http,
            new()
            {
                [nameof(SignInPage.View)] = gate.View(http),
                [nameof(SignInPage.To)] = to,
                [nameof(SignInPage.Fault)] = fault,
            },
            StatusOf(http, fault)
        );

    private async Task<IResult> CodePageAsync(OpsVisit visit, string? to, string? fault) =>
        visit.Staff.HasSecondFactor
            ? await gate.PageAsync<CodePage>(
                visit.Http,
                new()
                {
                    [nameof(CodePage.View)] = visit.View,
                    [nameof(CodePage.To)] = to,
                    [nameof(CodePage.Fault)] = fault,
                },
                StatusOf(visit.Http, fault)
            )
            : OpsGate.Redirect(visit.Http, OpsGate.SetUp);

    private async Task<IResult> SetUpPageAsync(OpsVisit visit, string? fault)
    {
        if (await signIn.NewKeyAsync(visit.Staff) is not { } key)
            return OpsGate.Redirect(visit.Http, OpsGate.Code);
        return await gate.PageAsync<SetUpPage>(
            visit.Http,
            new()
            {
                [nameof(SetUpPage.View)] = visit.View,
                [nameof(SetUpPage.Key)] = SecondFactor.Written(key),
                [nameof(SetUpPage.Picture)] = Picture(SecondFactor.Uri(key, replies.Brand, visit.Staff.Name)),
                [nameof(SetUpPage.Fault)] = fault,
            },
            StatusOf(visit.Http, fault)
        );
    }

    private static string Picture(string uri)
    {
        using var data = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        return "data:image/png;base64," + Convert.ToBase64String(code.GetGraphic(PixelsPerModule));
    }

    private static string Told(HttpContext http, StaffSignInEnd refused, string wrong)
    {
        switch (refused)
        {
            case StaffSignInEnd.Wait wait:
                http.Response.Headers.RetryAfter = $"{Math.Max(1, (int)Math.Ceiling(wait.For.TotalSeconds))}";
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return $"Too many tries. Try again in {Math.Max(1, (int)Math.Ceiling(wait.For.TotalMinutes))} min.";
            case StaffSignInEnd.Busy:
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return "Too many people sign in at this moment. Try again in a few seconds.";
            default:
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return wrong;
        }
    }

    private static int StatusOf(HttpContext http, string? fault) =>
        fault is null ? StatusCodes.Status200OK
        : http.Response.StatusCode == StatusCodes.Status200OK ? StatusCodes.Status401Unauthorized
        : http.Response.StatusCode;

    private static string AgentOf(HttpContext http) =>
        http.Request.Headers.UserAgent.ToString() is { Length: > LongestAgent } agent
            ? agent[..LongestAgent]
            : http.Request.Headers.UserAgent.ToString();

    /// <summary>The first page that a role may see.</summary>
    private static string Start(StaffRole role) => role.May(StaffPower.SeeNow) ? OpsGate.Home : OpsGate.Home + "/shop";

    /// <summary>A page of /ops and nothing else: no other host, no other scheme.</summary>
    internal static bool IsOurs(string to) =>
        (
            to == OpsGate.Home
            || to.StartsWith(OpsGate.Home + "/", StringComparison.Ordinal)
            || to.StartsWith(OpsGate.Home + "?", StringComparison.Ordinal)
        )
        && !to.Contains("..", StringComparison.Ordinal)
        && !to.AsSpan().ContainsAny("\\\r\n");
}
