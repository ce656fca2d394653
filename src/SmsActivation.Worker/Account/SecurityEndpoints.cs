using System.Text.Encodings.Web;
using System.Text.Json;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.Members;
using SmsActivation.Core.Reading;
using SmsActivation.Worker.Account.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Account;

/// <summary>*Security*: sign-ins, the password, one's data, the end of the account.</summary>
public sealed class SecurityEndpoints(
    AccountGate gate,
    AccountEndpoints home,
    SignInFlow signIn,
    SessionStore sessions,
    AccountCards cards,
    MemberData data,
    AccountClosing closing,
    SessionCookie cookie,
    ClientAddress client,
    PageRenderer pages,
    SmsReader reader,
    SignInCountries countries,
    PasswordHashing hashing,
    SignInLane lane,
    TimeProvider time
)
{
    public const string Password = AccountGate.Home + "/password";
    public const string Here = AccountGate.Home + "/security";
    private const int SignInsShown = 10;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // It is saved as a file, and never taken for a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public void Map(RouteGroupBuilder account)
    {
        AccountGate.Get(account, "/password", ShowPasswordAsync);
        AccountGate.Get(
            account,
            "/security",
            http => gate.ShowAsync(http, visit => SecurityPageAsync(http, visit, fault: null))
        );
        AccountGate.Get(account, "/data", DataAsync);
        AccountGate.Post(account, "/password", SetPasswordAsync);
        AccountGate.Post(account, "/sign-out-others", SignOutOthersAsync);
        AccountGate.Post(account, "/close", CloseAsync);
    }

    private async Task<IResult> ShowPasswordAsync(HttpContext http) =>
        await gate.VisitAsync(http) is { } visit
            ? await PasswordPageAsync(http, visit, fault: null)
            : Results.Redirect(AccountGate.Home);

    /// <summary>The one page that is open to whoever came in with a texted password.</summary>
    private async Task<IResult> SetPasswordAsync(HttpContext http)
    {
        if (await gate.VisitAsync(http) is not { } visit)
            return Results.Redirect(AccountGate.Home);
        if (await Forms.ReadAsync(http) is not { } form || !visit.Sent(form))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var session = visit.SignedIn;
        var texts = visit.View.Texts;
        var password = form["password"].ToString();
        if (PasswordRules.Check(password, await cards.OwnerAsync(session)) is { } fault)
            return await PasswordPageAsync(http, visit, Told(texts, fault));
        if (password != form["again"].ToString())
            return await PasswordPageAsync(http, visit, texts.Different);
        if (!session.MustChange && await CheckCurrentAsync(http, session, form["current"].ToString()) is { } refusal)
            return await PasswordPageAsync(http, visit, refusal(texts));
        var hash = await lane.Threads.RunAsync(() => hashing.HashChosen(password));
        return await sessions.ChangePasswordAsync(session, hash, time.GetUtcNow())
            ? Forms.See(http, $"{AccountGate.Home}?saved")
            : Results.Redirect(AccountGate.Home);
    }

    /// <summary>An open session on somebody else's screen is no reason to give the account away: the current password is
    /// tried as a sign-in is, within the same limits.</summary>
    private async Task<Func<AccountTexts, string>?> CheckCurrentAsync(
        HttpContext http,
        SignedIn session,
        string current
    )
    {
        var name = SignInName.Read(session.Username, reader, countries);
        var result = await signIn.ConfirmAsync(name, session.MemberId, current, client.Of(http));
        return result switch
        {
            SignInEnd.Done => null,
            SignInEnd.Wait wait => texts => AccountTexts.Fill(texts.Wait, (int)Math.Ceiling(wait.For.TotalMinutes)),
            SignInEnd.Busy => texts => texts.Busy,
            SignInEnd.Locked => texts => texts.Locked,
            _ => texts => texts.WrongCurrent,
        };
    }

    private Task<IResult> SignOutOthersAsync(HttpContext http) =>
        gate.TakeAsync(
            http,
            async (visit, _) =>
            {
                await sessions.EndOthersAsync(visit.SignedIn, time.GetUtcNow());
                return Forms.See(http, $"{Here}?done");
            }
        );

    private Task<IResult> CloseAsync(HttpContext http) =>
        gate.TakeAsync(
            http,
            async (visit, form) =>
            {
                var texts = visit.View.Texts;
                if (await CheckCurrentAsync(http, visit.SignedIn, form["current"].ToString()) is { } refusal)
                    return await SecurityPageAsync(http, visit, refusal(texts));
                if (!await closing.CloseAsync(visit.SignedIn, time.GetUtcNow()))
                    return Results.Redirect(AccountGate.Home);
                cookie.Clear(http);
                return await home.FarewellAsync(http, texts);
            }
        );

    private Task<IResult> DataAsync(HttpContext http) =>
        gate.ShowAsync(
            http,
            async visit =>
            {
                PageRenderer.Guard(http);
                http.Response.Headers.ContentDisposition = "attachment; filename=\"my-data.json\"";
                return Results.Json(await data.ReadAsync(visit.MemberId), Readable);
            }
        );

    private async Task<IResult> SecurityPageAsync(HttpContext http, Visit visit, string? fault) =>
        await pages.PageAsync<SecurityPage>(
            http,
            new()
            {
                [nameof(SecurityPage.View)] = visit.View,
                [nameof(SecurityPage.SignIns)] = await sessions.LastAsync(
                    visit.MemberId,
                    SignInsShown,
                    time.GetUtcNow()
                ),
                [nameof(SecurityPage.Fault)] = fault,
                [nameof(SecurityPage.Done)] = http.Request.Query.ContainsKey("done"),
            },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );

    private Task<IResult> PasswordPageAsync(HttpContext http, Visit visit, string? fault) =>
        pages.PageAsync<NewPasswordPage>(
            http,
            new() { [nameof(NewPasswordPage.View)] = visit.View, [nameof(NewPasswordPage.Fault)] = fault },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );

    private static string Told(AccountTexts texts, PasswordFault fault) =>
        fault switch
        {
            PasswordFault.TooShort => texts.TooShort,
            PasswordFault.TooLong => texts.TooLong,
            PasswordFault.Common => texts.Common,
            PasswordFault.OfTheAccount => texts.OfTheAccount,
            PasswordFault.LikeTexted => texts.LikeTexted,
        };
}
