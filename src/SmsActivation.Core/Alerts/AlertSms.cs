using System.Text;
using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Alerts;

/// <summary>The text to whoever is on call: one segment of GSM-7, whatever the subject.</summary>
public static class AlertSms
{
    private const int LongestSubject = 20;
    private const int LongestBrand = 13;

    public static string Write(StandingAlert alert, AlertNews news, string brand)
    {
        var name = Plain(brand, LongestBrand);
        var shown = Plain(alert.Shown.Replace("•", "", StringComparison.Ordinal), LongestSubject);
        return news switch
        {
            AlertNews.Raised => $"{name} ALERT: {Summary()}. {alert.NextStep}.",
            AlertNews.Reminded => $"{name} STILL: {Summary()}. {alert.NextStep}.",
            AlertNews.Cleared => $"{name} ALL CLEAR: {AlertWords.Title(alert.Kind)}{Subject()}. It lasted {Lasted()}.",
        };

        string Summary() => AlertWords.Summary(alert.Kind, shown, alert.Figure, alert.Usual);

        string Subject() => shown.Length == 0 ? "" : $" ({shown})";

        string Lasted() => Length(alert.ClearedAt.GetValueOrDefault(alert.LastSeenAt) - alert.RaisedAt);
    }

    private static string Length(TimeSpan time) =>
        time < TimeSpan.FromHours(2) ? $"{Math.Max(1, (long)time.TotalMinutes)} min" : $"{(long)time.TotalHours} h";

    /// <summary>The end of what is too long tells more than its beginning, for names of hosts as for numbers.</summary>
    private static string Plain(string text, int longest)
    {
        var plain = new StringBuilder();
        foreach (var sign in text.Trim())
            plain.Append(GsmAlphabet.Holds(sign) && !GsmAlphabet.IsExtension(sign) ? sign : '?');
        return plain.Length <= longest
            ? plain.ToString()
            : ".." + plain.ToString(plain.Length - longest + 2, longest - 2);
    }
}

/// <summary>What is told of an alert.</summary>
public enum AlertNews
{
    Raised,

    /// <summary>It still stands, and nobody has acknowledged it.</summary>
    Reminded,
    Cleared,
}

public static class AlertNewsWords
{
    /// <summary>The word in the database, and behind <c>alert.</c> in a webhook.</summary>
    public static string Word(this AlertNews news) =>
        news switch
        {
            AlertNews.Raised => "raised",
            AlertNews.Reminded => "reminded",
            AlertNews.Cleared => "cleared",
        };
}
