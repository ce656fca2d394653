namespace SmsActivation.TestCarrier;

/// <summary>Reports a text's way to its handset, signed, to the URL that its create named.</summary>
public sealed class StatusCallbacks(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(150);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(15) };

    /// <summary>Sent, then the recipient's own last word.</summary>
    public async Task ReportAsync(Account account, Message message)
    {
        var fate = account.FateOf(message.To);
        message.SentAt = time.GetUtcNow();
        await PostAsync(account, message, "sent", errorCode: null);
        if (fate.Status == "sent")
            return;
        await Task.Delay(Pace);
        await PostAsync(account, message, fate.Status, fate.ErrorCode);
    }

    private async Task PostAsync(Account account, Message message, string status, int? errorCode)
    {
        message.Status = status;
        message.ErrorCode = errorCode;
        if (message.StatusCallback.Length == 0)
            return;
        List<KeyValuePair<string, string>> form =
        [
            new("SmsSid", message.Sid),
            new("SmsStatus", status),
            new("MessageStatus", status),
            new("To", message.To),
            new("MessageSid", message.Sid),
            new("AccountSid", account.Sid),
            new("From", message.From),
            new("ApiVersion", "2010-04-01"),
        ];
        if (errorCode is { } code)
            form.Add(new("ErrorCode", code.ToString()));
        var signature = TwilioSignature.Of(account.Token, message.StatusCallback, form);
        var answer = await TryPostAsync(message.StatusCallback, form, signature);
        if (answer == 0)
        {
            // Twilio tries a failed connection once more, nothing else.
            await Task.Delay(RetryAfter);
            answer = await TryPostAsync(message.StatusCallback, form, signature);
        }
        account.Note(new CallbackSeen(time.GetUtcNow(), message.Sid, status, answer));
    }

    private async Task<int> TryPostAsync(string url, IReadOnlyList<KeyValuePair<string, string>> form, string signature)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url);
            request.Content = new FormUrlEncodedContent(form);
            request.Headers.Add("X-Twilio-Signature", signature);
            using var response = await _http.SendAsync(request);
            return (int)response.StatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return 0;
        }
    }

    public void Dispose() => _http.Dispose();
}
