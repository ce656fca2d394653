using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace SmsActivation.Core.Inbox.Spool;

/// <summary>The folder that a spool's files are in. A file that was flushed is lost all the same when a power cut takes its
/// name away: names are the folder's, and the folder is flushed by itself.</summary>
internal static class SpoolFolder
{
    private const string ProbeFile = "probe.tmp";
    private const int LargeText = 64 * 1024; // as a webhook may be: a disk may have room for a little and not for that

    public static void Create(string folder)
    {
        if (Directory.Exists(folder))
            return;
        Directory.CreateDirectory(folder);
        if (Path.GetDirectoryName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)) is { } parent)
            Flush(parent);
    }

    /// <exception cref="IOException">It takes no text.</exception>
    public static void Probe(string folder)
    {
        var path = Path.Combine(folder, ProbeFile);
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            file.Write(new byte[LargeText]);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The names in it are on disk from here on. Windows keeps them with the files.</summary>
    /// <exception cref="IOException">They may not be.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (descriptor < 0)
            throw Fault(folder);
        try
        {
            // Some file systems (EINVAL) have nothing to flush for a folder.
            if (Sync(descriptor) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
                throw Fault(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private const int ReadOnly = 0;
    private const int InvalidArgument = 22;

    private static IOException Fault(string folder)
    {
        var error = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"The folder {folder} cannot be flushed: {error.Message}", error);
    }

    // .NET opens no folder, so its own flush cannot reach one.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
