namespace SmsActivation.Worker.Setup;

/// <summary>Held by the one host that lives on a SQLite file, for as long as its process does: the system lets go of it
/// also when the process is killed.</summary>
public sealed class HostLock : IDisposable
{
    // A verb that looks whether the lock is held has it open for an instant itself.
    private const int Tries = 10;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private HostLock(FileStream file) => _file = file;

    /// <summary>Null when another host has it.</summary>
    public static HostLock? TryTake(string databaseFile)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(databaseFile))!);
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new HostLock(Open(databaseFile, FileMode.OpenOrCreate, FileAccess.ReadWrite));
            }
            catch (IOException) when (tries < Tries)
            {
                Thread.Sleep(BetweenTries);
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    public static bool IsHeld(string databaseFile)
    {
        try
        {
            using var file = Open(databaseFile, FileMode.Open, FileAccess.Read);
            return false;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    // The file stays when the lock is let go: to delete it would race with the next host's taking it.
    public void Dispose() => _file.Dispose();

    private static FileStream Open(string databaseFile, FileMode mode, FileAccess access) =>
        new(databaseFile + ".lock", mode, access, FileShare.None);
}
