using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.Members;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Account.Pages;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Account;

/// <summary>The pages behind the link in the welcome: signing in, a password of one's own, the card.</summary>
public sealed class AccountEndpoints(
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
    TwilioOptions twilio,
    ReplyOptions replies,
    TimeProvider time
)
{
    private const int LargestForm = 8 * 1024;
    private const int LongestAgent = 300;
    private const int SignInsShown = 10;
    private const string Home = "/account";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static void Map(WebApplication app)
    {
        var account = app.MapGroup(Home);
        account.MapGet("", (HttpContext http, AccountEndpoints self) => self.ShowAsync(http));
        account.MapGet("/password", (HttpContext http, AccountEndpoints self) => self.ShowPasswordAsync(http));
        account.MapGet(
            "/qr/{number}",
            (HttpContext http, string number, AccountEndpoints self) => self.QrAsync(http, number)
        );
        account.MapGet("/security", (HttpContext http, AccountEndpoints self) => self.ShowSecurityAsync(http));
        account.MapGet("/data", (HttpContext http, AccountEndpoints self) => self.DataAsync(http));
        account.MapGet("/assets/{name}", AccountAssets.Serve);
        Post("/sign-in", (self, http) => self.SignInAsync(http));
        Post("/password", (self, http) => self.SetPasswordAsync(http));
        Post("/sign-out", (self, http) => self.SignOutAsync(http));
        Post("/sign-out-others", (self, http) => self.SignOutOthersAsync(http));
        Post("/close", (self, http) => self.CloseAsync(http));

        void Post(string path, Func<AccountEndpoints, HttpContext, Task<IResult>> handle) =>
            account
                .MapPost(
                    path,
                    async (HttpContext http, AccountEndpoints self) =>
                        IsSameOrigin(http)
                            ? await handle(self, http)
                            : Results.StatusCode(StatusCodes.Status403Forbidden)
                )
                .WithMetadata(new RequestSizeLimitAttribute(LargestForm));
    }

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        var (session, token) = await SessionAsync(http);
        if (session is null)
            return await SignInPageAsync(http, fault: null, name: null, StatusCodes.Status200OK);
        if (session.MustChange)
            return Results.Redirect($"{Home}/password");
        var mine = await cards.OfAsync(session.MemberId, time.GetUtcNow());
        return await pages.PageAsync<CardPage>(
            http,
            new()
            {
                [nameof(CardPage.View)] = View(http, session, token),
                [nameof(CardPage.Cards)] = mine,
                [nameof(CardPage.Saved)] = http.Request.Query.ContainsKey("saved"),
            }
        );
    }

    private async Task<IResult> SignInAsync(HttpContext http)
    {
        if (await FormAsync(http) is not { } form)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var typed = form["name"].ToString();
        var name = SignInName.Read(typed, reader, countries.All);
        var password = form["password"].ToString();
        if (password.Length > PasswordRules.Longest)
            password = ""; // as wrong as any other
        var agent = http.Request.Headers.UserAgent.ToString();
        var who = new Client(client.Of(http), agent.Length > LongestAgent ? agent[..LongestAgent] : agent);
        var result = await signIn.TryAsync(name, password, who);
        var texts = TextsOf(http, form["lang"].ToString());
        switch (result)
        {
            case SignInEnd.Done done:
                cookie.Write(http, done.Token);
                return Redirect(http, done.MustChange ? $"{Home}/password" : Home);
            case SignInEnd.Wait wait:
                var minutes = Math.Max(1, (int)Math.Ceiling(wait.For.TotalMinutes));
                http.Response.Headers.RetryAfter = $"{Math.Max(1, (int)Math.Ceiling(wait.For.TotalSeconds))}";
                return await Refuse(AccountTexts.Fill(texts.Wait, minutes), StatusCodes.Status429TooManyRequests);
            case SignInEnd.Busy:
                return await Refuse(texts.Busy, StatusCodes.Status503ServiceUnavailable);
            case SignInEnd.Locked:
                return await Refuse(texts.Locked, StatusCodes.Status401Unauthorized);
            default:
                return await Refuse(texts.Wrong, StatusCodes.Status401Unauthorized);
        }

        Task<IResult> Refuse(string fault, int status) => SignInPageAsync(http, fault, typed, status, texts);
    }

    private async Task<IResult> ShowPasswordAsync(HttpContext http)
    {
        var (session, token) = await SessionAsync(http);
        return session is null ? Results.Redirect(Home) : await PasswordPageAsync(http, session, token, fault: null);
    }

    private async Task<IResult> SetPasswordAsync(HttpContext http)
    {
        var (session, token) = await SessionAsync(http);
        if (session is null)
            return Results.Redirect(Home);
        if (await FormAsync(http) is not { } form || !IsOfSession(form, token))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var texts = View(http, session, token).Texts;
        var password = form["password"].ToString();
        if (PasswordRules.Check(password, session.Username, session.Phone) is { } fault)
            return await PasswordPageAsync(http, session, token, Told(texts, fault));
        if (password != form["again"].ToString())
            return await PasswordPageAsync(http, session, token, texts.Different);
        if (!session.MustChange && await CheckCurrentAsync(http, session, form["current"].ToString()) is { } refusal)
            return await PasswordPageAsync(http, session, token, refusal(texts));
        var hash = await lane.Threads.RunAsync(() => hashing.HashChosen(password));
        return await sessions.ChangePasswordAsync(session, hash, time.GetUtcNow())
            ? Redirect(http, $"{Home}?saved")
            : Results.Redirect(Home);
    }

    /// <summary>An open session on somebody else's screen is no reason to give the account away: the current password is
    /// tried as a sign-in is, within the same limits.</summary>
    private async Task<Func<AccountTexts, string>?> CheckCurrentAsync(
        HttpContext http,
        SignedIn session,
        string current
    )
    {
        var name = SignInName.Read(session.Username, reader, countries.All);
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

    private async Task<IResult> SignOutAsync(HttpContext http)
    {
        var (session, token) = await SessionAsync(http);
        if (session is not null)
        {
            if (await FormAsync(http) is not { } form || !IsOfSession(form, token))
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            await sessions.EndAsync(session.Id, time.GetUtcNow());
        }
        cookie.Clear(http);
        return Redirect(http, Home);
    }

    private async Task<IResult> ShowSecurityAsync(HttpContext http)
    {
        var (session, token) = await SessionAsync(http);
        if (session is null or { MustChange: true })
            return Results.Redirect(Home);
        return await SecurityPageAsync(http, session, token, fault: null);
    }

    private async Task<IResult> SignOutOthersAsync(HttpContext http)
    {
        var (session, token) = await SessionAsync(http);
        if (session is null)
            return Results.Redirect(Home);
        if (await FormAsync(http) is not { } form || !IsOfSession(form, token))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        await sessions.EndOthersAsync(session, time.GetUtcNow());
        return Redirect(http, $"{Home}/security?done");
    }

    private async Task<IResult> CloseAsync(HttpContext http)
    {
        var (session, token) = await SessionAsync(http);
        if (session is null or { MustChange: true })
            return Results.Redirect(Home);
        if (await FormAsync(http) is not { } form || !IsOfSession(form, token))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var texts = View(http, session, token).Texts;
        if (await CheckCurrentAsync(http, session, form["current"].ToString()) is { } refusal)
            return await SecurityPageAsync(http, session, token, refusal(texts));
        if (!await closing.CloseAsync(session, time.GetUtcNow()))
            return Results.Redirect(Home);
        cookie.Clear(http);
        return await SignInPageAsync(http, texts.Closed, name: null, StatusCodes.Status200OK, texts);
    }

    private async Task<IResult> DataAsync(HttpContext http)
    {
        var (session, _) = await SessionAsync(http);
        if (session is null or { MustChange: true })
            return Results.Redirect(Home);
        PageRenderer.Guard(http);
        http.Response.Headers.ContentDisposition = "attachment; filename=\"my-data.json\"";
        return Results.Json(await data.ReadAsync(session.MemberId), Readable);
    }

    private async Task<IResult> SecurityPageAsync(HttpContext http, SignedIn session, string? token, string? fault) =>
        await pages.PageAsync<SecurityPage>(
            http,
            new()
            {
                [nameof(SecurityPage.View)] = View(http, session, token),
                [nameof(SecurityPage.SignIns)] = await sessions.LastAsync(
                    session.MemberId,
                    SignInsShown,
                    time.GetUtcNow()
                ),
                [nameof(SecurityPage.Fault)] = fault,
                [nameof(SecurityPage.Done)] = http.Request.Query.ContainsKey("done"),
            },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );

    private async Task<IResult> QrAsync(HttpContext http, string number)
    {
        var (session, _) = await SessionAsync(http);
        if (session is null || session.MustChange)
            return Results.NotFound();
        var mine = await cards.OfAsync(session.MemberId, time.GetUtcNow());
        if (!mine.Any(card => card.Number == number))
            return Results.NotFound();
        PageRenderer.Guard(http);
        return Results.Content(CardCode.Svg(number), "image/svg+xml");
    }

    private Task<IResult> SignInPageAsync(
        HttpContext http,
        string? fault,
        string? name,
        int status,
        AccountTexts? texts = null
    ) =>
        pages.PageAsync<SignInPage>(
            http,
            new()
            {
                [nameof(SignInPage.View)] = View(http, session: null, token: null, texts),
                [nameof(SignInPage.Fault)] = fault,
                [nameof(SignInPage.Name)] = name,
            },
            status
        );

    private Task<IResult> PasswordPageAsync(HttpContext http, SignedIn session, string? token, string? fault) =>
        pages.PageAsync<NewPasswordPage>(
            http,
            new()
            {
                [nameof(NewPasswordPage.View)] = View(http, session, token),
                [nameof(NewPasswordPage.Fault)] = fault,
            },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );

    private async Task<(SignedIn? Session, string? Token)> SessionAsync(HttpContext http) =>
        cookie.Read(http) is { Length: > 0 and <= 128 } token
            ? (await sessions.FindAsync(SignInFlow.HashOf(token), time.GetUtcNow()), token)
            : (null, null);

    private AccountView View(HttpContext http, SignedIn? session, string? token, AccountTexts? texts = null)
    {
        texts ??= TextsOf(http, session?.Language ?? http.Request.Query["lang"].ToString());
        var number = twilio.Numbers.FirstOrDefault(number => number.Language == texts.Code) ?? twilio.Numbers[0];
        return new AccountView
        {
            Texts = texts,
            Brand = replies.Brand,
            Support = replies.SupportContact,
            OurNumber = number.Number,
            SignedIn = session,
            FormToken = session is null ? null : AccountView.FormTokenOf(token!),
        };
    }

    /// <summary>The language asked for, else the browser's, else the default.</summary>
    private AccountTexts TextsOf(HttpContext http, string asked) =>
        PageTexts.Choose(AccountTexts.All, http, asked, replies.DefaultLanguage);

    private static string Told(AccountTexts texts, PasswordFault fault) =>
        fault switch
        {
            PasswordFault.TooShort => texts.TooShort,
            PasswordFault.TooLong => texts.TooLong,
            PasswordFault.Common => texts.Common,
            PasswordFault.OfTheAccount => texts.OfTheAccount,
            PasswordFault.LikeTexted => texts.LikeTexted,
        };

    private static IResult Redirect(HttpContext http, string to)
    {
        PageRenderer.Guard(http);
        http.Response.Headers.Location = to;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<IFormCollection?> FormAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return null;
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        // Cut off, too long or no form at all: whoever sent it is told so, and nothing more happens.
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            return null;
        }
    }

    private static bool IsOfSession(IFormCollection form, string? token) =>
        token is not null
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(form["form"].ToString()),
            Encoding.UTF8.GetBytes(AccountView.FormTokenOf(token))
        );

    /// <summary>Every browser of today says where a form was sent from. Source: W3C, "Fetch Metadata Request Headers".</summary>
    private static bool IsSameOrigin(HttpContext http) =>
        http.Request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site == "same-origin"
            : Uri.TryCreate(http.Request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
                && origin.Authority == http.Request.Host.Value;
}

/// <summary>Where a phone written without its country code is looked for.</summary>
public sealed record SignInCountries(IReadOnlyList<string> All);
