namespace SmsActivation.Faults.Hostile;

/// <summary>What the host owes to a signed form, written from the design and not taken from the product.</summary>
internal static class Rules
{
    public const int LargestBody = 64 * 1024;

    public static string? SidOf(IReadOnlyList<KeyValuePair<string, string>> form) =>
        form.First("MessageSid", "SmsSid", "SmsMessageSid");

    public static int OwedToText(IReadOnlyList<KeyValuePair<string, string>> form, string account)
    {
        if (form.First("AccountSid") != account)
            return 403;
        var from = form.First("From") ?? "";
        var to = form.First("To") ?? "";
        return
            IsSid(SidOf(form))
            && from.Trim().Length > 0
            && from.Length <= 256
            && to.Length is > 0 and <= 256
            && int.TryParse(form.First("NumMedia") ?? "0", out var media)
            && media >= 0
            ? 200
            : 400;
    }

    public static int OwedToReport(IReadOnlyList<KeyValuePair<string, string>> form, string account) =>
        form.First("AccountSid") is { } stated && stated != account ? 403
        : !IsSid(form.First("MessageSid", "SmsSid")) ? 400
        : string.IsNullOrEmpty(form.First("MessageStatus", "SmsStatus")) ? 400
        : 200;

    private static bool IsSid(string? sid) => sid is { Length: > 0 and <= 64 } && sid.All(char.IsAsciiLetterOrDigit);
}
