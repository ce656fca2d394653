namespace SmsActivation.Worker.Setup;

public sealed class HostLock : IDisposable
{
    private readonly FileStream _f;

    private HostLock(FileStream f) => _f = f;

    public static HostLock? TryTake(string db)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(db)!);
        try
        {
            return new HostLock(
                new FileStream(db + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
            );
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _f.Dispose();
}
