using Microsoft.Extensions.Logging;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Simulator.Carrier;

/// <summary>Posts a signed webhook until it is answered 2xx or the pauses of the settings are used up.</summary>
internal sealed partial class SignedPost(SimulatorSettings settings, TimeProvider time, ILogger<SignedPost> logger)
    : IDisposable
{
    private readonly HttpClient http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        }
    )
    {
        Timeout = TimeSpan.FromSeconds(15),
    };

    /// <param name="sid">Only for the log.</param>
    public async Task<Handover> SendAsync(
        string url,
        string sid,
        IReadOnlyList<KeyValuePair<string, string>> form,
        CancellationToken stopping
    )
    {
        // A fragment holds connection overrides for Twilio itself; it is neither sent nor signed.
        var target = url.Split('#')[0];
        for (var attempt = 0; ; attempt++)
        {
            var handover = await TryAsync(target, form, stopping);
            if (handover.Taken)
                return handover;
            if (attempt == settings.RetryAfter.Count)
            {
                LogGivenUp(sid, attempt + 1, handover.HttpStatus);
                return handover;
            }
            await Task.Delay(settings.RetryAfter[attempt], time, stopping);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<Handover> TryAsync(
        string url,
        IReadOnlyList<KeyValuePair<string, string>> form,
        CancellationToken stopping
    )
    {
        // What is signed is the URL to the letter, so it must not be tidied up on its way out.
        var exact = new Uri(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(HttpMethod.Post, exact);
        request.Content = new FormUrlEncodedContent(form);
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Compute(settings.Account.AuthToken, url, form));
        request.Headers.Add("User-Agent", "TwilioProxy/1.1");
        try
        {
            using var response = await http.SendAsync(request, stopping);
            return new Handover(response.IsSuccessStatusCode, (int)response.StatusCode);
        }
        catch (Exception cause)
            when (cause is HttpRequestException
                || (cause is OperationCanceledException && !stopping.IsCancellationRequested)
            )
        {
            return new Handover(false, null);
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The webhook for {Sid} was not taken after {Attempts} tries; the last answer was {HttpStatus}"
    )]
    private partial void LogGivenUp(string sid, int attempts, int? httpStatus);
}
