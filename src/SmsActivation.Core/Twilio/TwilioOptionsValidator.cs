using System.Globalization;
using System.Text.RegularExpressions;

namespace SmsActivation.Core.Twilio;

/// <summary>Every fault of the Twilio settings at once, each naming its setting and, unless that is a secret, its value.</summary>
public static partial class TwilioOptionsValidator
{
    public static IReadOnlyList<string> Faults(TwilioOptions options)
    {
        var faults = new List<string>();

        Check(
            AccountSid.IsMatch(options.AccountSid),
            "AccountSid",
            "must be AC and 32 letters or digits",
            options.AccountSid
        );
        if (string.IsNullOrWhiteSpace(options.AuthToken))
            faults.Add("Twilio:AuthToken must be set: it validates webhooks.");
        if (string.IsNullOrEmpty(options.ApiKeySid) != string.IsNullOrEmpty(options.ApiKeySecret))
            faults.Add("Twilio:ApiKeySid and Twilio:ApiKeySecret must be set together or not at all.");
        // The SID is not shown: the usual mistake is to swap the two.
        if (!string.IsNullOrEmpty(options.ApiKeySid) && !ApiKeySid.IsMatch(options.ApiKeySid))
            faults.Add("Twilio:ApiKeySid must be SK and 32 letters or digits.");

        var service = options.MessagingServiceSid;
        Check(
            IsUnsetOr(service, ServiceSid.IsMatch),
            "MessagingServiceSid",
            "must be MG and 32 letters or digits",
            service
        );
        Check(
            IsUnsetOr(options.CampaignSender, sender => IsSender(sender) || ServiceSid.IsMatch(sender)),
            "CampaignSender",
            "must be E.164, a short code, 1-11 letters or a messaging service's SID",
            options.CampaignSender
        );
        Check(
            Enum.IsDefined(options.KeywordsAnsweredBy),
            "KeywordsAnsweredBy",
            "must be Twilio or Us",
            options.KeywordsAnsweredBy.ToString()
        );
        CheckUrl("PublicBaseUrl", options.PublicBaseUrl);
        CheckUrl("ApiBaseUrl", options.ApiBaseUrl);

        if (options.Numbers.Count == 0 && string.IsNullOrEmpty(service))
            faults.Add("Twilio:Numbers or Twilio:MessagingServiceSid must be set: replies need a sender.");
        for (var i = 0; i < options.Numbers.Count; i++)
        {
            var number = options.Numbers[i];
            Check(
                IsNumber(number.Number),
                $"Numbers:{i}:Number",
                "must be E.164 (+15551234567) or a short code",
                number.Number
            );
            Check(
                options.Numbers.Take(i).All(earlier => earlier.Number != number.Number),
                $"Numbers:{i}:Number",
                "must not be listed twice",
                number.Number
            );
            Check(
                IsUnsetOr(number.ReplyFrom, IsSender),
                $"Numbers:{i}:ReplyFrom",
                "must be E.164, a short code or 1-11 letters",
                number.ReplyFrom
            );
            Check(
                number.PerSecond is 0 or (>= 0.1 and <= 1000),
                $"Numbers:{i}:PerSecond",
                "must be 0, or from 0.1 to 1000",
                number.PerSecond.ToString(CultureInfo.InvariantCulture)
            );
        }
        return faults;

        void Check(bool good, string setting, string rule, string? value)
        {
            if (!good)
                faults.Add($"Twilio:{setting} {rule}; it is '{value}'.");
        }

        void CheckUrl(string setting, string value)
        {
            var absolute = Uri.TryCreate(value, UriKind.Absolute, out var url);
            // Credentials in a URL are a secret, so that value is not shown.
            if (absolute && url!.UserInfo.Length > 0)
                faults.Add($"Twilio:{setting} must not hold a user name or password.");
            else
                Check(absolute && IsPlainBase(url!, value), setting, "must be http(s)://host[:port][/prefix]", value);
        }
    }

    private static bool IsUnsetOr(string? value, Func<string, bool> rule) => string.IsNullOrEmpty(value) || rule(value);

    private static bool IsPlainBase(Uri url, string value) =>
        (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url.Host.Length > 0
        && !value.AsSpan().ContainsAny("?# \\");

    private static bool IsNumber(string? value) =>
        value is not null && (E164.IsMatch(value) || ShortCode.IsMatch(value));

    private static bool IsSender(string value) => IsNumber(value) || LetterSender.IsMatch(value);

    [GeneratedRegex(@"\AAC[0-9a-zA-Z]{32}\z")]
    private static partial Regex AccountSid { get; }

    [GeneratedRegex(@"\ASK[0-9a-zA-Z]{32}\z")]
    private static partial Regex ApiKeySid { get; }

    [GeneratedRegex(@"\AMG[0-9a-zA-Z]{32}\z")]
    private static partial Regex ServiceSid { get; }

    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164 { get; }

    [GeneratedRegex(@"\A[1-9][0-9]{2,7}\z")]
    private static partial Regex ShortCode { get; }

    // Twilio's alphanumeric sender IDs: these signs, at least one letter.
    [GeneratedRegex(@"\A(?=.*[A-Za-z])[A-Za-z0-9 +\-_&]{1,11}\z")]
    private static partial Regex LetterSender { get; }
}
