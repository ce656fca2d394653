using System.Diagnostics;
using System.Globalization;

namespace SmsActivation.Worker.Setup;

/// <summary>For fault tests, in Debug builds only: the place named by SMSACTIVATION_CRASH_AT ends the process as a power cut would;
/// <c>place:3</c> when it is reached for the third time.</summary>
public static class CrashPoints
{
    /// <summary>The text is on disk, its sender not yet told.</summary>
    public const string AfterAccept = "webhooks.after-accept";

    /// <summary>The spool's texts are in the inbox, and still in the spool.</summary>
    public const string AfterDrain = "webhooks.after-drain";
    public const string BeforeApply = "processing.before-apply";

    /// <summary>The outcome is on disk, the reply written as on its way where there was a place.</summary>
    public const string AfterApply = "processing.after-apply";

    /// <summary>Some of a campaign's texts are in the outbox, and nobody is told to send them.</summary>
    public const string AfterTurn = "campaigns.after-turn";
    public const string AfterBegin = "sending.after-begin";

    /// <summary>The carrier has answered, and nobody else knows.</summary>
    public const string BeforeFinish = "sending.before-finish";
    public const string AfterFinish = "sending.after-finish";
    public const string BeforeReport = "delivery.before-report";
    public const string AfterReport = "delivery.after-report";
    public const string BeforeSettle = "sweeping.before-settle";
    public const string AfterSettle = "sweeping.after-settle";

    public const string BeforeEvent = "events.before-send";

    /// <summary>The receiver has answered, and nobody else knows.</summary>
    public const string AfterEvent = "events.after-send";

    /// <summary>The alert stands, and nobody is told.</summary>
    public const string BeforeTelling = "alerts.before-telling";

    /// <summary>The webhook and the text wait, and neither has left.</summary>
    public const string AfterTelling = "alerts.after-telling";

    private static readonly (string Point, int Times) Chosen = Read(
        Environment.GetEnvironmentVariable("SMSACTIVATION_CRASH_AT") ?? ""
    );

    private static int s_reached;

    [Conditional("DEBUG")]
    public static void Reach(string point)
    {
        if (Chosen.Point == point && Interlocked.Increment(ref s_reached) == Chosen.Times)
            Environment.FailFast($"SMSACTIVATION_CRASH_AT={point}");
    }

    private static (string Point, int Times) Read(string chosen) =>
        chosen.Split(':') is [var point, var times]
            ? (point, int.Parse(times, CultureInfo.InvariantCulture))
            : (chosen, 1);
}
