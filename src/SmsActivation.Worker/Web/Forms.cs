namespace SmsActivation.Worker.Web;

/// <summary>What the pages' forms have in common: from our own pages only, never long, answered by a redirect.</summary>
internal static class Forms
{
    /// <summary>Null when it is cut off, too long or no form at all.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return null;
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        // Whoever sent it is told so, and nothing more happens.
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Every browser of today says where a form was sent from. Source: W3C, "Fetch Metadata Request Headers".</summary>
    public static bool IsSameOrigin(HttpContext http) =>
        http.Request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site == "same-origin"
            : Uri.TryCreate(http.Request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
                && origin.Authority == http.Request.Host.Value;

    /// <summary>303: the page that shows what came of it.</summary>
    public static IResult See(HttpContext http, string to)
    {
        PageRenderer.Guard(http);
        http.Response.Headers.Location = to;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
