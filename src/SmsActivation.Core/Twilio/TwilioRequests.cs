using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SmsActivation.Core.Twilio;

/// <summary>Addresses and headers of the Messages resource.</summary>
internal sealed class TwilioRequests
{
    private readonly string messages;
    private readonly AuthenticationHeaderValue authorization;

    public TwilioRequests(TwilioOptions options)
    {
        messages = $"{options.ApiBaseUrl}/2010-04-01/Accounts/{options.AccountSid}/Messages";
        var login = string.IsNullOrEmpty(options.ApiKeySid)
            ? $"{options.AccountSid}:{options.AuthToken}"
            : $"{options.ApiKeySid}:{options.ApiKeySecret}";
        authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));
    }

    public string All => messages + ".json";

    public string One(string sid) => $"{messages}/{Uri.EscapeDataString(sid)}.json";

    public HttpRequestMessage New(HttpMethod method, string url, HttpContent? content)
    {
        // HTTP/2 may send a refused stream again by itself, and its header frame leaves before the body is asked for.
        var request = new HttpRequestMessage(method, url)
        {
            Content = content,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Authorization = authorization;
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.UserAgent.Add(new("SmsActivation", "1.0"));
        return request;
    }
}
