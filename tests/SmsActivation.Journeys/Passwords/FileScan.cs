namespace SmsActivation.Journeys.Passwords;

/// <summary>Looks for byte strings in files, in pieces, so that no file is too large.</summary>
public static class FileScan
{
    private const int Piece = 1 << 20;

    /// <summary>"file: what" for everything found.</summary>
    public static List<string> Find(IEnumerable<string> files, IReadOnlyCollection<(string Name, byte[] Bytes)> wanted)
    {
        var found = new List<string>();
        var overlap = wanted.Max(one => one.Bytes.Length) - 1;
        var buffer = new byte[Piece + overlap];
        foreach (var file in files)
            Search(file, wanted, buffer, overlap, found);
        return found;
    }

    /// <summary>Plain files below a folder; what may not be entered is left out.</summary>
    public static IEnumerable<string> Below(string folder, DateTime? changedSince = null, params string[] except) =>
        new DirectoryInfo(folder)
            .EnumerateFiles(
                "*",
                new EnumerationOptions
                {
                    RecurseSubdirectories = true,
                    IgnoreInaccessible = true,
                    AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device,
                }
            )
            // Pipes and sockets are empty, and would keep a reader waiting.
            .Where(file => IsPlain(file) && (changedSince is null || file.LastWriteTimeUtc >= changedSince))
            .Select(file => file.FullName)
            .Where(path => !except.Any(one => path.StartsWith(one, StringComparison.Ordinal)));

    private static bool IsPlain(FileInfo file)
    {
        try
        {
            return file.Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Search(
        string path,
        IReadOnlyCollection<(string Name, byte[] Bytes)> wanted,
        byte[] buffer,
        int overlap,
        List<string> found
    )
    {
        try
        {
            using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            var kept = 0;
            int read;
            while ((read = file.Read(buffer, kept, buffer.Length - kept)) > 0)
            {
                var piece = buffer.AsSpan(0, kept + read);
                foreach (var (name, bytes) in wanted)
                    if (piece.IndexOf(bytes) >= 0)
                        found.Add($"{path}: {name}");
                kept = Math.Min(overlap, piece.Length);
                piece[^kept..].CopyTo(buffer);
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Other programs' files come and go.
        }
    }
}
