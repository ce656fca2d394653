namespace SmsActivation.Worker.Setup;

/// <summary>For fault tests: the place named by SMSACTIVATION_CRASH_AT ends the process as a power cut would.</summary>
public static class CrashPoints
{
    public const string BeforeApply = "processing.before-apply";
    public const string AfterBegin = "sending.after-begin";
    public const string BeforeFinish = "sending.before-finish";

    private static readonly string? Chosen = Environment.GetEnvironmentVariable("SMSACTIVATION_CRASH_AT");

    public static void Reach(string point)
    {
        if (Chosen == point)
            Environment.FailFast($"SMSACTIVATION_CRASH_AT={point}");
    }
}
