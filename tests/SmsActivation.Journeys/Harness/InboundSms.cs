using SmsActivation.TestCarrier;

namespace SmsActivation.Journeys.Harness;

/// <summary>A customer's text, as Twilio posts it.</summary>
public sealed record InboundSms(string From, string Body)
{
    public string Sid { get; init; } = "SM" + Guid.NewGuid().ToString("N");
    public string To { get; init; } = From.StartsWith("whatsapp:") ? Own.WhatsApp : Own.Number;
    public int NumMedia { get; init; }
    public string? OptOutType { get; init; }

    /// <summary>The fields of a captured webhook, in the order they came.</summary>
    public List<KeyValuePair<string, string>> Form(string accountSid)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("ToCountry", "US"),
            new("ToState", "CA"),
            new("SmsMessageSid", Sid),
            new("NumMedia", NumMedia.ToString()),
            new("ToCity", "SAN BRUNO"),
            new("FromZip", ""),
            new("SmsSid", Sid),
            new("FromState", ""),
            new("SmsStatus", "received"),
            new("FromCity", ""),
            new("Body", Body),
            new("FromCountry", ""),
            new("To", To),
            new("ToZip", "94030"),
            new("NumSegments", "1"),
            new("MessageSid", Sid),
            new("AccountSid", accountSid),
            new("From", From),
            new("ApiVersion", "2010-04-01"),
        ];
        for (var i = 0; i < NumMedia; i++)
        {
            form.Add(new($"MediaUrl{i}", $"https://media.example/{Sid}/{i}"));
            form.Add(new($"MediaContentType{i}", "image/jpeg"));
        }
        if (OptOutType is { } word)
            form.Add(new("OptOutType", word));
        return form;
    }

    /// <summary>The request as it goes over the wire, signed for <paramref name="signedUrl"/>.</summary>
    public HttpRequestMessage ToRequest(string url, string signedUrl, string token, string accountSid) =>
        Signed(url, signedUrl, token, Form(accountSid));

    public static HttpRequestMessage Signed(
        string url,
        string signedUrl,
        string token,
        IReadOnlyCollection<KeyValuePair<string, string>> form
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Of(token, signedUrl, form));
        return request;
    }
}
