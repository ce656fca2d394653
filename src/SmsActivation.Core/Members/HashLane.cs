using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace SmsActivation.Core.Members;

/// <summary>Threads of their own for hashing passwords. On the thread pool it would starve the web server until it
/// resets connections; at equal priority a burst of it would hold up every webhook.</summary>
public sealed class HashLane : IDisposable
{
    private readonly BlockingCollection<Action> _waiting = [];
    private readonly List<Thread> _threads;
    private int _notBegun;

    public HashLane(int threads)
    {
        _threads =
        [
            .. Enumerable
                .Range(1, threads)
                .Select(i => new Thread(Work)
                {
                    IsBackground = true,
                    Name = $"hash-{i}",
                    Priority = ThreadPriority.BelowNormal,
                }),
        ];
        _threads.ForEach(thread => thread.Start());
    }

    /// <summary>Hashes wait for a thread: those under way take all the processor there is.</summary>
    public bool IsFull => Waiting > 0;

    /// <summary>How many have not begun.</summary>
    public int Waiting => Volatile.Read(ref _notBegun);

    /// <summary>In turn, as soon as a thread is free.</summary>
    public Task<T> RunAsync<T>(Func<T> hash)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Increment(ref _notBegun);
        _waiting.Add(() =>
        {
            Interlocked.Decrement(ref _notBegun);
            try
            {
                done.SetResult(hash());
            }
            catch (Exception fault)
            {
                done.SetException(fault);
            }
        });
        return done.Task;
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _threads.ForEach(thread => thread.Join());
        _waiting.Dispose();
    }

    private void Work()
    {
        YieldToOthers();
        foreach (var hash in _waiting.GetConsumingEnumerable())
            hash();
    }

    /// <summary>.NET gives threads no priority on Linux, but there each has a nice value of its own: setpriority(2),
    /// "C library/kernel differences". Refused, it only costs the courtesy.</summary>
    private static void YieldToOthers()
    {
        const int ThisThread = 0;
        const int Nice = 10;
        if (OperatingSystem.IsLinux())
            _ = SetPriority(PriorityOfProcess, ThisThread, Nice);
    }

    private const int PriorityOfProcess = 0;

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int priority);
}
