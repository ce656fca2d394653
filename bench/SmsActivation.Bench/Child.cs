using System.ComponentModel;
using System.Diagnostics;

namespace SmsActivation.Bench;

/// <summary>What a process used until it ended.</summary>
internal sealed record Ended(string Output, double CpuSeconds, double PeakRssMb);

/// <summary>A process of the bench: a limit program, the carrier, the load, or the product.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromMilliseconds(20);
    private readonly Process _process;
    private (double Cpu, double PeakRssMb) _seen;

    private Child(Process process) => _process = process;

    /// <summary>For the carrier and the load: one thread that waits for sockets and does their work itself, for each
    /// hand-over between threads costs the product a slice of a core.</summary>
    public static IReadOnlyDictionary<string, string> Lean { get; } =
        new Dictionary<string, string>
        {
            ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
            ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1",
            ["DOTNET_TieredPGO"] = "0",
        };

    /// <summary>Starts a program of ours.</summary>
    public static Child Start(
        string dll,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null
    ) => StartCommand("dotnet", [dll, .. arguments], environment, folder);

    /// <exception cref="Win32Exception">There is no such command.</exception>
    public static Child StartCommand(
        string command,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null
    )
    {
        // Our programs end when their input does: even a runner that is killed leaves none of them behind.
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        Care.Began(process);
        return new Child(process);
    }

    /// <summary>CPU seconds so far, user and system.</summary>
    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    public double RssMb
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>The highest so far.</summary>
    public double PeakRssMb
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1e6;
        }
    }

    public void CloseInput() => _process.StandardInput.Close();

    public void Write(string text)
    {
        _process.StandardInput.Write(text);
        _process.StandardInput.Flush();
    }

    /// <summary>All that it says until it ends, and what it used up to a moment before.</summary>
    /// <exception cref="InvalidOperationException">It ended with another status than 0.</exception>
    public async Task<Ended> EndAsync(CancellationToken stopping)
    {
        var output = _process.StandardOutput.ReadToEndAsync(stopping);
        var exit = _process.WaitForExitAsync(stopping);
        while (await Task.WhenAny(exit, Task.Delay(BetweenSamples, stopping)) != exit)
            Sample();
        await exit;
        return _process.ExitCode == 0
            ? new Ended(await output, _seen.Cpu, _seen.PeakRssMb)
            : throw new InvalidOperationException(
                $"{string.Join(' ', _process.StartInfo.ArgumentList.Take(3))} ended with {_process.ExitCode}: {await output}"
            );
    }

    /// <summary>Reads on, so that a full pipe never stops it.</summary>
    public Child Muted()
    {
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        Care.Ended(_process);
        _process.Dispose();
    }

    private void Sample()
    {
        try
        {
            _process.Refresh();
            _seen = (
                _process.TotalProcessorTime.TotalSeconds,
                Math.Max(_seen.PeakRssMb, _process.PeakWorkingSet64 / 1e6)
            );
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception)
        {
            // It ended between two looks; what was seen stands.
        }
    }
}
