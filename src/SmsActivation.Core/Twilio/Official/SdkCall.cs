using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SdkHttp = Twilio.Http;

namespace SmsActivation.Core.Twilio;

/// <summary>One request of Twilio's SDK on our connection pool. It keeps the answer, of which the SDK hands on neither
/// Retry-After nor the date.</summary>
/// <param name="once">For a POST that must not be written twice or late; null for any other request.</param>
internal sealed class SdkCall(
    HttpClient http,
    string apiBaseUrl,
    TimeProvider time,
    SendOnce? once,
    CancellationToken ct
) : SdkHttp.HttpClient
{
    private static readonly ProductInfoHeaderValue Sdk = new(
        "twilio-csharp",
        typeof(SdkHttp.HttpClient).Assembly.GetName().Version?.ToString(fieldCount: 3)
    );

    /// <summary>Null until there is one.</summary>
    public TwilioAnswer? Answer { get; private set; }

    public override async Task<SdkHttp.Response> MakeRequestAsync(SdkHttp.Request request)
    {
        var method = new HttpMethod(request.Method.ToString());
        using var message = TwilioHttp.NewRequest(
            method,
            UrlOf(request),
            method == HttpMethod.Get ? null : Body(request)
        );
        message.Headers.UserAgent.Add(Sdk);
        message.Headers.Authorization = new("Basic", Authentication(request.Username, request.Password));
        Answer = await TwilioAnswer.AskAsync(http, message, time, ct);
        return new SdkHttp.Response((HttpStatusCode)Answer.Status, Encoding.UTF8.GetString(Answer.Body));
    }

    /// <summary>The SDK's synchronous calls hold a thread, and print what they send if an environment variable asks.</summary>
    public override SdkHttp.Response MakeRequest(SdkHttp.Request request) =>
        throw new NotSupportedException("Twilio is called asynchronously only.");

    /// <summary>The SDK knows Twilio's own hosts alone; a next page's URL is already ours.</summary>
    private string UrlOf(SdkHttp.Request request)
    {
        var url = request.ConstructUrl();
        return new Uri(apiBaseUrl + "/").IsBaseOf(url) ? url.AbsoluteUri : apiBaseUrl + url.PathAndQuery;
    }

    private HttpContent Body(SdkHttp.Request request)
    {
        var form = request.EncodePostParams();
        if (once is not null)
            return new SendOnceContent(form, once);
        var content = new ByteArrayContent(form);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return content;
    }
}
