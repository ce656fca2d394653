using System.Runtime.InteropServices;

namespace SmsActivation.Worker.Commands;

/// <summary>Whether somebody still reads a pipe that we write to. Only Unix tells without being written to.</summary>
internal static partial class ClosedPipe
{
    private const int StandardOutput = 1;

    // Source: POSIX, poll.h: set for a pipe whose other end is closed, asked for or not.
    private const short Error = 0x8;

    public static bool IsStandardOutput()
    {
        if (OperatingSystem.IsWindows())
            return false;
        var asked = new Asked { File = StandardOutput };
        return Poll(ref asked, 1, milliseconds: 0) > 0 && (asked.Found & Error) != 0;
    }

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref Asked asked, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct Asked
    {
        public int File;
        public short Events;
        public short Found;
    }
}
