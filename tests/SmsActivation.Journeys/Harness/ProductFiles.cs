namespace SmsActivation.Journeys.Harness;

/// <summary>Where the build put the host, found from where it put these tests.</summary>
public static class ProductFiles
{
    /// <summary>The host's output folder, of the same configuration as the tests.</summary>
    public static string HostFolder { get; } = FindHostFolder();

    public static string Host => Path.Combine(HostFolder, "SmsActivation.Worker.dll");

    public static string Carrier => Path.Combine(AppContext.BaseDirectory, "SmsActivation.TestCarrier.dll");

    private static string FindHostFolder()
    {
        // …/tests/SmsActivation.Journeys/bin/<configuration>/<framework>/
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var root = output;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "SmsActivation.sln")))
            root = root.Parent;
        if (root is null)
            throw new DirectoryNotFoundException($"No SmsActivation.sln above {output.FullName}.");
        var folder = Path.Combine(
            root.FullName,
            "src",
            "SmsActivation.Worker",
            "bin",
            output.Parent!.Name,
            output.Name
        );
        return Directory.Exists(folder)
            ? folder
            : throw new DirectoryNotFoundException($"The host is not built: {folder} is missing.");
    }
}
