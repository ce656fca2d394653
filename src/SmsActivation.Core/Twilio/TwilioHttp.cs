using System.Net;

namespace SmsActivation.Core.Twilio;

/// <summary>The one connection pool to Twilio.</summary>
public static class TwilioHttp
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <param name="connectTimeout">For TCP and TLS together; 5 s if null.</param>
    public static SocketsHttpHandler CreateHandler(TimeSpan? connectTimeout = null) =>
        new()
        {
            ConnectTimeout = connectTimeout ?? ConnectTimeout,
            // A connection that the far side has silently dropped makes a send ambiguous; young ones rarely are.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            // Follow DNS when Twilio moves.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // A redirected POST would be a second one, or one without its body.
            AllowAutoRedirect = false,
            UseCookies = false,
            // HTTPS_PROXY set for another program must not decide where passwords go.
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            // The id of a text's trace is no business of the carrier's.
            ActivityHeadersPropagator = null,
        };

    /// <summary>A client without a timeout of its own: each call brings a deadline.</summary>
    public static HttpClient CreateClient(SocketsHttpHandler handler) =>
        new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>A request for Twilio's API, but for its login.</summary>
    internal static HttpRequestMessage NewRequest(HttpMethod method, string url, HttpContent? content)
    {
        // HTTP/2 may send a refused stream again by itself, and its header frame leaves before the body is asked for.
        var request = new HttpRequestMessage(method, url)
        {
            Content = content,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.UserAgent.Add(new("SmsActivation", "1.0"));
        return request;
    }
}
