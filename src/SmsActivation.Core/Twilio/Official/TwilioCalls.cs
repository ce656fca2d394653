using System.Runtime.ExceptionServices;
using Twilio.Clients;
using Twilio.Exceptions;
using Twilio.Rest.Api.V2010.Account;
using SdkHttp = Twilio.Http;

namespace SmsActivation.Core.Twilio;

/// <summary>The requests of the Messages resource as Twilio's SDK makes them, each with its answer read to the end, whatever
/// the answer says. Failing that, what the handler threw.</summary>
internal sealed class TwilioCalls(HttpClient http, TwilioOptions options, TimeProvider time)
{
    public Task<TwilioAnswer> CreateAsync(OutgoingMessage message, SendOnce once, CancellationToken ct) =>
        AskAsync(sdk => MessageResource.CreateAsync(message.ToOptions(), sdk), once, ct);

    /// <summary>The SDK puts a SID into the path as it is.</summary>
    public Task<TwilioAnswer> FetchAsync(string sid, CancellationToken ct) =>
        AskAsync(sdk => MessageResource.FetchAsync(Uri.EscapeDataString(sid), client: sdk), once: null, ct);

    /// <summary>The first page; the SDK's own way to the next ones waits on a thread and leads to api.twilio.com.</summary>
    public Task<TwilioAnswer> ListAsync(MessageFilter filter, CancellationToken ct) =>
        AskAsync(sdk => MessageResource.ReadAsync(filter.ToOptions(), sdk), once: null, ct);

    /// <param name="url">As <see cref="TwilioPaging"/> gives it.</param>
    public Task<TwilioAnswer> PageAsync(string url, CancellationToken ct) =>
        AskAsync(sdk => sdk.RequestAsync(new SdkHttp.Request(SdkHttp.HttpMethod.Get, url)), once: null, ct);

    public Task<TwilioAnswer> EmptyBodyAsync(string sid, CancellationToken ct) =>
        AskAsync(
            sdk => MessageResource.UpdateAsync(new UpdateMessageOptions(Uri.EscapeDataString(sid)) { Body = "" }, sdk),
            once: null,
            ct
        );

    private async Task<TwilioAnswer> AskAsync(Func<TwilioRestClient, Task> ask, SendOnce? once, CancellationToken ct)
    {
        var (user, secret) = options.Login();
        var call = new SdkCall(http, options.ApiBaseUrl, time, once, ct);
        try
        {
            await ask(new TwilioRestClient(user, secret, options.AccountSid, httpClient: call));
        }
        // What the SDK makes of an answer does not count: it takes {"sid":7} for a text sent, refuses a text sent for a
        // date it cannot read, and sees no messages where there is no list. TwilioClient reads the answer itself.
        catch (Exception) when (call.Answer is not null) { }
        // Wrapped in words that quote the URL.
        catch (ApiConnectionException lost) when (lost.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
        }
        return call.Answer ?? throw new InvalidOperationException("Twilio's SDK sent no request.");
    }
}
