using System.Globalization;
using System.Text.RegularExpressions;

namespace SmsActivation.TestCarrier;

/// <summary>A create's fields, held to CreateMessageRequest of Twilio's published OpenAPI (twilio_api_v2010).</summary>
public sealed partial class CreateForm(IFormCollection form)
{
    private const int LongestBody = 1600;
    private const int LongestValidity = 36_000;

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "To",
        "StatusCallback",
        "ApplicationSid",
        "MaxPrice",
        "ProvideFeedback",
        "Attempt",
        "ValidityPeriod",
        "ForceDelivery",
        "ContentRetention",
        "AddressRetention",
        "SmartEncoded",
        "PersistentAction",
        "TrafficType",
        "ShortenUrls",
        "ScheduleType",
        "SendAt",
        "SendAsMms",
        "ContentVariables",
        "RiskCheck",
        "From",
        "FallbackFrom",
        "MessagingServiceSid",
        "Body",
        "MediaUrl",
        "ContentSid",
    };

    public string To => form["To"].ToString();
    public string From => form["From"].ToString();
    public string Body => form["Body"].ToString();
    public string StatusCallback => form["StatusCallback"].ToString();
    public string MessagingServiceSid => form["MessagingServiceSid"].ToString();
    public int? ValidityPeriod => int.TryParse(form["ValidityPeriod"], out var seconds) ? seconds : null;

    public IEnumerable<string> Violations(IReadOnlyCollection<string> ownNumbers)
    {
        foreach (var name in form.Keys.Where(name => !Known.Contains(name)))
            yield return $"{name} is no field of CreateMessageRequest";
        foreach (var (name, values) in form.Where(field => field.Value.Count > 1 && field.Key != "MediaUrl"))
            yield return $"{name} is given {values.Count} times";
        if (!Address.IsMatch(To))
            yield return "To is no phone number or channel address";
        if (From.Length == 0 && MessagingServiceSid.Length == 0)
            yield return "neither From nor MessagingServiceSid";
        if (From.Length > 0 && !ownNumbers.Contains(From))
            yield return $"From {From} is not hosted in this account";
        if (
            From.StartsWith("whatsapp:", StringComparison.Ordinal)
            != To.StartsWith("whatsapp:", StringComparison.Ordinal)
        )
            yield return "From and To are on different channels";
        if (MessagingServiceSid.Length > 0 && !ServiceSid.IsMatch(MessagingServiceSid))
            yield return "MessagingServiceSid is no such SID";
        if (Body.Length is 0 or > LongestBody)
            yield return $"Body has {Body.Length} signs";
        if (Body.Contains('{') || Body.Contains('}'))
            yield return "Body holds an unfilled placeholder";
        if (form.ContainsKey("StatusCallback") && !IsCallback(StatusCallback))
            yield return "StatusCallback is no URL that Twilio would call";
        if (form.ContainsKey("ValidityPeriod") && ValidityPeriod is null or < 1 or > LongestValidity)
            yield return "ValidityPeriod is not an integer from 1 to 36000";
        foreach (var name in new[] { "ProvideFeedback", "ForceDelivery", "SmartEncoded", "ShortenUrls", "SendAsMms" })
            if (form.ContainsKey(name) && !bool.TryParse(form[name], out _))
                yield return $"{name} is neither true nor false";
        if (form.ContainsKey("Attempt") && !int.TryParse(form["Attempt"], CultureInfo.InvariantCulture, out _))
            yield return "Attempt is no integer";
        if (form.ContainsKey("ContentRetention") && form["ContentRetention"].ToString() is not ("retain" or "discard"))
            yield return "ContentRetention is neither retain nor discard";
        if (form.ContainsKey("RiskCheck") && form["RiskCheck"].ToString() is not ("enable" or "disable"))
            yield return "RiskCheck is neither enable nor disable";
    }

    /// <summary>"URL must contain a valid hostname and underscores are not allowed" (in the host's name).</summary>
    private static bool IsCallback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed)
        && parsed.Scheme is "http" or "https"
        && !parsed.Host.Contains('_');

    [GeneratedRegex(@"\A(whatsapp:)?\+[1-9][0-9]{6,14}\z")]
    private static partial Regex Address { get; }

    [GeneratedRegex(@"\AMG[0-9a-fA-F]{32}\z")]
    private static partial Regex ServiceSid { get; }
}
