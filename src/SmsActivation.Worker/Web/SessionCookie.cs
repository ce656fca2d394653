using SmsActivation.Core.Twilio;

namespace SmsActivation.Worker.Web;

/// <summary>The cookie that holds a session's token, for this host and its own pages only.</summary>
/// <param name="name">Whose session: each kind has its own.</param>
public sealed class SessionCookie(TwilioOptions twilio, string name, TimeSpan lifetime)
{
    // Over plain http, as with the simulator on this computer, no browser would keep a secure one.
    private readonly bool _secure = twilio.PublicBaseUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    private string Name => _secure ? "__Host-" + name : name;

    public string? Read(HttpContext http) => http.Request.Cookies[Name];

    public void Write(HttpContext http, string token) => http.Response.Cookies.Append(Name, token, Attributes());

    public void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Attributes());

    private CookieOptions Attributes() =>
        new()
        {
            Path = "/",
            Secure = _secure,
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            MaxAge = lifetime,
        };
}
