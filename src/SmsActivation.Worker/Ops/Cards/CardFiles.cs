using SmsActivation.Core.Cards.Import;

namespace SmsActivation.Worker.Ops.Cards;

/// <summary>The folder of card files on this host: readable by this account alone, for they hold whole numbers and security
/// codes.</summary>
public sealed class CardFiles(CardFilesOptions options, TimeProvider time)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public long Largest => options.LargestFile;
    public TimeSpan KeepRejects => options.KeepRejects;

    private string Folder => Path.GetFullPath(options.Path);

    /// <summary>An empty file of a name that nobody can guess.</summary>
    public FileStream Create()
    {
        MakeFolder();
        return new FileStream(
            Path.Combine(Folder, $"{Guid.NewGuid():N}.csv"),
            OnUnix(
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                }
            )
        );
    }

    /// <summary>Where the file of a job lies while it is read.</summary>
    public string PathOf(long job) => Path.Combine(Folder, $"{job}.csv");

    /// <summary>Null when there is none on this host, or it had its time.</summary>
    public string? RejectsOf(long job)
    {
        var path = CardImport.RejectsOf(PathOf(job));
        return File.Exists(path) && !IsOld(path) ? path : null;
    }

    /// <summary>Removes what had its time.</summary>
    /// <param name="atStart">No import of this host runs, so a file that was to be read was left by one that ended in the
    /// middle.</param>
    public int Clean(bool atStart)
    {
        if (!Directory.Exists(Folder))
            return 0;
        var gone = 0;
        foreach (var path in Directory.EnumerateFiles(Folder, "*.csv"))
        {
            var isRejects = path.EndsWith(".rejects.csv", StringComparison.Ordinal);
            if (!IsOld(path) && (isRejects || !atStart))
                continue;
            File.Delete(path);
            gone++;
        }
        return gone;
    }

    private bool IsOld(string path) => File.GetLastWriteTimeUtc(path) < (time.GetUtcNow() - KeepRejects).UtcDateTime;

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Folder);
        else
            Directory.CreateDirectory(Folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    private static FileStreamOptions OnUnix(FileStreamOptions file)
    {
        if (!OperatingSystem.IsWindows())
            file.UnixCreateMode = OwnerOnly;
        return file;
    }
}
