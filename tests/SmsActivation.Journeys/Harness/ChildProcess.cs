using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace SmsActivation.Journeys.Harness;

/// <summary>A process of the product or the carrier; none outlives the tests.</summary>
public sealed class ChildProcess : IDisposable
{
    private static readonly ConcurrentDictionary<ChildProcess, bool> Alive = new();
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    static ChildProcess() =>
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (var child in Alive.Keys)
                child.Kill();
        };

    private ChildProcess(Process process) => _process = process;

    public static ChildProcess Start(
        string dll,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string?> environment
    )
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(dll);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // The developer's own settings are none of the journey's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_")).ToList())
            start.Environment.Remove(name);
        // A killed host leaves no dump of its memory behind.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => Append(child._output, line.Data);
        child._process.ErrorDataReceived += (_, line) => Append(child._errors, line.Data);
        child._process.Start();
        Alive[child] = true;
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    public string Output => Read(_output);
    public string Errors => Read(_errors);
    public string Everything => Output + Errors;
    public int Id => _process.Id;
    public bool HasExited => _process.HasExited;
    public int ExitCode => _process.ExitCode;

    /// <summary>As a power cut would: SIGKILL on Unix.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
            _process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It was gone already.
        }
    }

    /// <summary>Stands still for a while, as under a debugger or in a paused machine: SIGSTOP, then SIGCONT.</summary>
    public async Task FreezeAsync(TimeSpan length)
    {
        await SignalAsync("-STOP");
        await Task.Delay(length);
        await SignalAsync("-CONT");
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    /// <summary>As an operator would: SIGTERM, and the time it took.</summary>
    public async Task<TimeSpan> TerminateAsync(TimeSpan atMost)
    {
        var watch = Stopwatch.StartNew();
        await SignalAsync("-TERM");
        await ExitAsync(atMost);
        return watch.Elapsed;
    }

    /// <summary>As Ctrl+C does: SIGINT.</summary>
    public Task InterruptAsync() => SignalAsync("-INT");

    /// <exception cref="TimeoutException">It still runs.</exception>
    public async Task<int> ExitAsync(TimeSpan atMost)
    {
        using var limit = new CancellationTokenSource(atMost);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"Still running after {atMost.TotalSeconds:0} s:\n{Everything}", late);
        }
        return _process.ExitCode;
    }

    public void Dispose()
    {
        Kill();
        Alive.TryRemove(this, out _);
        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
