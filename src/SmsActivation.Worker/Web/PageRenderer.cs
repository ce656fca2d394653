using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace SmsActivation.Worker.Web;

/// <summary>Renders a page to HTML, everything in it encoded, and says how browsers must treat it.</summary>
public sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>For pages that need no script.</summary>
    public const string NoScript =
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Scripts of our own files, which may ask this very host.</summary>
    public const string OwnScript =
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public async Task<IResult> PageAsync<T>(
        HttpContext http,
        Dictionary<string, object?> parameters,
        int status = StatusCodes.Status200OK,
        string policy = NoScript
    )
        where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString()
        );
        Guard(http, policy);
        return Results.Content(html, "text/html; charset=utf-8", statusCode: status);
    }

    /// <summary>For every answer under a session.</summary>
    public static void Guard(HttpContext http, string policy = NoScript)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
