using SmsActivation.Core.ApiKeys;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Members;

namespace SmsActivation.Worker.Api;

/// <summary>The API under <c>/api/v1</c>: what there is, for the host and for the document of it alike.</summary>
internal static class ApiRoutes
{
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
        api.MapGet(
            "/cards/{number}",
            (HttpContext http, string number, TillEndpoints till) => till.CardAsync(http, number)
        );
        api.MapPost("/account/verify", (HttpContext http, SiteAccountEndpoints site) => site.VerifyAsync(http));
        api.MapPost("/account/password", (HttpContext http, SiteAccountEndpoints site) => site.SetPasswordAsync(http));
        api.MapGet(
            "/members/{id:long}",
            (HttpContext http, long id, MemberEndpoints members) => members.FindAsync(http, id)
        );
        api.MapPatch(
            "/members/{id:long}",
            (HttpContext http, long id, MemberEndpoints members) => members.EditAsync(http, id)
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
                _ => null,
            };
            if (problem is not null)
                await problem.Answer().ExecuteAsync(http);
        });
}
