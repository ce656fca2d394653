namespace SmsActivation.Faults.Hostile;

/// <summary>What a process has in memory, as the kernel counts it.</summary>
internal static class HostMemory
{
    /// <summary>Resident set in MB; null where there is no /proc.</summary>
    public static int? Resident(int process)
    {
        var status = $"/proc/{process}/status";
        if (!File.Exists(status))
            return null;
        var line = File.ReadLines(status).First(line => line.StartsWith("VmRSS:"));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1])
            / 1024;
    }
}
