using SmsActivation.Core.Figures;
using SmsActivation.Core.Figures.Health;
using SmsActivation.Core.Hosts;

namespace SmsActivation.Worker.Ops.Now;

/// <summary>What the page shows of one moment, the same for everybody who looks.</summary>
/// <param name="Host">The host that answers.</param>
public sealed record NowView(CurrentFigures Figures, IReadOnlyList<Finding> Findings, HostSide Side, HostName Host)
{
    public DateTimeOffset At => Figures.At;

    /// <summary>The gravest comes first.</summary>
    public Finding First => Findings[0];

    public int LastHour => Figures.Log.LastHour.Texts.Sum();

    /// <summary>Outcomes there were in the last week or the last day, the most frequent first.</summary>
    public bool IsComparable => Figures.Log.Shares.Any(share => share.TextsBefore > 0);

    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss");

    /// <summary>With its day where that is not today.</summary>
    public string When(DateTimeOffset time) =>
        time.UtcDateTime.ToString(time.UtcDateTime.Date == At.UtcDateTime.Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm");

    /// <summary>Zero is none, and null is nobody's guess.</summary>
    public static string Wait(TimeSpan? wait) =>
        wait switch
        {
            null => "nobody can tell: nothing moves",
            { Ticks: 0 } => "none",
            { } time => "about " + SpanWords.Of(time),
        };
}
