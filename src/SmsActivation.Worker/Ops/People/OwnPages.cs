using SmsActivation.Core.Accounts;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.People;

/// <summary>One's own: the password, the sign-ins that stand.</summary>
public sealed class OwnPages(OpsGate gate, StaffSignIn signIn, StaffSessions sessions, TimeProvider time)
{
    public const string Me = OpsGate.Home + "/me";

    public void Map(RouteGroupBuilder ops)
    {
        ops.MapGet(
            "/password",
            (HttpContext http) => ConfirmedAsync(http, visit => PasswordPageAsync(visit, fault: null))
        );
        OpsGate.Post(ops, "/password", http => ConfirmedAsync(http, SetPasswordAsync));
        ops.MapGet("/me", (HttpContext http) => OpenAsync(http, visit => MePageAsync(visit)));
        OpsGate.Post(ops, "/me/sign-out-others", http => OpenAsync(http, EndOthersAsync));
    }

    private async Task<IResult> SetPasswordAsync(OpsVisit visit)
    {
        if (await Forms.ReadAsync(visit.Http) is not { } form || !visit.Sent(form))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var password = form["password"].ToString();
        if (password != form["again"].ToString())
            return await PasswordPageAsync(visit, "The two are not the same.");
        if (!visit.Staff.MustChange)
            switch (await signIn.CheckPasswordAsync(visit.Staff, form["current"].ToString()))
            {
                case StaffSignInEnd.Done:
                    break;
                case StaffSignInEnd.Wait wait:
                    return await PasswordPageAsync(
                        visit,
                        $"Too many tries. Try again in {Math.Max(1, (int)Math.Ceiling(wait.For.TotalMinutes))} min."
                    );
                default:
                    return await PasswordPageAsync(visit, "The current password is not right.");
            }
        return await signIn.SetPasswordAsync(visit.Staff, password) is { } fault
            ? await PasswordPageAsync(visit, Told(fault))
            : OpsGate.Redirect(visit.Http, visit.Staff.MustChange ? OpsGate.Home : Me);
    }

    private async Task<IResult> EndOthersAsync(OpsVisit visit)
    {
        if (await Forms.ReadAsync(visit.Http) is not { } form || !visit.Sent(form))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var me = visit.Staff;
        await sessions.EndAllAsync(me.StaffId, but: me.Id, me.By, me.Name, time.GetUtcNow());
        return OpsGate.Redirect(visit.Http, Me);
    }

    private async Task<IResult> MePageAsync(OpsVisit visit) =>
        await gate.PageAsync<MePage>(
            visit.Http,
            new()
            {
                [nameof(MePage.View)] = visit.View,
                [nameof(MePage.Sessions)] = await sessions.StandingAsync(visit.Staff.StaffId, time.GetUtcNow()),
            }
        );

    private Task<IResult> PasswordPageAsync(OpsVisit visit, string? fault) =>
        gate.PageAsync<PasswordPage>(
            visit.Http,
            new() { [nameof(PasswordPage.View)] = visit.View, [nameof(PasswordPage.Fault)] = fault },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );

    private async Task<IResult> ConfirmedAsync(HttpContext http, Func<OpsVisit, Task<IResult>> show) =>
        await gate.VisitAsync(http) is { Staff.Confirmed: true } visit
            ? await show(visit)
            : await gate.ToDoorAsync(http);

    private async Task<IResult> OpenAsync(HttpContext http, Func<OpsVisit, Task<IResult>> show) =>
        await gate.VisitAsync(http) is { IsOpen: true } visit ? await show(visit) : await gate.ToDoorAsync(http);

    private static string Told(PasswordFault fault) =>
        fault switch
        {
            PasswordFault.TooShort => $"It must have {PasswordRules.Shortest} signs at least.",
            PasswordFault.TooLong => $"It may have {PasswordRules.Longest} signs at most.",
            PasswordFault.Common => "Everybody tries that one first. Choose another.",
            PasswordFault.OfTheAccount => "It is your own name. Choose another.",
            PasswordFault.LikeTexted => "It looks like one that was drawn for you. Choose another.",
        };
}
