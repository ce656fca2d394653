using SmsActivation.Core.ApiKeys;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Members;
using SmsActivation.Worker.Api.Document;

namespace SmsActivation.Worker.Api;

/// <summary>The API under <c>/api/v1</c>: what there is, for the host and for the document of it alike.</summary>
internal static class ApiRoutes
{
    private static readonly Problem[] SigningIn =
    [
        Problem.WrongPassword,
        Problem.Locked,
        Problem.TooManyTries,
        Problem.Busy,
    ];

    public static IServiceCollection AddApi(this IServiceCollection services) =>
        services
            .AddSingleton<ApiKeyStore>()
            .AddSingleton<CardStore>()
            .AddSingleton<ApiPace>()
            .AddSingleton<ApiGate>()
            .AddSingleton<IdempotencyStore>()
            .AddSingleton<IdempotentPosts>()
            .AddSingleton<MemberQuery>()
            .AddSingleton<MemberEditing>()
            .AddSingleton<TillEndpoints>()
            .AddSingleton<SiteAccountEndpoints>()
            .AddSingleton<MemberEndpoints>();

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        MapTill(api);
        MapAccount(api);
        MapMembers(api);
    }

    private static void MapTill(RouteGroupBuilder api) =>
        api.MapGet(
                "/cards/{number}",
                (HttpContext http, string number, TillEndpoints till) => till.CardAsync(http, number)
            )
            .WithTags("Till")
            .Documented<TillAnswer>(
                "getCard",
                "May this card collect, may it spend, and what to tell the customer",
                "Role pos. Says nothing of the owner. More than 20 unknown cards in an hour suspend the key.",
                new ApiOperation
                {
                    Answer = ApiExamples.Till,
                    Problems = [Problem.NoCardNumber, Problem.NotFound],
                    Query = [("lang", "The till's language: en or ru.")],
                }
            );

    private static void MapAccount(RouteGroupBuilder api)
    {
        api.MapPost("/account/verify", (HttpContext http, SiteAccountEndpoints site) => site.VerifyAsync(http))
            .WithTags("Site")
            .Accepts<VerifyRequest>("application/json")
            .Documented<VerifyAnswer>(
                "verify",
                "Does this password open this account",
                "Role site. A texted password is used up by it, and comes with a token that sets a new one.",
                new ApiOperation
                {
                    Request = ApiExamples.Verify,
                    Answer = ApiExamples.Verified,
                    Problems = [.. SigningIn, Problem.ReusedKey, Problem.UnderWay],
                    IsIdempotent = true,
                }
            );
        api.MapPost("/account/password", (HttpContext http, SiteAccountEndpoints site) => site.SetPasswordAsync(http))
            .WithTags("Site")
            .Accepts<PasswordRequest>("application/json")
            .Documented<PasswordAnswer>(
                "setPassword",
                "Set a member's own password",
                "Role site. With the token from verify, or with name and current password. Ends all sessions.",
                new ApiOperation
                {
                    Request = ApiExamples.Password,
                    Answer = ApiExamples.PasswordSet,
                    Problems =
                    [
                        .. SigningIn,
                        Problem.WeakPassword,
                        Problem.NoChangeToken,
                        Problem.ReusedKey,
                        Problem.UnderWay,
                    ],
                    IsIdempotent = true,
                }
            );
    }

    private static void MapMembers(RouteGroupBuilder api)
    {
        api.MapGet("/consents", (HttpContext http, MemberEndpoints members) => members.ConsentsAsync(http))
            .WithTags("Site")
            .Documented<ConsentTextsAnswer>(
                "getConsents",
                "What members agree to today, word for word",
                "Role site. Show a customer the marketing text in their language, and send its version and language with "
                    + "their yes.",
                new ApiOperation { Answer = ApiExamples.Consents }
            );
        api.MapGet(
                "/members/{id:long}",
                (HttpContext http, long id, MemberEndpoints members) => members.FindAsync(http, id)
            )
            .WithTags("Site")
            .Documented<MemberAnswer>(
                "getMember",
                "A member, whole",
                "Role site.",
                new ApiOperation { Answer = ApiExamples.Member, Problems = [Problem.NotFound] }
            );
        api.MapPatch(
                "/members/{id:long}",
                (HttpContext http, long id, MemberEndpoints members) => members.EditAsync(http, id)
            )
            .WithTags("Site")
            .Accepts<MemberPatch>("application/merge-patch+json", "application/json")
            .Documented<MemberAnswer>(
                "editMember",
                "Change what a member says of themselves, and what they agreed to",
                "Role site. A JSON merge patch (RFC 7396): what is left out stays. All of it is saved, or nothing.",
                new ApiOperation
                {
                    Request = ApiExamples.Patch,
                    Answer = ApiExamples.Member,
                    Problems = [Problem.NotFound, Problem.MarketingBarred],
                }
            );
    }

    /// <summary>What no endpoint answered under /api is told as a problem too.</summary>
    public static void UseApiProblems(this WebApplication app) =>
        app.UseStatusCodePages(async pages =>
        {
            var http = pages.HttpContext;
            if (!http.Request.Path.StartsWithSegments("/api"))
                return;
            var problem = http.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => Problem.NotFound,
                StatusCodes.Status405MethodNotAllowed => Problem.WrongMethod,
                StatusCodes.Status415UnsupportedMediaType => Problem.WrongContentType,
                _ => null,
            };
            if (problem is not null)
                await problem.Answer().ExecuteAsync(http);
        });
}
