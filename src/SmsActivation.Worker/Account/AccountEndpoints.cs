using SmsActivation.Core.Accounts;
using SmsActivation.Core.Members;
using SmsActivation.Core.Profiles;
using SmsActivation.Core.Reading;
using SmsActivation.Worker.Account.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Account;

/// <summary>The door behind the link in the welcome: signing in and out, and the card.</summary>
public sealed class AccountEndpoints(
    AccountGate gate,
    SignInFlow signIn,
    SessionStore sessions,
    AccountCards cards,
    ProfileStore profiles,
    MemberEditing editing,
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

    private static readonly string[] Pages =
    [
        AccountGate.Home,
        AboutMeEndpoints.Here,
        ConsentsEndpoints.Here,
        SecurityEndpoints.Here,
        SecurityEndpoints.Password,
    ];

    public void Map(RouteGroupBuilder account)
    {
        AccountGate.Get(account, "", ShowAsync);
        account.MapGet("/qr/{number}", (HttpContext http, string number) => DrawAsync(http, number, CardCode.Svg));
        account.MapGet("/barcode/{number}", (HttpContext http, string number) => DrawAsync(http, number, Code128.Svg));
        account.MapGet("/assets/{name}", AccountAssets.Serve);
        // Of a form that was answered here, when its page is loaded anew.
        AccountGate.Get(account, "/sign-in", _ => Task.FromResult(Results.Redirect(AccountGate.Home)));
        account.MapFallback("/{**nothing}", (Delegate)NothingAsync);
        AccountGate.Post(account, "/sign-in", SignInAsync);
        AccountGate.Post(account, "/sign-out", SignOutAsync);
        AccountGate.Post(account, "/language", SpeakAsync);
    }

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        if (await gate.VisitAsync(http) is not { } visit)
            return await WelcomeAsync(http);
        if (visit.SignedIn.MustChange)
            return Results.Redirect(SecurityEndpoints.Password);
        var missing = ProfileRules.Missing(options.Asked, await profiles.OfAsync(visit.MemberId));
        return await pages.PageAsync<CardPage>(
            http,
            new()
            {
                [nameof(CardPage.View)] = visit.View,
                [nameof(CardPage.Cards)] = await cards.OfAsync(visit.MemberId, time.GetUtcNow()),
                [nameof(CardPage.Last)] = await cards.LastAsync(visit.MemberId, time.GetUtcNow()),
                [nameof(CardPage.Saved)] = http.Request.Query.ContainsKey("saved"),
                [nameof(CardPage.AsksMore)] = missing.Count > 0,
            }
        );
    }

    /// <summary>Whoever comes with a session that ended is told why they must sign in, once.</summary>
    private Task<IResult> WelcomeAsync(HttpContext http)
    {
        var ended = cookie.Read(http) is not null;
        if (ended)
            cookie.Clear(http);
        return pages.PageAsync<SignInPage>(
            http,
            new()
            {
                [nameof(SignInPage.View)] = gate.View(http),
                [nameof(SignInPage.Told)] = ended ? gate.View(http).Texts.Ended : null,
            }
        );
    }

    private async Task<IResult> NothingAsync(HttpContext http) =>
        await pages.PageAsync<NothingPage>(
            http,
            new() { [nameof(NothingPage.View)] = (await gate.VisitAsync(http))?.View ?? gate.View(http) },
            StatusCodes.Status404NotFound
        );

    private async Task<IResult> SignInAsync(HttpContext http)
    {
        if (await Forms.ReadAsync(http) is not { } form)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var typed = form["name"].ToString();
        var name = SignInName.Read(typed, reader, countries);
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
                return Forms.See(http, done.MustChange ? SecurityEndpoints.Password : AccountGate.Home);
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

        Task<IResult> Refuse(string fault, int status) =>
            pages.PageAsync<SignInPage>(
                http,
                new()
                {
                    [nameof(SignInPage.View)] = gate.View(http, texts),
                    [nameof(SignInPage.Fault)] = fault,
                    [nameof(SignInPage.Name)] = typed,
                },
                status
            );
    }

    private async Task<IResult> SignOutAsync(HttpContext http)
    {
        if (await gate.VisitAsync(http) is { } visit)
        {
            if (await Forms.ReadAsync(http) is not { } form || !visit.Sent(form))
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            await sessions.EndAsync(visit.SignedIn.Id, time.GetUtcNow());
        }
        cookie.Clear(http);
        return Forms.See(http, AccountGate.Home);
    }

    /// <summary>Also for whoever must first choose a password. Back to the page it was chosen on.</summary>
    private async Task<IResult> SpeakAsync(HttpContext http)
    {
        if (await gate.VisitAsync(http) is not { } visit)
            return Results.Redirect(AccountGate.Home);
        if (await Forms.ReadAsync(http) is not { } form || !visit.Sent(form))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var language = form["language"].ToString();
        if (!AccountTexts.All.ContainsKey(language))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        await editing.EditAsync(visit.MemberId, new MemberEdit { Language = language }, time.GetUtcNow());
        var to = form["to"].ToString();
        return Forms.See(http, Pages.Contains(to) ? to : AccountGate.Home);
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

    /// <summary>For somebody who has just left for good.</summary>
    internal Task<IResult> FarewellAsync(HttpContext http, AccountTexts texts) =>
        pages.PageAsync<SignInPage>(
            http,
            new() { [nameof(SignInPage.View)] = gate.View(http, texts), [nameof(SignInPage.Told)] = texts.Closed }
        );
}
