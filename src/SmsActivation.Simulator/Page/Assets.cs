using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace SmsActivation.Simulator.Page;

/// <summary>The page's own files, carried inside the assembly.</summary>
internal static class Assets
{
    public static IResult Serve(string name, HttpContext http)
    {
        var type = name switch
        {
            "phone.css" => "text/css; charset=utf-8",
            "phone.js" => "text/javascript; charset=utf-8",
            "icon.svg" => "image/svg+xml",
            _ => null,
        };
        if (type is null)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(Open(name), type);
    }

    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    private static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"{name} is not embedded");
}
