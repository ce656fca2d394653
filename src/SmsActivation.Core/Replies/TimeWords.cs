namespace SmsActivation.Core.Replies;

/// <summary>A duration in a customer's words, at most 8 signs: <c>45 min</c>, <c>1 hour</c>, <c>72 часа</c>. Whole minutes
/// below an hour, hours up to 99, then days up to 99.</summary>
internal sealed class TimeWords(NumberWords minutes, NumberWords hours, NumberWords days)
{
    /// <summary>Rounded up: who comes back when we said must not be sent away again.</summary>
    public string Wait(TimeSpan time) => Say(time, (whole, part) => (whole + part - 1) / part);

    /// <summary>Rounded down, the minute that a send may take aside: a password never ends before the time we named.</summary>
    public string Lifetime(TimeSpan time) => Say(time, (whole, part) => whole / part);

    /// <summary>Everything that can be said, for the check of lengths.</summary>
    public IEnumerable<string> Everything() =>
        new[] { minutes, hours, days }.SelectMany(words => Enumerable.Range(1, NumberWords.Most).Select(words.Say));

    private string Say(TimeSpan time, Func<int, int, int> round)
    {
        var total = (int)
            Math.Clamp(Math.Ceiling(time.TotalMinutes), 1, TimeSpan.FromDays(NumberWords.Most).TotalMinutes);
        if (total < 60)
        {
            return minutes.Say(total);
        }

        var wholeHours = round(total, 60);
        return wholeHours <= NumberWords.Most ? hours.Say(wholeHours) : days.Say(round(total, 24 * 60));
    }
}
