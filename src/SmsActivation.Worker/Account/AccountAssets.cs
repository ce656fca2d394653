namespace SmsActivation.Worker.Account;

/// <summary>The pages' own files, carried inside the assembly.</summary>
internal static class AccountAssets
{
    public static IResult Serve(string name, HttpContext http)
    {
        var type = name switch
        {
            "account.css" => "text/css; charset=utf-8",
            "icon.svg" => "image/svg+xml",
            _ => null,
        };
        if (type is null)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(typeof(AccountAssets).Assembly.GetManifestResourceStream("account/" + name)!, type);
    }
}
