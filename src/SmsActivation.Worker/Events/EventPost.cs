using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using SmsActivation.Core.Events;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Worker.Events;

/// <summary>One POST of one event or alert, as the Standard Webhooks specification says.</summary>
public sealed class EventPost(EventOptions options, TimeProvider time) : IDisposable
{
    // A pool of its own: a receiver's trouble must not reach the carrier's connections.
    private readonly HttpClient _http = TwilioHttp.CreateClient(TwilioHttp.CreateHandler());

    /// <param name="id">The webhook-id: the same at every try.</param>
    internal async Task<EventAnswer> SendAsync(EventTarget target, string id, byte[] body, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url)
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add("User-Agent", "SmsActivation");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString());
        request.Headers.Add("webhook-signature", EventSignature.Header(Secrets(target), id, now, body));
        using var deadline = new CancellationTokenSource(options.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Read(response, time.GetUtcNow());
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new EventAnswer.NotTold(
                new EventFault(null, $"no answer within {options.Deadline.TotalSeconds:0} s")
            );
        }
        catch (HttpRequestException fault)
        {
            return new EventAnswer.NotTold(new EventFault(null, Words(fault)));
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Any 2xx; a redirect is not followed, for it would be signed for somebody else.</summary>
    private static EventAnswer Read(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
            return new EventAnswer.Told(status);
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => status == EventAnswer.NotTold.Gone ? EventPace.Longest : TimeSpan.Zero,
        };
        return new EventAnswer.NotTold(new EventFault(status, $"answered {status}"))
        {
            Wait = TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, EventPace.Longest.Ticks)),
        };
    }

    private static string[] Secrets(EventTarget target) =>
        string.IsNullOrEmpty(target.PreviousSecret) ? [target.Secret] : [target.Secret, target.PreviousSecret];

    private static string Words(HttpRequestException fault) =>
        fault.InnerException switch
        {
            SocketException socket => $"not reached: {socket.SocketErrorCode}",
            AuthenticationException => "not reached: its certificate was not accepted",
            _ => $"not reached: {fault.HttpRequestError}",
        };
}

/// <summary>How a try ended.</summary>
internal abstract record EventAnswer
{
    public sealed record Told(int Status) : EventAnswer;

    public sealed record NotTold(EventFault Fault) : EventAnswer
    {
        public const int Gone = 410;

        /// <summary>How long the receiver asked to be left alone.</summary>
        public TimeSpan Wait { get; init; }

        /// <summary>The receiver is down, busy or gone; else it refused this event, and may take others.</summary>
        public bool IsDown => Fault.Status is null or 429 or Gone or >= 500;
    }
}
