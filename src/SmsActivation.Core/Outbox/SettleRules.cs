using System.Text.RegularExpressions;
using SmsActivation.Core.Members;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Outbox;

/// <summary>Which message of the carrier's list, if any, is a send of unknown end.</summary>
public static class SettleRules
{
    public const string SeveralMatch = "several match";
    public const string NotComparable = "not comparable";

    /// <summary>The carrier's clock may be behind ours, and its dates are cut to seconds.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(120);

    // Source: Twilio, "How to work with your free Twilio trial account".
    private const string TrialPrefix = "Sent from your Twilio trial account - ";

    /// <summary>Whether a listed message may be this try: ours to that phone, and not from before it.</summary>
    public static bool MayBe(UnsettledSend send, TwilioMessage listed) =>
        listed is { Sid: not null }
        && listed.Direction?.StartsWith("inbound", StringComparison.Ordinal) != true
        && (listed.DateCreated is not { } created || created >= send.StartedAt - ClockSlack);

    /// <param name="listed">Those that it may be, without those known by their SID.</param>
    public static LookResult Decide(UnsettledSend send, IReadOnlyList<TwilioMessage> listed)
    {
        var text = PatternOf(send.Text);
        var matches = listed.Where(message => IsComparable(message) && text.IsMatch(Body(message))).ToList();
        return matches switch
        {
            [var only] => new LookResult.Found(only.Sid!, only.Status, only.ErrorCode),
            [] when listed.All(IsComparable) => new LookResult.Nothing(),
            [] => new LookResult.Unclear(NotComparable),
            _ => new LookResult.Unclear(SeveralMatch),
        };
    }

    /// <summary>A text that was redacted, or that has no date, could be any.</summary>
    private static bool IsComparable(TwilioMessage message) =>
        !string.IsNullOrEmpty(message.Body) && message.DateCreated is not null;

    private static string Body(TwilioMessage message)
    {
        var body = message.Body!;
        return (body.StartsWith(TrialPrefix, StringComparison.Ordinal) ? body[TrialPrefix.Length..] : body).Trim();
    }

    private static Regex PatternOf(string text)
    {
        var sign = $"[{PasswordMaker.Alphabet}]";
        var around = text.Trim().Split("{password}").Select(Regex.Escape);
        return new Regex(
            $@"\A{string.Join($"{sign}{{4}}-{sign}{{4}}-{sign}{{4}}", around)}\z",
            RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1)
        );
    }
}
