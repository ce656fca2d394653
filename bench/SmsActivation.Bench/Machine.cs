using System.Globalization;
using System.Runtime.InteropServices;

namespace SmsActivation.Bench;

/// <summary>Where the figures come from.</summary>
/// <param name="LoadBefore">What else ran in the minute before, in cores; null where the system does not say.</param>
internal sealed record Machine(
    string Processor,
    int Cores,
    double MemoryGb,
    string System,
    string Runtime,
    double? LoadBefore
)
{
    public static Machine Here { get; } =
        new(
            Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.ProcessorCount,
            Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1),
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            File.Exists("/proc/loadavg")
                ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
                : null
        );

    public override string ToString() =>
        $"{Processor}, {Cores} cores, {MemoryGb} GB, {System}, {Runtime}"
        + (LoadBefore is { } load ? $", load before {load:0.0}" : "");

    private static string? Line(string file, string name) =>
        File.Exists(file)
            ? File.ReadLines(file)
                .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
                ?.Split(':', 2)[1]
                .Trim()
            : null;
}
