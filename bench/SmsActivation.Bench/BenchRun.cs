namespace SmsActivation.Bench;

/// <summary>What all scenarios of one run share.</summary>
internal sealed class BenchRun(Arguments arguments, CancellationToken stopping)
{
    /// <summary>The auth token that everybody here signs with.</summary>
    public const string Token = "token";

    private int _run = Environment.ProcessId << 8;

    public Arguments Arguments => arguments;

    public CancellationToken Stopping => stopping;

    /// <summary>A count, or a tenth of it in a quick run.</summary>
    public int Count(int whole) => arguments.Quick ? Math.Max(whole / 10, 1) : whole;

    public TimeSpan Seconds(int whole) => TimeSpan.FromSeconds(arguments.Quick ? Math.Max(whole / 5, 2) : whole);

    /// <summary>Part of every SID, so that no two loads send the same text.</summary>
    public int NextRun() => Interlocked.Increment(ref _run);

    public static string Self { get; } = typeof(BenchRun).Assembly.Location;

    public static bool IsRelease { get; } =
        Self.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    public static string Checkout { get; } = FindCheckout();

    /// <summary>The product, built by the same command.</summary>
    public static string Worker { get; } =
        Path.Combine(
            Checkout,
            "src/SmsActivation.Worker/bin",
            IsRelease ? "Release" : "Debug",
            "net10.0/SmsActivation.Worker.dll"
        );

    private static string FindCheckout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SmsActivation.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The bench runs from a checkout only.");
        return folder.FullName;
    }
}
