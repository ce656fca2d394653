using System.Diagnostics;

namespace SmsActivation.Bench.Programs;

/// <summary>Outlives a runner that is killed by a moment: ends what that had started and removes its folders. It is told
/// of them line by line: <c>+process 123</c>, <c>-process 123</c>, <c>+folder …</c>, <c>-folder …</c>.</summary>
internal static class Caretaker
{
    public static int Run()
    {
        // A stop from the terminal reaches it too, and the runner may need it all the more.
        Console.CancelKeyPress += static (_, stop) => stop.Cancel = true;
        var left = new HashSet<string>();
        while (Console.ReadLine() is { } line)
        {
            if (line[0] == '+')
                left.Add(line[1..]);
            else
                left.Remove(line[1..]);
        }
        foreach (var process in left.Where(entry => entry.StartsWith("process ", StringComparison.Ordinal)))
            End(int.Parse(process[8..]));
        foreach (var folder in left.Where(entry => entry.StartsWith("folder ", StringComparison.Ordinal)))
            if (Directory.Exists(folder[7..]))
                Directory.Delete(folder[7..], recursive: true);
        return 0;
    }

    private static void End(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
    }
}
