namespace SmsActivation.Journeys.Browsing;

/// <summary>A test in a real browser; where there is none it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Places =
    [
        Environment.GetEnvironmentVariable("SMSACTIVATION_CHROMIUM") ?? "",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    public BrowserFactAttribute()
    {
        if (Executable is null)
            // As a name too: the runner prints that, and not why a test was skipped.
            DisplayName = Skip = "There is no chromium: install Debian's, or name one in SMSACTIVATION_CHROMIUM.";
    }

    public static string? Executable { get; } = Places.FirstOrDefault(File.Exists);
}
