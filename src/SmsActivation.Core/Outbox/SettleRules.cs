using System.Text.RegularExpressions;
using SmsActivation.Core.Members;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Outbox;

/// <summary>Which messages of the carrier's list, if any, are a send of unknown end.</summary>
public static class SettleRules
{
    public const string SeveralMatch = "several match";
    public const string NotComparable = "not comparable";
    public const string NotReadable = "not readable";

    /// <summary>The carrier's clock may be off ours by so much, and its dates are cut to seconds.</summary>
    internal static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan LongestGap = TimeSpan.FromHours(1);

    // Source: Twilio, "How to work with your free Twilio trial account".
    private const string TrialPrefix = "Sent from your Twilio trial account - ";

    /// <summary>How long nothing must be listed before it is sent once more: a list that has fooled us lags more than we
    /// thought, so each further try waits twice as long.</summary>
    public static TimeSpan GapAfter(int openTries, TimeSpan first)
    {
        var longest = first > LongestGap ? first : LongestGap;
        var gap = first * Math.Pow(2, Math.Clamp(openTries - 1, 0, 16));
        return gap < longest ? gap : longest;
    }

    /// <summary>Whether a listed message may be one of its tries: ours to that phone, and of their time.</summary>
    public static bool MayBe(UnsettledSend send, TwilioMessage listed) =>
        listed is { Sid: not null }
        && listed.Direction?.StartsWith("inbound", StringComparison.Ordinal) != true
        && send.Tries.Any(one => IsOfItsTime(one, listed));

    /// <param name="listed">Those that it may be, without those known by their SID.</param>
    public static LookResult Decide(UnsettledSend send, IReadOnlyList<TwilioMessage> listed)
    {
        var tries = send.Tries.Select(one => (Try: one, Text: PatternOf(one.Text))).ToList();
        var open = tries.ToList();
        var found = new List<FoundTry>();
        foreach (var message in listed.Where(IsComparable).OrderByDescending(message => message.DateCreated))
        {
            bool IsIt((OpenTry Try, Regex Text) one) =>
                IsOfItsTime(one.Try, message) && one.Text.IsMatch(Body(message));
            if (!tries.Exists(IsIt))
                continue;
            var at = open.FindIndex(IsIt);
            // More of them than we ever tried: one at least is something else.
            if (at < 0)
                return new LookResult.Unclear(SeveralMatch);
            found.Add(new FoundTry(open[at].Try.Token, message.Sid!, message.Status, message.ErrorCode));
            open.RemoveAt(at);
        }
        return found switch
        {
            [var newest, .. var earlier] => new LookResult.Found(newest, earlier),
            [] when listed.All(IsComparable) => new LookResult.Nothing(),
            _ => new LookResult.Unclear(NotComparable),
        };
    }

    /// <summary>By our clock as it was then, or as it is now: it may have been set in between.</summary>
    private static bool IsOfItsTime(OpenTry one, TwilioMessage listed)
    {
        return listed.DateCreated is not { } created || IsWithin(created) || IsWithin(created + listed.ClockAhead);

        bool IsWithin(DateTimeOffset at) => at >= one.StartedAt - ClockSlack && at <= one.EndsBy + ClockSlack;
    }

    /// <summary>A text that was redacted, or that has no date, could be any.</summary>
    private static bool IsComparable(TwilioMessage message) =>
        !string.IsNullOrEmpty(message.Body) && message.DateCreated is not null;

    internal static string Body(TwilioMessage message)
    {
        var body = message.Body!;
        return (body.StartsWith(TrialPrefix, StringComparison.Ordinal) ? body[TrialPrefix.Length..] : body).Trim();
    }

    internal static Regex PatternOf(string text)
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
