using SmsActivation.Core.Figures;
using SmsActivation.Core.Figures.Health;

namespace SmsActivation.Worker.Ops.Now;

/// <summary>What the page says for what was found.</summary>
internal static class NowWords
{
    /// <summary>The style's name.</summary>
    public static string Tone(Gravity gravity) =>
        gravity switch
        {
            Gravity.Good => "good",
            Gravity.Warn => "warn",
            Gravity.Bad => "bad",
        };

    public static string Of(Gravity gravity) =>
        gravity switch
        {
            Gravity.Good => "Fine",
            Gravity.Warn => "Look",
            Gravity.Bad => "Act",
        };

    /// <summary>An arrow for the eye, and its words.</summary>
    public static (string Arrow, string Words) Of(Trend trend) =>
        trend switch
        {
            Trend.Unknown => ("", "nothing to compare"),
            Trend.Up => ("↑", "more than then"),
            Trend.Down => ("↓", "less than then"),
            Trend.Same => ("→", "about the same"),
        };
}
