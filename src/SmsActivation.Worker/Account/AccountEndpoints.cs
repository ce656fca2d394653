using SmsActivation.Core.Accounts;
using SmsActivation.Core.Profiles;
using SmsActivation.Core.Reading;
using SmsActivation.Worker.Account.Pages;

namespace SmsActivation.Worker.Account;

/// <summary>The door behind the link in the welcome: signing in and out, and the card.</summary>
public sealed class AccountEndpoints(
    AccountGate gate,
    SignInFlow signIn,
    SessionStore sessions,
    AccountCards cards,
    ProfileStore profiles,
    AccountOptions options,
    SessionCookie cookie,
    ClientAddress client,
    PageRenderer pages,
    SmsReader reader,
    SignInCountries countries,
    TimeProvider time
)
{
    private const int LongestAgent = 300;

    public void Map(RouteGroupBuilder account)
    {
        AccountGate.Get(account, "", ShowAsync);
        account.MapGet("/qr/{number}", (HttpContext http, string number) => DrawAsync(http, number, CardCode.Svg));
        account.MapGet("/barcode/{number}", (HttpContext http, string number) => DrawAsync(http, number, Code128.Svg));
        account.MapGet("/assets/{name}", AccountAssets.Serve);
        AccountGate.Post(account, "/sign-in", SignInAsync);
        AccountGate.Post(account, "/sign-out", SignOutAsync);
    }

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        if (await gate.VisitAsync(http) is not { } visit)
            return await SignInPageAsync(http, fault: null, name: null, StatusCodes.Status200OK);
        if (visit.SignedIn.MustChange)
            return Results.Redirect(SecurityEndpoints.Password);
        var missing = ProfileRules.Missing(options.Asked, await profiles.OfAsync(visit.MemberId));
        return await pages.PageAsync<CardPage>(
            http,
            new()
            {
                [nameof(CardPage.View)] = visit.View,
                [nameof(CardPage.Cards)] = await cards.OfAsync(visit.MemberId, time.GetUtcNow()),
                [nameof(CardPage.Saved)] = http.Request.Query.ContainsKey("saved"),
                [nameof(CardPage.AsksMore)] = missing.Count > 0,
            }
        );
    }

    private async Task<IResult> SignInAsync(HttpContext http)
    {
        if (await AccountGate.FormAsync(http) is not { } form)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var typed = form["name"].ToString();
        var name = SignInName.Read(typed, reader, countries.All);
        var password = form["password"].ToString();
        if (password.Length > PasswordRules.Longest)
            password = ""; // as wrong as any other
        var agent = http.Request.Headers.UserAgent.ToString();
        var who = new Client(client.Of(http), agent.Length > LongestAgent ? agent[..LongestAgent] : agent);
        var result = await signIn.TryAsync(name, password, who);
        var texts = gate.TextsOf(http, form["lang"].ToString());
        switch (result)
        {
            case SignInEnd.Done done:
                cookie.Write(http, done.Token);
                return AccountGate.Redirect(http, done.MustChange ? SecurityEndpoints.Password : AccountGate.Home);
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

    private async Task<IResult> SignOutAsync(HttpContext http)
    {
        if (await gate.VisitAsync(http) is { } visit)
        {
            if (await AccountGate.FormAsync(http) is not { } form || !visit.Sent(form))
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            await sessions.EndAsync(visit.SignedIn.Id, time.GetUtcNow());
        }
        cookie.Clear(http);
        return AccountGate.Redirect(http, AccountGate.Home);
    }

    /// <summary>A card's number for the till's scanner; only to whom the card belongs.</summary>
    private Task<IResult> DrawAsync(HttpContext http, string number, Func<string, string> draw) =>
        gate.ShowAsync(
            http,
            async visit =>
            {
                var mine = await cards.OfAsync(visit.MemberId, time.GetUtcNow());
                if (!mine.Any(card => card.Number == number))
                    return Results.NotFound();
                PageRenderer.Guard(http);
                return Results.Content(draw(number), "image/svg+xml");
            }
        );

    /// <summary>Also what is shown to somebody who has just left for good.</summary>
    internal Task<IResult> SignInPageAsync(
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
                [nameof(SignInPage.View)] = gate.View(http, texts),
                [nameof(SignInPage.Fault)] = fault,
                [nameof(SignInPage.Name)] = name,
            },
            status
        );
}

/// <summary>Where a phone written without its country code is looked for.</summary>
public sealed record SignInCountries(IReadOnlyList<string> All);
