using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SmsActivation.Core.Twilio;

/// <summary>The requests of the Messages resource, each with its answer read to the end, whatever the answer says. Failing
/// that, what the handler threw. Official/ holds the same on Twilio's SDK.</summary>
internal sealed class TwilioCalls
{
    private readonly HttpClient http;
    private readonly TimeProvider time;
    private readonly string messages;
    private readonly AuthenticationHeaderValue authorization;

    public TwilioCalls(HttpClient http, TwilioOptions options, TimeProvider time)
    {
        this.http = http;
        this.time = time;
        messages = $"{options.ApiBaseUrl}/2010-04-01/Accounts/{options.AccountSid}/Messages";
        var (user, secret) = options.Login();
        authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}")));
    }

    public Task<TwilioAnswer> CreateAsync(OutgoingMessage message, SendOnce once, CancellationToken ct) =>
        AskAsync(HttpMethod.Post, messages + ".json", new SendOnceContent(message.ToForm(), once), ct);

    public Task<TwilioAnswer> FetchAsync(string sid, CancellationToken ct) =>
        AskAsync(HttpMethod.Get, One(sid), content: null, ct);

    public Task<TwilioAnswer> ListAsync(MessageFilter filter, CancellationToken ct) =>
        AskAsync(HttpMethod.Get, messages + ".json" + filter.ToQuery(), content: null, ct);

    /// <param name="url">As <see cref="TwilioPaging"/> gives it.</param>
    public Task<TwilioAnswer> PageAsync(string url, CancellationToken ct) =>
        AskAsync(HttpMethod.Get, url, content: null, ct);

    public Task<TwilioAnswer> EmptyBodyAsync(string sid, CancellationToken ct) =>
        AskAsync(
            HttpMethod.Post,
            One(sid),
            new StringContent("Body=", Encoding.ASCII, "application/x-www-form-urlencoded"),
            ct
        );

    private string One(string sid) => $"{messages}/{Uri.EscapeDataString(sid)}.json";

    private async Task<TwilioAnswer> AskAsync(HttpMethod method, string url, HttpContent? content, CancellationToken ct)
    {
        using var request = TwilioHttp.NewRequest(method, url, content);
        request.Headers.Authorization = authorization;
        return await TwilioAnswer.AskAsync(http, request, time, ct);
    }
}
