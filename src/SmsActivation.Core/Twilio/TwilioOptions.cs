namespace SmsActivation.Core.Twilio;

/// <summary>Who answers STOP, START and HELP.</summary>
public enum KeywordsAnsweredBy
{
    /// <summary>Twilio's default or advanced opt-out handling; we only record.</summary>
    Twilio,

    /// <summary>Twilio's handling is switched off; we answer.</summary>
    Us,
}

/// <summary>One of our own numbers.</summary>
public sealed class TwilioNumber
{
    /// <summary>E.164 or a short code.</summary>
    public string Number { get; set; } = "";

    /// <summary>The language of its replies; null leaves it to the phone's country.</summary>
    public string? Language { get; set; }

    /// <summary>What SMS replies to texts on this number leave from instead: a letter sender, say.</summary>
    public string? ReplyFrom { get; set; }

    /// <summary>SMS a second that one host sends from it; 0 leaves the pace to Twilio's own queue.</summary>
    public double PerSecond { get; set; }
}

/// <summary>The <c>Twilio</c> section of the settings; <see cref="TwilioOptionsValidator"/> has its rules.</summary>
public sealed class TwilioOptions
{
    public const string Section = "Twilio";

    public string AccountSid { get; set; } = "";

    /// <summary>Validates webhooks, and sends where no API key is set.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>Still accepted on webhooks while the token is being changed.</summary>
    public string? PreviousAuthToken { get; set; }

    public string? ApiKeySid { get; set; }
    public string? ApiKeySecret { get; set; }
    public IList<TwilioNumber> Numbers { get; set; } = [];
    public string? MessagingServiceSid { get; set; }

    /// <summary>What campaigns leave from: a number, a short code, letters or a messaging service's SID.</summary>
    public string? CampaignSender { get; set; }

    /// <summary>The origin that Twilio calls, spelt as in Twilio's console, for its letters are signed.</summary>
    public string PublicBaseUrl
    {
        get;
        set => field = value?.TrimEnd('/') ?? "";
    } = "";

    public string ApiBaseUrl
    {
        get;
        set => field = value?.TrimEnd('/') ?? "";
    } = "https://api.twilio.com";

    public KeywordsAnsweredBy KeywordsAnsweredBy { get; set; }

    /// <summary>Twilio's own copy of a text with a password is emptied once the text is final.</summary>
    public bool RedactPasswords { get; set; } = true;

    /// <summary>The tokens that a webhook may be signed with.</summary>
    public IReadOnlyList<string> SigningTokens() =>
        string.IsNullOrWhiteSpace(PreviousAuthToken) ? [AuthToken] : [AuthToken, PreviousAuthToken];

    /// <summary>What requests are signed in with: the API key if there is one.</summary>
    internal (string User, string Secret) Login() =>
        string.IsNullOrEmpty(ApiKeySid) ? (AccountSid, AuthToken) : (ApiKeySid, ApiKeySecret ?? "");

    /// <summary>Where Twilio reports the delivery of one attempt.</summary>
    /// <param name="textSid">Of the customer's text that is answered, so that the report is logged and traced with it.</param>
    public string StatusCallbackFor(string attemptToken, string? textSid = null)
    {
        var attempt = $"{PublicBaseUrl}/twilio/status?a={Uri.EscapeDataString(attemptToken)}";
        return textSid is null ? attempt : $"{attempt}&m={Uri.EscapeDataString(textSid)}";
    }
}
