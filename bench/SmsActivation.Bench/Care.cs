using System.Diagnostics;

namespace SmsActivation.Bench;

/// <summary>Tells the caretaker what would be left behind if this process were killed now.</summary>
internal static class Care
{
    private static readonly Lazy<StreamWriter> s_caretaker = new(Start);

    public static void Began(Process process) => Tell($"+process {process.Id}");

    public static void Ended(Process process) => Tell($"-process {process.Id}");

    public static void Made(string folder) => Tell($"+folder {folder}");

    public static void Removed(string folder) => Tell($"-folder {folder}");

    private static void Tell(string line)
    {
        lock (s_caretaker)
            s_caretaker.Value.WriteLine(line);
    }

    // It ends with its input, so nobody has to end it.
    private static StreamWriter Start()
    {
        var start = new ProcessStartInfo("dotnet", [BenchRun.Self, "caretaker"])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        var input = Process.Start(start)!.StandardInput;
        input.AutoFlush = true;
        return input;
    }
}
