using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using SmsActivation.Core.Accounts;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Setup;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Account;

/// <summary>Who is asking for a page, and whether a form came from one of ours.</summary>
public sealed class AccountGate(
    SessionStore sessions,
    SessionCookie cookie,
    TwilioOptions twilio,
    ReplyOptions replies,
    TimeProvider time
)
{
    public const string Home = "/account";
    internal const string FormPurpose = "form";
    private const int LargestForm = 8 * 1024;

    /// <summary>A page for whoever is signed in with a password of their own; others are sent to sign in.</summary>
    public async Task<IResult> ShowAsync(HttpContext http, Func<Visit, Task<IResult>> show) =>
        await VisitAsync(http) is { SignedIn.MustChange: false } visit ? await show(visit) : Results.Redirect(Home);

    /// <summary>The same for a form, which must come from a page of this session.</summary>
    public async Task<IResult> TakeAsync(HttpContext http, Func<Visit, IFormCollection, Task<IResult>> take)
    {
        if (await VisitAsync(http) is not { SignedIn.MustChange: false } visit)
            return Results.Redirect(Home);
        return await Forms.ReadAsync(http) is { } form && visit.Sent(form)
            ? await take(visit, form)
            : Results.StatusCode(StatusCodes.Status400BadRequest);
    }

    /// <summary>Null when nobody is signed in.</summary>
    public async Task<Visit?> VisitAsync(HttpContext http)
    {
        if (cookie.Read(http) is not { Length: > 0 and <= 128 } token)
            return null;
        var session = await sessions.FindAsync(SignInFlow.HashOf(token), time.GetUtcNow());
        return session is null ? null : new Visit(session, token, View(http, session, token));
    }

    /// <summary>Before anybody is signed in.</summary>
    public AccountView View(HttpContext http, AccountTexts? texts = null) =>
        View(texts ?? TextsOf(http, http.Request.Query["lang"].ToString()), session: null, token: null);

    /// <summary>The language asked for, else the browser's, else the default.</summary>
    public AccountTexts TextsOf(HttpContext http, string? asked) =>
        PageTexts.Choose(AccountTexts.All, http, asked, replies.DefaultLanguage);

    public static void Get(RouteGroupBuilder pages, string path, Func<HttpContext, Task<IResult>> show) =>
        pages.MapGet(path, (Delegate)show);

    /// <summary>A form's way in: from our own pages only, and never long.</summary>
    public static void Post(RouteGroupBuilder pages, string path, Func<HttpContext, Task<IResult>> take) =>
        pages
            .MapPost(
                path,
                async Task<IResult> (HttpContext http) =>
                    Forms.IsSameOrigin(http) ? await take(http) : Results.StatusCode(StatusCodes.Status403Forbidden)
            )
            .WithMetadata(new RequestSizeLimitAttribute(LargestForm));

    private AccountView View(HttpContext http, SignedIn session, string token) =>
        View(TextsOf(http, session.Language), session, token);

    private AccountView View(AccountTexts texts, SignedIn? session, string? token)
    {
        var number = twilio.Numbers.FirstOrDefault(number => number.Language == texts.Code) ?? twilio.Numbers[0];
        return new AccountView
        {
            Texts = texts,
            Brand = replies.Brand,
            Support = replies.SupportContact,
            OurNumber = number.Number,
            SignedIn = session,
            FormToken = token is null ? null : FormTokens.Of(FormPurpose, token),
        };
    }
}

/// <summary>A request of somebody who is signed in.</summary>
public sealed record Visit(SignedIn SignedIn, string Token, AccountView View)
{
    public long MemberId => SignedIn.MemberId;

    /// <summary>Whether the form is of a page of this very session.</summary>
    public bool Sent(IFormCollection form) => FormTokens.Fits(form, FormTokens.Of(AccountGate.FormPurpose, Token));
}
