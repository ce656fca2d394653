namespace SmsActivation.Faults.Hostile;

/// <summary>Spellings of a webhook's address that reach it, each signed as it is spelt.</summary>
internal static class Targets
{
    private static readonly string[] s_queries =
    [
        "",
        "",
        "",
        "?",
        "?x=1",
        "?a=%zz&%",
        "?a=1&a=2",
        "?a=%00%ff%ED%A0%80",
        "?a='\"<>{}",
        "?a=" + new string('x', 4000),
    ];

    private static readonly string[] s_texts =
    [
        "/twilio/sms",
        "/twilio/sms",
        "/twilio/sms",
        "/twilio/SMS",
        "/%74wilio/sm%73",
        "/twilio/sms/",
        "/twilio/./sms",
    ];

    public static string Draw(Random random, bool report) =>
        (report ? "/twilio/status" : s_texts[random.Next(s_texts.Length)]) + s_queries[random.Next(s_queries.Length)];
}

/// <summary>What a body is said to be.</summary>
internal static class ContentTypes
{
    public const string Usual = "application/x-www-form-urlencoded";

    private static readonly string[] s_forms =
    [
        Usual + "; charset=UTF-8",
        Usual + ";charset=iso-8859-1",
        "Application/X-WWW-Form-UrlEncoded",
        Usual + "; a=\"b\"",
    ];

    private static readonly string?[] s_others =
    [
        null,
        "application/json",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application",
        Usual + "2",
        ";",
        "\"",
    ];

    public static string? Draw(Random random) =>
        random.Next(50) switch
        {
            0 => s_others[random.Next(s_others.Length)],
            < 5 => s_forms[random.Next(s_forms.Length)],
            _ => Usual,
        };

    public static bool IsForm(string? type) => type == Usual || s_forms.Contains(type);
}
